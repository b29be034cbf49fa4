package dev.tocsin.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.platform.commons.annotation.Testable;

/**
 * Marks a class that stands for a folder of scenarios. Build tools send only classes to an engine; this one is sent, and
 * the scenarios that {@code -Dscenario} selects become its tests.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Testable
public @interface Drills {
    /** The scenarios' folder, relative to the working directory. */
    String value() default "scenarios";
}
