package dev.tocsin.bench.prober;

import dev.tocsin.engine.Drills;

/** Stands for the drills of the library that ci/lib/bench_prober.sh makes: with a step that starts the {@link Prober}. */
@Drills("target/bench/library")
class ProbedDrillsTest {}
