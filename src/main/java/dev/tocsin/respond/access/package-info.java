/** Actions on who may do what: tokens, grants, roles, admission. */
@NullMarked
package dev.tocsin.respond.access;

import org.jspecify.annotations.NullMarked;
