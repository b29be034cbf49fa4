package dev.tocsin.gameday;

/**
 * A time of a drill that is longer than it was, by more than chance explains.
 *
 * @param what detect, contain, eradicate, recover, rto
 * @param before the median, in milliseconds
 * @param now likewise
 * @param p how probable so large a difference would be if nothing had changed, times the number of times compared
 * @param trialsBefore how many trials that is from
 * @param trialsNow likewise
 */
record Slowdown(String drill, String what, double before, double now, double p, int trialsBefore, int trialsNow) {}
