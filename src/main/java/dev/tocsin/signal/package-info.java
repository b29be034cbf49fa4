/**
 * Where events and ready-made alerts come from: kinds of source found by ServiceLoader, a folder each. Each event carries two
 * times: when it happened, by its own clock, and when it was seen here. A source that may have lost something says so.
 */
@NullMarked
package dev.tocsin.signal;

import org.jspecify.annotations.NullMarked;
