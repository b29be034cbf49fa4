/** The JUnit Platform engine {@code tocsin}: scenarios as tests, chosen by {@code -Dscenario}. */
@NullMarked
package dev.tocsin.engine;

import org.jspecify.annotations.NullMarked;
