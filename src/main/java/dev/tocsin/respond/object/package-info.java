/** Actions on any object of the API. */
@NullMarked
package dev.tocsin.respond.object;

import org.jspecify.annotations.NullMarked;
