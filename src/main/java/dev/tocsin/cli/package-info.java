/** The command line: what people do with a library besides running it under JUnit. */
@NullMarked
package dev.tocsin.cli;

import org.jspecify.annotations.NullMarked;
