package dev.tocsin.signal.receive.tetragon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.signal.receive.Document;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tetragon's events by the names of Falco's fields, flat as Falco writes them. What is not known is left out. */
final class RuntimeFields {
    private static final Pattern SYSCALL = Pattern.compile("(?:__(?:x64|arm64|ia32)_)?sys_(.+)");
    private static final Pattern CONTAINER = Pattern.compile("[a-z-]+://(.+)");
    /** As many characters of its id as Falco shows. */
    private static final int SHOWN = 12;

    private static final long NANOS = 1_000_000_000L;
    private static final int MAY_WRITE = 2;
    private static final int MAY_READ = 4;

    private final Map<String, Object> fields = new LinkedHashMap<>();

    private RuntimeFields() {}

    /** @param kind the record's key: {@code process_exec} */
    static Map<String, Object> of(String kind, Document event, Instant happened, String node) {
        RuntimeFields all = new RuntimeFields();
        all.fields.put("evt.time", happened.getEpochSecond() * NANOS + happened.getNano());
        all.put("evt.type", type(kind, event));
        all.put("evt.hostname", node);
        all.process(event.at("process"));
        all.parent(event.at("parent"));
        for (JsonNode arg : event.json().path("args")) {
            all.argument(new Document(arg));
        }
        all.access(event);
        all.put("tetragon.policy", event.text("policy_name"));
        all.put("tetragon.action", event.text("action"));
        return all.fields;
    }

    /** A system call's name, as Falco's {@code evt.type} is. */
    private static String type(String kind, Document event) {
        return switch (kind) {
            case "process_exec" -> "execve";
            case "process_exit" -> "procexit";
            case "process_tracepoint" -> event.text("event").replaceFirst("^sys_enter_", "");
            default -> {
                String function = event.text("function_name");
                Matcher syscall = SYSCALL.matcher(function);
                yield syscall.matches()
                        ? syscall.group(1)
                        : switch (function) {
                            case "tcp_connect", "security_socket_connect" -> "connect";
                            case "inet_csk_accept" -> "accept";
                            case "fd_install", "security_file_open", "security_file_permission" -> "open";
                            default -> function.isEmpty() ? kind : function;
                        };
            }
        };
    }

    private void process(Document process) {
        String binary = process.text("binary");
        String arguments = process.text("arguments");
        put("proc.name", base(binary));
        put("proc.exepath", binary);
        put("proc.args", arguments);
        put("proc.cmdline", (base(binary) + " " + arguments).strip());
        put("proc.cwd", process.text("cwd"));
        put("proc.pid", process.json().path("pid"));
        put("user.uid", process.json().path("uid"));
        put("user.loginuid", process.json().path("auid"));
        Document pod = process.at("pod");
        Document container = pod.at("container");
        String id = container.text("id");
        Matcher scheme = CONTAINER.matcher(id);
        id = scheme.matches() ? scheme.group(1) : id.isEmpty() ? process.text("docker") : id;
        put("container.id", id.isEmpty() ? "host" : id.length() > SHOWN ? id.substring(0, SHOWN) : id);
        put("container.full_id", id);
        put("container.name", id.isEmpty() ? "host" : container.text("name"));
        image(container.at("image").text("name"));
        put("k8s.ns.name", pod.text("namespace"));
        put("k8s.pod.name", pod.text("name"));
    }

    private void image(String image) {
        int tag = image.lastIndexOf(':') > image.lastIndexOf('/') ? image.lastIndexOf(':') : image.length();
        put("container.image", image);
        put("container.image.repository", image.substring(0, tag).replaceFirst("@sha256$", ""));
    }

    private void parent(Document parent) {
        String binary = parent.text("binary");
        put("proc.pname", base(binary));
        put("proc.pexepath", binary);
        put("proc.pcmdline", (base(binary) + " " + parent.text("arguments")).strip());
        put("proc.ppid", parent.json().path("pid"));
    }

    /** Files and sockets; the first of each counts. */
    private void argument(Document arg) {
        for (String file : new String[] {"file_arg", "path_arg"}) {
            String path = arg.at(file).text("path");
            if (!path.isEmpty()) {
                String mount = arg.at(file).text("mount");
                name(mount.isEmpty() || mount.equals("/") ? path : mount + path);
                return;
            }
        }
        for (String socket : new String[] {"sock_arg", "skb_arg", "sockaddr_arg"}) {
            Document ends = arg.at(socket);
            if (ends.isObject()) {
                end("fd.cip", ends.text("saddr"));
                end("fd.cport", ends.text("sport"));
                end("fd.sip", ends.text(socket.equals("sockaddr_arg") ? "addr" : "daddr"));
                end("fd.sport", ends.text(socket.equals("sockaddr_arg") ? "port" : "dport"));
                end(
                        "fd.l4proto",
                        ends.text("protocol").replaceFirst("^IPPROTO_", "").toLowerCase(java.util.Locale.ROOT));
                return;
            }
        }
        if (arg.text("string_arg").startsWith("/")) {
            name(arg.text("string_arg"));
        }
    }

    private void name(String path) {
        if (fields.putIfAbsent("fd.name", path) == null) {
            put("fd.directory", path.substring(0, Math.max(0, path.lastIndexOf('/'))));
            put("fd.filename", base(path));
        }
    }

    /** What the file is opened for, where the hook says so. */
    private void access(Document event) {
        if (event.text("function_name").equals("security_file_permission")) {
            int mask = event.json().at("/args/1/int_arg").asInt();
            fields.put("evt.is_open_read", (mask & MAY_READ) != 0);
            fields.put("evt.is_open_write", (mask & MAY_WRITE) != 0);
        }
    }

    private void end(String name, String value) {
        if (!value.isEmpty()) {
            fields.putIfAbsent(name, value);
        }
    }

    private void put(String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, value);
        }
    }

    private void put(String name, JsonNode number) {
        if (number.canConvertToLong()) {
            fields.put(name, number.asLong());
        }
    }

    private static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
