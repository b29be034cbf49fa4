/** Kubernetes' own Events, and the conditions of objects when they change. */
@NullMarked
package dev.tocsin.signal.event;

import org.jspecify.annotations.NullMarked;
