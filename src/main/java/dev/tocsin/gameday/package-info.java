/** A game day as it goes: what is asked and told, when it ends early, what it came to and what changed since the last one. */
@NullMarked
package dev.tocsin.gameday;

import org.jspecify.annotations.NullMarked;
