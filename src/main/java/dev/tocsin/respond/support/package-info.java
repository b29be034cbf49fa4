/** What actions have in common: how they name objects, keep evidence, and say what they changed. */
@NullMarked
package dev.tocsin.respond.support;

import org.jspecify.annotations.NullMarked;
