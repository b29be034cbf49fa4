package dev.tocsin.signal.runtime;

import java.util.List;

/**
 * One thing that the kernel did for a process. A text that a program gave may hold anything.
 *
 * @param call the system call: {@code execve}, {@code openat}, ...
 * @param nanos the kernel's clock, since it booted
 * @param pid the process, as its node numbers it
 * @param parentPid its parent; 0 if that is not of the node
 * @param ownPid the process, as it numbers itself: 1 is a container's first
 * @param uid its user, as the machine numbers it
 * @param terminal device number of its terminal; 0 if it has none
 * @param upper whether its program's file lies in the upper layer of an overlay: it did not come with the image
 * @param number of an opening the flags and {@link OpenFlags#CREATED}, of a truncation the length
 * @param group its control group's name, in a pod the container's id
 * @param groupParent the name of the group around that, in a pod the pod's uid
 * @param name the process's name
 * @param parentName its parent's
 * @param exe its program's path
 * @param parentExe its parent's program's path
 * @param cwd where it works; empty if not asked
 * @param file the file that was opened or emptied; empty if none was
 * @param path what was named, such as the new name of a file; empty if nothing was
 * @param oldPath what was named before that; empty if nothing was
 * @param arguments of a started program
 */
record Seen(
        String call,
        long nanos,
        int pid,
        int parentPid,
        int ownPid,
        long uid,
        long terminal,
        boolean upper,
        long number,
        String group,
        String groupParent,
        String name,
        String parentName,
        String exe,
        String parentExe,
        String cwd,
        String file,
        String path,
        String oldPath,
        List<String> arguments) {

    static final String STARTED = "execve";

    boolean started() {
        return call.equals(STARTED);
    }

    boolean opened() {
        return call.startsWith("open") || call.equals("creat");
    }

    boolean mentions(String text) {
        return file.contains(text)
                || path.contains(text)
                || arguments.stream().anyMatch(argument -> argument.contains(text));
    }
}
