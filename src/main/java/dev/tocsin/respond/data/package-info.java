/** Actions that bring back what was lost: a cluster's datastore, and its workloads' data. */
@NullMarked
package dev.tocsin.respond.data;

import org.jspecify.annotations.NullMarked;
