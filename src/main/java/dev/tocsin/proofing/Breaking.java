package dev.tocsin.proofing;

import java.util.List;

/** Makes the mutants of one kind. Where there is nothing of the kind to break, one says so. */
@FunctionalInterface
interface Breaking {
    List<Mutant> of(Subject whole);
}
