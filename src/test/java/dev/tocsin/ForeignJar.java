package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A jar of kinds that know this project and are not known to it: those of {@code src/test/foreign}, and the one that
 * {@code docs/adding-kinds.md} shows, as it stands there. While this is open the thread's class loader has it.
 */
final class ForeignJar implements AutoCloseable {
    private static final Path SOURCES = Path.of("src/test/foreign");
    private static final Pattern SHOWN =
            Pattern.compile("`src/main/java/(com/example/\\S+)`:\n\n```\\w+\n(.*?)```", Pattern.DOTALL);
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final URLClassLoader loader;

    ForeignJar(Path folder) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<String> sources = new ArrayList<>();
        for (Path file : files(SOURCES.resolve("com"))) {
            put(SOURCES.relativize(file).toString(), Files.readString(file), folder, classes, sources);
        }
        Matcher shown = SHOWN.matcher(Files.readString(Path.of("docs/adding-kinds.md")));
        while (shown.find()) {
            put(shown.group(1), shown.group(2), folder, classes, sources);
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> arguments =
                new ArrayList<>(List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
        arguments.addAll(sources);
        assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new)))
                .as("javac")
                .isZero();
        loader = new URLClassLoader(new URL[] {jar(folder.resolve("foreign.jar"), classes)}, before);
        Thread.currentThread().setContextClassLoader(loader);
    }

    /** Sources are compiled; a schema lies beside its class. */
    private static void put(String name, String text, Path folder, Path classes, List<String> sources)
            throws IOException {
        Path file = (name.endsWith(".java") ? folder.resolve("src") : classes).resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        if (name.endsWith(".java")) {
            sources.add(file.toString());
        }
    }

    private static URL jar(Path jar, Path classes) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            for (Path file : files(classes)) {
                entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, entries);
            }
        }
        return jar.toUri().toURL();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Override
    public void close() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        loader.close();
    }
}
