/** Counts what a recovery lost: rows that were acknowledged to a client outside the cluster, and are not there at the end. */
@NullMarked
package dev.tocsin.prove.ledger;

import org.jspecify.annotations.NullMarked;
