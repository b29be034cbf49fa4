/**
 * The runtime sensor: programs started and files changed on the cluster's nodes, as bpftrace in a pod on each node sees them,
 * with container and pod, in the fields that Falco has for them.
 */
@NullMarked
package dev.tocsin.signal.runtime;

import org.jspecify.annotations.NullMarked;
