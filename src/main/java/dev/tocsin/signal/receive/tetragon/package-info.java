/** What Tetragon exports. */
@NullMarked
package dev.tocsin.signal.receive.tetragon;

import org.jspecify.annotations.NullMarked;
