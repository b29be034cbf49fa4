/** Whether the API serves, asked from outside the cluster: what is in it cannot tell that it is not reached. */
@NullMarked
package dev.tocsin.signal.readiness;

import org.jspecify.annotations.NullMarked;
