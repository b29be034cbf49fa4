/**
 * What happened in a drill and when: facts with times, objectives with targets, verdicts. Pure data and arithmetic, so
 * that every report is made from the same source and the drill's logic is tested with a fake clock.
 */
@NullMarked
package dev.tocsin.timeline;

import org.jspecify.annotations.NullMarked;
