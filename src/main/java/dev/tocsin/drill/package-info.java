/** Runs one drill: its phases, its three identities, its evidence, its end. */
@NullMarked
package dev.tocsin.drill;

import org.jspecify.annotations.NullMarked;
