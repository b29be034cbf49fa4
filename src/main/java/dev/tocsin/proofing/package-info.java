/**
 * Proofing: drills are run with one of their defences broken, and must come to the right verdict. A mutant is a drill that
 * was changed, and what that has to come to; each class that is a {@link dev.tocsin.proofing.Breaking} makes those of one
 * kind.
 */
@NullMarked
package dev.tocsin.proofing;

import org.jspecify.annotations.NullMarked;
