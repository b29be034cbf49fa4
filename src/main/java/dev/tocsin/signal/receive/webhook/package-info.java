/** JSON of any other tool, by a mapping file that says where its parts stand. */
@NullMarked
package dev.tocsin.signal.receive.webhook;

import org.jspecify.annotations.NullMarked;
