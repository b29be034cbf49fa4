package dev.tocsin.signal.audit;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads parts of records, none of which need be there. */
final class Records {
    private static final String ACCOUNT = "system:serviceaccount:";

    private Records() {}

    static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    static String text(@Nullable Object value) {
        return value == null ? "" : String.valueOf(value);
    }

    /** The last of a list; of addresses, all but the last are what the client says of itself. */
    static String last(@Nullable Object value) {
        return value instanceof List<?> list && !list.isEmpty() ? text(list.get(list.size() - 1)) : "";
    }

    /** The namespace of a service account, by its user name; empty for other users. */
    static String accountNamespace(String user) {
        return user.startsWith(ACCOUNT) ? user.substring(ACCOUNT.length()).replaceAll(":.*", "") : "";
    }
}
