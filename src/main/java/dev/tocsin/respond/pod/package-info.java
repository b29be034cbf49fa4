/** Actions on pods: stop them, cut them off, look into them. */
@NullMarked
package dev.tocsin.respond.pod;

import org.jspecify.annotations.NullMarked;
