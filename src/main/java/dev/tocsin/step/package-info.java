/**
 * What a step is, whoever runs it: a kind found by ServiceLoader, what it may use, and what it observed. Attacks, benign
 * twins and proofs are steps alike, so that a proof can replay an attack.
 */
@NullMarked
package dev.tocsin.step;

import org.jspecify.annotations.NullMarked;
