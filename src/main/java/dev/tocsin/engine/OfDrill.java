package dev.tocsin.engine;

import dev.tocsin.scenario.Drill;

/** A test, or a container of tests, each of which runs a drill. */
interface OfDrill extends Whole {
    Drill drill();
}
