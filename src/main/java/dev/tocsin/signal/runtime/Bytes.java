package dev.tocsin.signal.runtime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Texts as bpftrace's JSON has them, and as they were. */
final class Bytes {
    /** What bpftrace's JSON begins a byte above 127 with: it takes it for a negative number, {@code \}{@code uffffffc3}. */
    private static final char ESCAPED = '\uffff';

    private static final int LENGTH = 5;

    private Bytes() {}

    /** What is no UTF-8 becomes U+FFFD. No text has the mark from itself: its own bytes are above 127. */
    static String text(String told) {
        if (told.indexOf(ESCAPED) < 0) {
            return told;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = 0;
        while (at < told.length()) {
            int next = told.indexOf(ESCAPED, at);
            int end = next < 0 ? told.length() : next;
            bytes.writeBytes(told.substring(at, end).getBytes(StandardCharsets.UTF_8));
            at = end;
            if (next >= 0) {
                bytes.write(value(told, next));
                at = Math.min(told.length(), next + LENGTH);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Of {@code ffc3} after the mark; an impossible byte if it is no number. */
    private static int value(String told, int mark) {
        try {
            return Integer.parseInt(told, mark + 3, mark + LENGTH, 16);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            return 0xff;
        }
    }
}
