/**
 * Sigma rules over events, by the Sigma specification 2.x: single-event rules and correlations, on JSON-like maps. Pure,
 * and usable without the rest. What is not supported is refused by name, at its place in the file.
 */
@NullMarked
package dev.tocsin.sigma;

import org.jspecify.annotations.NullMarked;
