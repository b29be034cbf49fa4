package dev.tocsin.scenario;

import java.time.Duration;

/**
 * What users must be able to do throughout the drill.
 *
 * @param probe an {@code http} step
 * @param every how often it is tried
 * @param maxGap the longest time allowed between two good answers
 */
public record Steady(Step probe, Duration every, Duration maxGap) {}
