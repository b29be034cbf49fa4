package dev.tocsin.signal.runtime;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was seen, by the names of Falco's fields, flat as Falco writes them. What is not known is left out. */
final class FalcoFields {
    private static final int SHOWN = 12;
    private static final long NANOS = 1_000_000_000L;
    private static final String IN_MEMORY = "/memfd:";
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private FalcoFields() {}

    static Map<String, Object> of(
            Seen seen, Container container, CommandLines commands, Instant happened, String node) {
        FalcoFields all = new FalcoFields();
        all.fields.put("evt.time", happened.getEpochSecond() * NANOS + happened.getNano());
        all.put("evt.type", seen.call());
        all.put("evt.hostname", node);
        all.process(seen, commands);
        all.file(seen, container);
        all.container(container);
        return all.fields;
    }

    private void process(Seen seen, CommandLines commands) {
        List<String> arguments = seen.started() ? seen.arguments() : commands.of(seen.pid());
        put("proc.name", seen.name());
        put("proc.exe", arguments.isEmpty() ? "" : arguments.get(0));
        put("proc.exepath", seen.exe());
        put("proc.args", arguments(arguments));
        put("proc.cmdline", line(seen.name(), arguments));
        put("proc.cwd", seen.cwd());
        fields.put("proc.pid", seen.pid());
        fields.put("proc.ppid", seen.parentPid());
        fields.put("proc.vpid", seen.ownPid());
        put("proc.pname", seen.parentName());
        put("proc.pexepath", seen.parentExe());
        put("proc.pcmdline", line(seen.parentName(), commands.of(seen.parentPid())));
        fields.put("proc.tty", seen.terminal());
        fields.put("proc.is_exe_upper_layer", seen.upper());
        fields.put("proc.is_exe_from_memfd", seen.exe().startsWith(IN_MEMORY));
        fields.put("user.uid", seen.uid());
        put("user.name", seen.uid() == 0 ? "root" : "");
    }

    private static String arguments(List<String> all) {
        return all.isEmpty() ? "" : String.join(" ", all.subList(1, all.size()));
    }

    private static String line(String name, List<String> arguments) {
        return arguments.isEmpty() ? "" : (name + " " + arguments(arguments)).strip();
    }

    private void file(Seen seen, Container container) {
        if (seen.started()) {
            put("evt.arg.filename", seen.path());
        } else if (!seen.file().isEmpty()) {
            put("fd.name", seen.file());
            put("fd.directory", Paths.folder(seen.file()));
            put("fd.filename", Paths.name(seen.file()));
            put("node.path", container.onNode(seen.file()));
        } else if (seen.oldPath().isEmpty()) {
            put("fs.path.name", seen.path());
            put("node.path", container.onNode(seen.path()));
        } else {
            put("fs.path.name", seen.path());
            put("fs.path.source", seen.oldPath());
            put("fs.path.target", seen.path());
            put("node.path", container.onNode(seen.path()));
        }
        if (seen.opened()) {
            fields.put("evt.is_open_read", OpenFlags.reads(seen.number()));
            fields.put("evt.is_open_write", OpenFlags.writes(seen.number()));
            put("evt.arg.flags", OpenFlags.text(seen.number()));
        }
    }

    private void container(Container container) {
        if (container.equals(Container.NODE)) {
            put("container.id", "host"); // as Falco says of what is in none
            put("container.name", "host");
            return;
        }
        put("container.id", container.id().substring(0, SHOWN));
        put("container.full_id", container.id());
        put("container.name", container.name());
        String image = container.image();
        int tag = image.lastIndexOf(':') > image.lastIndexOf('/') ? image.lastIndexOf(':') : image.length();
        put("container.image", image);
        put("container.image.repository", image.substring(0, tag).replaceFirst("@sha256$", ""));
        put("k8s.ns.name", container.namespace());
        put("k8s.pod.name", container.pod());
        put("k8s.pod.uid", container.podUid());
    }

    private void put(String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, value);
        }
    }
}
