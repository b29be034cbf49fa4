/** Where events come from. Each carries two times: when it happened, by its own clock, and when it was seen here. */
@NullMarked
package dev.tocsin.signal;

import org.jspecify.annotations.NullMarked;
