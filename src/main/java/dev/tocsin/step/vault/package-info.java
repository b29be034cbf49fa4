/** Encrypted backups of Secrets, kept outside of the cluster that they are of. */
@NullMarked
package dev.tocsin.step.vault;

import org.jspecify.annotations.NullMarked;
