package dev.tocsin;

import dev.tocsin.engine.Drills;

/** Stands for the scenarios under scenarios/: {@code mvn test -Dscenario=<name>}. */
@Drills
class ScenarioTest {}
