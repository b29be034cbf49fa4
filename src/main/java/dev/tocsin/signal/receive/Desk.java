package dev.tocsin.signal.receive;

import dev.tocsin.signal.Sink;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what was let in, and hands it to those whom it is for: taken whole or not at all. */
final class Desk {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
    private final Format format;
    private final @Nullable Token shared;
    private final Limits limits;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final LongAdder strangers = new LongAdder();

    /** @param shared what is shown with it is for every subscription; null for none */
    Desk(Format format, @Nullable Token shared, Limits limits) {
        this.format = format;
        this.shared = shared;
        this.limits = limits;
    }

    Subscription subscribe(Receiver receiver, String secret, Sink sink, InstantSource clock) {
        Counts counts = new Counts();
        Subscription one =
                new Subscription(receiver, secret, counts, new Delivery(sink, counts, limits.waiting()), clock);
        subscriptions.add(one);
        return one;
    }

    void leave(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    /** Whom a request is for, by what it shows; nobody if it shows nothing that counts. */
    List<Subscription> whose(List<byte[]> shown) {
        List<Subscription> whose = new ArrayList<>();
        boolean everybody = shared != null && shared.isAmong(shown);
        for (Subscription one : subscriptions) {
            if (one.token().isAmong(shown) | everybody) {
                whose.add(one);
            }
        }
        return whose;
    }

    void stranger() {
        strangers.increment();
    }

    /** Requests that showed no token that counts. */
    long strangers() {
        return strangers.sum();
    }

    void take(@Nullable String encoding, byte[] body, List<Subscription> whose, Answer answer) {
        try {
            byte[] plain = unpacked(encoding, body);
            if (plain == null) {
                answer.refuse(HttpStatus.PAYLOAD_TOO_LARGE_413, "too large");
                return;
            }
            List<Document> documents = Documents.of(plain);
            List<List<Received>> records = new ArrayList<>();
            for (Subscription one : whose) {
                records.add(read(documents, one.clock().instant()));
            }
            for (int i = 0; i < whose.size(); i++) {
                if (!whose.get(i).delivery().offer(records.get(i), plain.length)) {
                    answer.later(); // those who have it already fold what comes again
                    return;
                }
            }
            whose.forEach(one -> one.counts().accepted());
            answer.give(HttpStatus.OK_200, "");
        } catch (Malformed e) {
            answer.refuse(HttpStatus.BAD_REQUEST_400, e.why());
        } catch (RuntimeException e) {
            LOG.warn("a request of the format {} could not be read", format.name(), e);
            answer.refuse(HttpStatus.BAD_REQUEST_400, "cannot be read");
        }
    }

    private byte @Nullable [] unpacked(@Nullable String encoding, byte[] body) throws Malformed {
        return switch (encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "identity" -> body;
            case "gzip", "x-gzip" -> Documents.unzip(body, limits.body());
            default -> throw new Malformed("an encoding other than gzip");
        };
    }

    private List<Received> read(List<Document> documents, Instant seen) throws Malformed {
        List<Received> records = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            try {
                format.read(documents.get(i), seen, records::add);
            } catch (Malformed e) {
                throw documents.size() == 1 ? e : new Malformed("record " + (i + 1) + ": " + e.why());
            }
        }
        return records;
    }
}
