/**
 * Actions, procedures and the responder that runs them when an alert comes. It gets the alert and nothing else, and acts
 * with an account of its own that may do what its procedures need and no more.
 */
@NullMarked
package dev.tocsin.respond;

import org.jspecify.annotations.NullMarked;
