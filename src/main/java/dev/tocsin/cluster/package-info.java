/**
 * Where drills run: a throw-away k3s by Testcontainers, its node, and the identities that act in it.
 */
@NullMarked
package dev.tocsin.cluster;

import org.jspecify.annotations.NullMarked;
