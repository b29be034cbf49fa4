package dev.tocsin.drill;

import dev.tocsin.drill.Objectives.Watched;
import dev.tocsin.timeline.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What is known so far, and whether it is all that need be known. */
final class Findings {
    private final Predicate<List<Result>> wanted;
    private final List<Result> known = new ArrayList<>();
    private final CompletableFuture<Void> enough = new CompletableFuture<>();

    Findings(Predicate<List<Result>> wanted) {
        this.wanted = wanted;
    }

    synchronized Result add(Result result) {
        known.add(result);
        if (wanted.test(List.copyOf(known))) {
            enough.complete(null);
        }
        return result;
    }

    boolean enough() {
        return enough.isDone();
    }

    /** Ends when each has begun to hold or its watch has ended, or when enough is known. */
    CompletableFuture<?> begun(List<Watched> responses) {
        responses.forEach(response -> response.result().thenAccept(this::add));
        return orEnough(
                CompletableFuture.allOf(responses.stream().map(Watched::begun).toArray(CompletableFuture[]::new)));
    }

    /** Ends when the other does, or when enough is known. */
    CompletableFuture<?> orEnough(CompletableFuture<?> other) {
        return CompletableFuture.anyOf(Stream.of(other, enough).toArray(CompletableFuture[]::new));
    }
}
