/**
 * Network flows: connections that the nodes' kernels let through (conntrack) and that network policies refuse (kube-router's
 * NFLOG group), with the pods at both ends. The fields of an event are in docs/signals.md.
 */
@NullMarked
package dev.tocsin.signal.flow;

import org.jspecify.annotations.NullMarked;
