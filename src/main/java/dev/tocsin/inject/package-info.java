/** Attack behaviours and faults, one class a kind. A benign twin and a replayed attack use the same classes. */
@NullMarked
package dev.tocsin.inject;

import org.jspecify.annotations.NullMarked;
