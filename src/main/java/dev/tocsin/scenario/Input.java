package dev.tocsin.scenario;

import dev.tocsin.sigma.Lists;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/**
 * A file that a drill is run from, as it is now.
 *
 * @param kind scenario, fixture, procedure or rule
 * @param name its name in the library: {@code shop}
 * @param file its path, with slashes
 * @param text what it says
 * @param sha256 of its bytes, in hexadecimal
 */
public record Input(String kind, String name, String file, String text, String sha256) {
    /**
     * The drill's own file and those that it names.
     *
     * @param rules the names of rules, whoever judges by them; those without a file here are other detectors'
     */
    public static List<Input> of(Library library, Drill drill, Collection<String> rules) {
        List<Input> inputs = new ArrayList<>();
        inputs.add(read("scenario", drill.file().getFileName().toString(), drill.file()));
        drill.fixtures().keySet().forEach(name -> inputs.add(read("fixture", name, library.fixture(name))));
        drill.procedures().keySet().forEach(name -> inputs.add(read("procedure", name, library.procedure(name))));
        List<Path> files = rules.stream()
                .sorted()
                .map(library::rule)
                .filter(Files::isRegularFile)
                .distinct()
                .toList();
        Path folder = library.root().resolve("rules");
        files.forEach(file -> inputs.add(read("rule", slashed(folder.relativize(file)), file)));
        Path lists = folder.resolve(Lists.FILE);
        if (!files.isEmpty() && Files.isRegularFile(lists)) {
            inputs.add(read("rule", Lists.FILE, lists));
        }
        return List.copyOf(inputs);
    }

    private static Input read(String kind, String name, Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            return new Input(kind, name, slashed(file), new String(bytes, StandardCharsets.UTF_8), sha256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    private static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }
}
