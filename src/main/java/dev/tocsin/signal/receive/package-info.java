/**
 * Takes in what the detectors that a team already runs report: one small HTTP server, and a folder for each format. What is
 * sent is hostile until its sender has shown the token, and malformed until it has been read.
 */
@NullMarked
package dev.tocsin.signal.receive;

import org.jspecify.annotations.NullMarked;
