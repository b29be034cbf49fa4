/** Actions on who may reach whom. */
@NullMarked
package dev.tocsin.respond.network;

import org.jspecify.annotations.NullMarked;
