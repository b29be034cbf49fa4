package dev.tocsin.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TempFolderTest {
    @TempDir
    private Path root;

    @Test
    void thatOfADeadProcessGoesWithAllThatIsInIt() throws IOException {
        String host = Leftovers.me().substring(0, Leftovers.me().lastIndexOf('/'));
        Path dead = Files.createDirectories(root.resolve("tocsin-of-" + host + "-999999999-123"));
        Files.writeString(Files.createDirectories(dead.resolve("backups-7")).resolve("a.backup.json"), "{}");
        Path living = Files.createDirectories(
                root.resolve("tocsin-of-" + Leftovers.me().replace('/', '-') + "-123"));
        Path elsewhere = Files.createDirectories(root.resolve("tocsin-of-elsewhere-999999999-123"));
        Path other = Files.createDirectories(root.resolve("tocsin-of-nobody"));

        assertThat(TempFolder.removeOrphans(root)).containsExactly(dead.toString());
        assertThat(dead).doesNotExist();
        assertThat(living).exists();
        assertThat(elsewhere).exists();
        assertThat(other).exists();
    }

    @Test
    void whatThisProcessKeepsIsItsOwn() throws IOException {
        Path file = TempFolder.file("rows-", ".tsv");
        Path folder = TempFolder.folder("backups-");
        assertThat(file.getParent()).isEqualTo(folder.getParent());
        assertThat(Files.getPosixFilePermissions(file.getParent())).hasSize(3); // the owner's
        assertThat(TempFolder.removeOrphans()).doesNotContain(file.getParent().toString());
        assertThat(file).exists();
    }
}
