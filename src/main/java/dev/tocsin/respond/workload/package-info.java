/** Actions on Deployments and their like, and on what they use. */
@NullMarked
package dev.tocsin.respond.workload;

import org.jspecify.annotations.NullMarked;
