package dev.tocsin.cluster.existing;

import dev.tocsin.cluster.ClusterException;

/** A guard does not let it happen. */
public final class Refused extends ClusterException {
    /** @param why what is refused and why, and what would let it happen */
    Refused(String why) {
        super(why, "", null);
    }
}
