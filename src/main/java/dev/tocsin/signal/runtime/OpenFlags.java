package dev.tocsin.signal.runtime;

import java.util.ArrayList;
import java.util.List;

/** How a file was opened, with the names that Falco has for it. */
final class OpenFlags {
    /** Above the kernel's own flags: the file was not there before. */
    static final long CREATED = 1L << 32;

    private static final int ACCESS = 3;
    private static final int WRITE_ONLY = 1;
    private static final int READ_WRITE = 2;
    private static final int TRUNCATE = 0x200;
    private static final int APPEND = 0x400;
    private static final int CREATE = 0x40;
    private static final int EXCLUSIVE = 0x80;

    private OpenFlags() {}

    static boolean reads(long flags) {
        return (flags & ACCESS) != WRITE_ONLY;
    }

    static boolean writes(long flags) {
        return (flags & ACCESS) != 0 || (flags & (CREATED | TRUNCATE)) != 0;
    }

    /** {@code O_TRUNC|O_CREAT|O_WRONLY|O_F_CREATED}. */
    static String text(long flags) {
        List<String> names = new ArrayList<>();
        add(names, flags, TRUNCATE, "O_TRUNC");
        add(names, flags, APPEND, "O_APPEND");
        add(names, flags, EXCLUSIVE, "O_EXCL");
        add(names, flags, CREATE, "O_CREAT");
        names.add(
                switch ((int) (flags & ACCESS)) {
                    case 0 -> "O_RDONLY";
                    case WRITE_ONLY -> "O_WRONLY";
                    case READ_WRITE -> "O_RDWR";
                    default -> "O_NONE";
                });
        add(names, flags, CREATED, "O_F_CREATED");
        return String.join("|", names);
    }

    private static void add(List<String> names, long flags, long flag, String name) {
        if ((flags & flag) != 0) {
            names.add(name);
        }
    }
}
