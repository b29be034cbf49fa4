package dev.tocsin.scenario;

import java.time.Duration;

/**
 * What users must be able to do throughout the drill.
 *
 * @param probe an {@code http} step
 * @param every how often it is tried
 * @param maxGap the longest time allowed between two good answers
 * @param maxFailed how many answers may be other than expected, or none at all
 */
public record Steady(Step probe, Duration every, Duration maxGap, int maxFailed) {}
