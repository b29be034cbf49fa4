package dev.tocsin.signal.runtime;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Something done in a pod.
 *
 * @param what it is
 * @param pod in the namespace default
 * @param terminal whether it is run at a terminal
 * @param command what is run, by an exec through the API
 * @param raises the rules that it must raise, and no others
 * @param near the rules that it comes close to
 */
record RuntimeCase(
        String what, String pod, boolean terminal, List<String> command, Set<String> raises, Set<String> near) {
    private static final String BUSYBOX = "cp /bin/busybox ";
    private static final String K3S = "/host/var/lib/rancher/k3s/";

    static RuntimeCase of(String what, String pod, String command, String raises, String near) {
        boolean terminal = pod.endsWith("!");
        // The last part, after two spaces, is one argument.
        String[] halves = command.split("  ", 2);
        List<String> words = new java.util.ArrayList<>(List.of(halves[0].split(" ")));
        if (halves.length == 2) {
            String[] rest = halves[1].split("  ");
            words.addAll(List.of(rest));
        }
        return new RuntimeCase(
                what, terminal ? pod.substring(0, pod.length() - 1) : pod, terminal, words, rules(raises), rules(near));
    }

    private static Set<String> rules(String names) {
        return names.isEmpty()
                ? Set.of()
                : List.of(names.split(" ")).stream()
                        .map(name -> "runtime/" + name)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static final String SHELL = "shell-exec-into-container";
    private static final String TERMINAL = "terminal-shell-in-container";
    private static final String DROP = "drop-and-execute-new-binary-in-container";
    private static final String MEMORY = "execution-from-dev-shm";
    private static final String READ = "read-sensitive-file-untrusted";
    private static final String SERVER = "run-shell-untrusted";
    private static final String LOGS = "clear-log-activities";
    private static final String PERSIST = "persistence-folder-written";
    private static final String STORE = "datastore-opened-by-other-program";
    private static final String MASS = "mass-file-rewrite";

    /** In order: later ones use what earlier ones made. */
    static List<RuntimeCase> all() {
        return List.of(
                of("a program of the image", "web", "date", "", TERMINAL + " " + SHELL),
                of("a program of the image at a terminal", "web!", "date", "", TERMINAL + " " + SHELL),
                of("a shell", "web", "sh -c true", SHELL, TERMINAL + " " + SERVER),
                of("a shell in a pod that owns the node", "host", "sh -c true", SHELL, TERMINAL),
                of("a shell at a terminal", "web!", "sh -c true", SHELL + " " + TERMINAL, ""),
                of("a shell at a terminal as root", "tools!", "sh -c true", SHELL + " " + TERMINAL, ""),
                of(
                        "a shell that a program of the image starts",
                        "web",
                        "find / -maxdepth 0 -exec sh -c true ;",
                        "",
                        SHELL + " " + TERMINAL + " " + SERVER),
                of("a program is copied", "web", BUSYBOX + "/tmp/busybox", "", DROP + " " + MASS),
                of("the copy is run", "web", "/tmp/busybox true", DROP, ""),
                of("another program runs the copy", "web", "find / -maxdepth 0 -exec /tmp/busybox true ;", DROP, ""),
                of("the original is run", "web", "/bin/busybox true", "", DROP),
                of("a program is copied into memory", "tools", BUSYBOX + "/dev/shm/busybox", "", MEMORY + " " + DROP),
                of("the copy in memory is run", "tools", "/dev/shm/busybox true", MEMORY, DROP),
                of("a file is made in memory", "tools", "touch /dev/shm/script", "", MEMORY),
                of("the file in memory is read", "tools", "cat /dev/shm/script", "", MEMORY),
                of("a script in memory is run", "tools", "sh /dev/shm/script", MEMORY + " " + SHELL, ""),
                of(
                        "a script in memory is run from beside it",
                        "tools",
                        "find / -maxdepth 0 -exec sh -c  cd /dev/shm; chmod +x script; ./script; true  ;",
                        MEMORY,
                        ""),
                of(
                        "a shell reads a file in memory",
                        "tools",
                        "find / -maxdepth 0 -exec sh -c  cat /dev/shm/script; true  ;",
                        "",
                        MEMORY),
                of("the node's passwords are read", "host", "cat /host/etc/shadow", READ, ""),
                of("the node's group passwords are copied", "host", "cp /host/etc/gshadow /tmp/g", READ, ""),
                of("the node's users are read", "host", "cat /host/etc/passwd", "", READ),
                of("the node's passwords are listed", "host", "ls -la /host/etc/shadow", "", READ),
                of("a file that is only called so is made", "tools", "touch /tmp/shadow", "", READ),
                of("a file that is only called so is read", "tools", "cat /tmp/shadow", "", READ),
                of("a static pod is written", "host", "cp /etc/group /m/a.txt", PERSIST, STORE),
                of("a file is made beside them", "host", "cp /etc/group " + K3S + "agent/b.txt", "", PERSIST),
                of(
                        "a file is moved among static pods",
                        "host",
                        "mv " + K3S + "agent/b.txt " + K3S + "agent/pod-manifests/b.txt",
                        PERSIST,
                        ""),
                of("a static pod is read", "host", "cat /m/a.txt", "", PERSIST),
                of("static pods are removed", "host", "rm /m/a.txt /m/b.txt", "", PERSIST + " " + LOGS),
                of("a folder for keys is made", "tools", "mkdir -p /root/.ssh", "", PERSIST),
                of("a key is added", "tools", "cp /etc/group /root/.ssh/authorized_keys", PERSIST, ""),
                of("a host is known", "tools", "cp /etc/group /root/.ssh/known_hosts", "", PERSIST),
                of("the datastore is read", "host", "wc -c " + K3S + "server/db/state.db", STORE, ""),
                of("the datastore is copied", "host", "cp " + K3S + "server/db/state.db /tmp/db", STORE, DROP),
                of("the datastore's folder is listed", "host", "ls -la " + K3S + "server/db", "", STORE),
                of("a file is made beside the datastore", "host", "touch " + K3S + "server/db/note", "", STORE),
                of("a log is made", "host", "cp /etc/group /host/var/log/honest", "", LOGS),
                of(
                        "a log goes on",
                        "host",
                        "find / -maxdepth 0 -exec sh -c  echo more >>/host/var/log/honest  ;",
                        "",
                        LOGS),
                of("a log is emptied", "host", "truncate -s 0 /host/var/log/honest", LOGS, ""),
                of("a log is written over", "host", "cp /etc/passwd /host/var/log/honest", LOGS, ""),
                of("a log is removed", "host", "rm /host/var/log/honest", LOGS, ""),
                of("another file is emptied", "tools", "truncate -s 0 /tmp/shadow", "", LOGS),
                of("a folder is made", "tools", "mkdir -p /opt/bin", "", ""),
                of("a server is copied", "tools", BUSYBOX + "/opt/bin/nginx", "", DROP),
                of("the server starts", "tools", "/opt/bin/nginx", DROP, SERVER),
                of(
                        "a server starts a shell",
                        "tools",
                        "sh -c  exec -a busybox /opt/bin/nginx sh -c 'sh -c true; true'",
                        SHELL + " " + DROP + " " + SERVER,
                        ""),
                of("another server is copied", "tools", BUSYBOX + "/opt/bin/postgres", "", DROP),
                of(
                        "another server starts a shell",
                        "tools",
                        "sh -c  exec -a busybox /opt/bin/postgres sh -c 'sh -c date; true'",
                        SHELL + " " + DROP + " " + SERVER,
                        ""),
                of(
                        "many files are made",
                        "tools",
                        "sh -c  mkdir /data; for i in $(seq 60); do echo $i >/data/$i; done",
                        SHELL,
                        MASS),
                of(
                        "many files are renamed",
                        "tools",
                        "sh -c  for i in $(seq 60); do mv /data/$i /data/$i.locked; done",
                        SHELL + " " + MASS,
                        ""),
                of(
                        "some files are renamed",
                        "web",
                        "sh -c  for i in $(seq 40); do echo $i >/tmp/$i; mv /tmp/$i /tmp/$i.old; done",
                        SHELL,
                        MASS),
                of(
                        "many files are written over",
                        "host",
                        "sh -c  for i in $(seq 60); do echo $i >/tmp/$i; echo gone >/tmp/$i; done",
                        SHELL + " " + MASS,
                        ""));
    }

    @Override
    public String toString() {
        return what;
    }
}
