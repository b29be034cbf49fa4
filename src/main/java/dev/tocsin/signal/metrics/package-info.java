/** The alerts of a Prometheus in the cluster, as its Alertmanager sends them. */
@NullMarked
package dev.tocsin.signal.metrics;

import org.jspecify.annotations.NullMarked;
