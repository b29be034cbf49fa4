package dev.tocsin.step.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup opens with its key alone, and only as it was made. */
class SealedBackupTest {
    private static final String VALUE = "autumn-leaves-1789";

    @TempDir
    private Path folder;

    @AfterEach
    void forget() {
        System.clearProperty(Vault.FOLDER);
        System.clearProperty(BackupKey.MADE_WITH);
        System.clearProperty(BackupKey.OPENED_WITH);
    }

    private static SealedBackup backup(String namespace, String at) {
        return SealedBackup.seal("c1", namespace, at, 1, VALUE.getBytes(StandardCharsets.UTF_8), BackupKey.toMake());
    }

    private String key(int fill) throws IOException {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) fill);
        return Files.writeString(
                        folder.resolve("key-" + fill), Base64.getEncoder().encodeToString(key))
                .toString();
    }

    @Test
    void theNewestOfItsNamespaceAndClusterIsFoundAndOpens() throws IOException {
        System.setProperty(Vault.FOLDER, folder.toString());
        Path file = Vault.put(backup("shop", "2026-11-25T02:00:00Z"));
        Vault.put(backup("shop", "2026-11-25T01:00:00.5Z"));
        Vault.put(backup("dev", "2026-11-25T03:00:00Z"));
        Files.writeString(folder.resolve("x.backup.json"), "no backup");
        SealedBackup found = Vault.newest("c1", "shop").orElseThrow();
        assertThat(found.at()).isEqualTo("2026-11-25T02:00:00Z");
        assertThat(found.open(BackupKey.toOpen())).asString().isEqualTo(VALUE);
        assertThat(Files.readString(file)).doesNotContain(VALUE);
        assertThat(Vault.newest("c2", "shop")).isEmpty();
    }

    @Test
    void anotherKeyOpensNothing() throws IOException {
        System.setProperty(BackupKey.MADE_WITH, key(1));
        SealedBackup backup = backup("shop", "2026-11-25T02:00:00Z");
        assertThat(backup.open(BackupKey.toOpen())).asString().isEqualTo(VALUE);
        System.setProperty(BackupKey.OPENED_WITH, key(2));
        assertThatThrownBy(() -> backup.open(BackupKey.toOpen()))
                .hasMessageContaining("the encryption key is not the one that it was made with");
    }

    @Test
    void whatWasChangedDoesNotOpen() {
        SealedBackup backup = backup("shop", "2026-11-25T02:00:00Z");
        backup.sealed()[0] ^= 1;
        assertThatThrownBy(() -> backup.open(BackupKey.toOpen())).hasMessageContaining("or the file was changed");
        backup.sealed()[0] ^= 1;
        SealedBackup younger =
                new SealedBackup("c1", "shop", "2026-11-25T03:00:00Z", 1, backup.nonce(), backup.sealed());
        assertThatThrownBy(() -> younger.open(BackupKey.toOpen())).hasMessageContaining("or the file was changed");
    }

    @Test
    void aKeyOfAnotherLengthIsNoKey() throws IOException {
        Path file = Files.writeString(folder.resolve("short"), "c2hvcnQ=");
        System.setProperty(BackupKey.MADE_WITH, file.toString());
        assertThatThrownBy(BackupKey::toMake).hasMessageContaining("holds 5 bytes in base64; a key has 32");
    }
}
