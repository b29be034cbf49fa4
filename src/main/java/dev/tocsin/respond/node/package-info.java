/** Actions on nodes. */
@NullMarked
package dev.tocsin.respond.node;

import org.jspecify.annotations.NullMarked;
