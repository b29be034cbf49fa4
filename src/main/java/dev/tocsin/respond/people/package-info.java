/** What people do in a response: they are told, and they agree. */
@NullMarked
package dev.tocsin.respond.people;

import org.jspecify.annotations.NullMarked;
