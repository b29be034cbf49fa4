package dev.tocsin.signal.flow;

/** From where to where; ports are 0 where the protocol has none. */
record Tuple(String protocol, String srcIp, int srcPort, String dstIp, int dstPort) {}
