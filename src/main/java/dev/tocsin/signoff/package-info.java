/** Records of drills that others can check years later: written, signed, verified and printed, from a run's folder alone. */
@NullMarked
package dev.tocsin.signoff;

import org.jspecify.annotations.NullMarked;
