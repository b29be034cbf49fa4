package dev.tocsin.respond.access;

import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.List;

/** Whom a binding names: a service account as namespace/name or by its user name, or a user. */
final class Subjects {
    private static final String USER = "system:serviceaccount:";
    private final String namespace;
    private final String name;

    private Subjects(String namespace, String name) {
        this.namespace = namespace;
        this.name = name;
    }

    /** @param text {@code shop/worker}, {@code system:serviceaccount:shop:worker} or {@code alice} */
    static Subjects of(String text) {
        String plain = text.startsWith(USER) ? text.substring(USER.length()).replace(':', '/') : text;
        int slash = plain.indexOf('/');
        return slash < 0
                ? new Subjects("", plain)
                : new Subjects(plain.substring(0, slash), plain.substring(slash + 1));
    }

    boolean is(Subject subject) {
        return switch (subject.getKind()) {
            case "ServiceAccount" ->
                !namespace.isEmpty() && namespace.equals(subject.getNamespace()) && name.equals(subject.getName());
            case "User" -> user().equals(subject.getName());
            default -> false;
        };
    }

    /** A group that it belongs to whatever anybody does. */
    boolean isIn(Subject subject) {
        return subject.getKind().equals("Group")
                && (subject.getName().equals("system:authenticated")
                        || !namespace.isEmpty()
                                && List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace)
                                        .contains(subject.getName()));
    }

    private String user() {
        return namespace.isEmpty() ? name : USER + namespace + ":" + name;
    }

    @Override
    public String toString() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }
}
