/**
 * What a drill file says: the records, and loading that reports every mistake at its place in the file before anything
 * has started.
 */
@NullMarked
package dev.tocsin.scenario;

import org.jspecify.annotations.NullMarked;
