/** What Falco and Falcosidekick send. */
@NullMarked
package dev.tocsin.signal.receive.falco;

import org.jspecify.annotations.NullMarked;
