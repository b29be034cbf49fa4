/** Everything that people read afterwards, made from a drill's outcome alone. */
@NullMarked
package dev.tocsin.report;

import org.jspecify.annotations.NullMarked;
