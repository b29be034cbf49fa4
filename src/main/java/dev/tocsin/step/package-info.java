/**
 * What a step and an action are, whoever runs them: kinds found by ServiceLoader, each with its schema beside it, what they
 * may use, and what they observed. Attacks, benign twins and proofs are steps alike, so that a proof can replay an attack.
 */
@NullMarked
package dev.tocsin.step;

import org.jspecify.annotations.NullMarked;
