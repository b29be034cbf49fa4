/** The API server's audit log: the source that every drill has. */
@NullMarked
package dev.tocsin.signal.audit;

import org.jspecify.annotations.NullMarked;
