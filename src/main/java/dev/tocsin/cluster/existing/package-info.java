/**
 * A cluster that others use too, behind guards: what may be touched is looked at before anything is, what is changed is
 * written down before it is changed and taken back afterwards.
 */
@NullMarked
package dev.tocsin.cluster.existing;

import org.jspecify.annotations.NullMarked;
