package dev.tocsin.signal.receive;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;

/** Times as tools write them: ISO 8601 with or without an offset (then UTC), or a number since 1970. */
final class Moments {
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final int LONGEST = 64;
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']HH:mm[:ss]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .appendPattern("[XXX][XX][X]")
            .toFormatter(java.util.Locale.ROOT);

    private Moments() {}

    /**
     * @param what its name, for the message
     * @throws Malformed if it is no time between 1970 and 9999
     */
    static Instant of(JsonNode node, String what) throws Malformed {
        String text = Document.text(node).strip();
        if (text.isEmpty()) {
            throw new Malformed("no '" + what + "'");
        }
        Instant moment;
        try {
            if (text.length() > LONGEST) {
                throw new DateTimeException("too long");
            }
            moment = node.isNumber() || text.matches("[0-9]{1,20}([.][0-9]{1,12})?")
                    ? number(new BigDecimal(text))
                    : iso(text);
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw new Malformed("'" + what + "' is no time");
        }
        if (moment.isBefore(Instant.EPOCH) || moment.isAfter(LATEST)) {
            throw new Malformed("'" + what + "' lies too far away");
        }
        return moment;
    }

    /** Seconds, milli-, micro- or nanoseconds: which can be told by the size, for two thousand years to come. */
    private static Instant number(BigDecimal number) {
        BigDecimal seconds = number;
        for (int i = 0; i < 3 && seconds.compareTo(BigDecimal.valueOf(100_000_000_000L)) > 0; i++) {
            seconds = seconds.movePointLeft(3);
        }
        BigDecimal[] parts = seconds.divideAndRemainder(BigDecimal.ONE);
        return Instant.ofEpochSecond(
                parts[0].longValueExact(), parts[1].multiply(NANOS).longValue());
    }

    private static Instant iso(String text) {
        TemporalAccessor parsed = ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return parsed instanceof OffsetDateTime moment
                ? moment.toInstant()
                : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
    }
}
