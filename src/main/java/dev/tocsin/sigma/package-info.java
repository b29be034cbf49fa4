/**
 * Sigma rules over events: single-event rules of the Sigma specification 2.x, evaluated on JSON-like maps. Pure, and
 * usable without the rest. What is not supported is refused by name, at its place in the file.
 */
@NullMarked
package dev.tocsin.sigma;

import org.jspecify.annotations.NullMarked;
