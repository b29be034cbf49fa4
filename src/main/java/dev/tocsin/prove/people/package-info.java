/** What people were told of an incident, read where they read it. */
@NullMarked
package dev.tocsin.prove.people;

import org.jspecify.annotations.NullMarked;
