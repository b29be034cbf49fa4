package dev.tocsin.signal.receive;

import dev.tocsin.timeline.Entities;

/** Other tools' names as scenarios write them. */
public final class Names {
    private static final int LONGEST = 120;

    private Names() {}

    /**
     * A rule's name as scenarios write it: {@code drop-and-execute-new-binary-in-container}.
     *
     * @throws Malformed if nothing of it is left
     */
    public static String slug(String name) throws Malformed {
        StringBuilder slug = new StringBuilder();
        for (int i = 0; i < name.length() && slug.length() < LONGEST; i++) {
            char c = name.charAt(i);
            char lower = c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
            if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9')) {
                slug.append(lower);
            } else if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
                slug.append('-');
            }
        }
        while (!slug.isEmpty() && slug.charAt(slug.length() - 1) == '-') {
            slug.setLength(slug.length() - 1);
        }
        if (slug.isEmpty()) {
            throw new Malformed("the rule's name has no letter or digit");
        }
        return slug.toString();
    }

    /** {@code namespace/name}; empty if either is. */
    public static String pod(String namespace, String name) {
        return namespace.isEmpty() || name.isEmpty() ? "" : namespace + "/" + name;
    }

    /** Whom and what it is about, as far as it is known; a service account is {@code namespace/name}. */
    public static Entities entities(String user, String account, String pod, String node, String address) {
        Entities known = user.isEmpty() && !account.isEmpty()
                ? Entities.ofUser("system:serviceaccount:" + account.replace('/', ':'))
                : Entities.ofUser(user);
        return known.withPod(pod).withNode(node).withAddress(address);
    }
}
