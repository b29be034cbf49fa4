/** What Prometheus' Alertmanager sends. */
@NullMarked
package dev.tocsin.signal.receive.alertmanager;

import org.jspecify.annotations.NullMarked;
