/** Proofs: kinds of step that look at effects, waiting until they hold and go on holding, and watching users' service. */
@NullMarked
package dev.tocsin.prove;

import org.jspecify.annotations.NullMarked;
