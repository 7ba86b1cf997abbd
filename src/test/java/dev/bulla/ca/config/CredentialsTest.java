/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords in the folder that systemd names. */
class CredentialsTest {
    private static final String PASSWORD = "fileca-key-passwd";

    @TempDir
    private Path folder;

    private final Problems problems = new Problems();
    private Path settings = Path.of("");

    @BeforeEach
    void settings() throws IOException {
        settings = Files.writeString(
                folder.resolve("serve.yaml"),
                "ca: fileca\nfileca-cert: chain.pem\nfileca-key: key.pem\nfileca-key-passwd: from the file\n");
    }

    @Test
    void oneOfTheNameOfASettingWinsOverTheFile() throws IOException {
        Files.writeString(folder.resolve(PASSWORD), "correct horse\n");

        assertThat(password(Map.of())).isEqualTo("correct horse");
        assertThat(problems.errors()).isEmpty();
    }

    @Test
    void aVariableWinsOverIt() throws IOException {
        Files.writeString(folder.resolve(PASSWORD), "correct horse");

        assertThat(password(Map.of("BULLA_FILECA_KEY_PASSWD", "of the variable")))
                .isEqualTo("of the variable");
    }

    @Test
    void withoutOneTheFileCounts() {
        assertThat(password(Map.of())).isEqualTo("from the file");
    }

    @Test
    void whatIsNoSecretIsNotTakenFromThere() throws IOException {
        Files.writeString(folder.resolve("port"), "17");

        assertThat(read(Map.of()).ports().http().port()).isEqualTo(8080);
    }

    @Test
    void oneThatIsTooLongIsToldByItsName() throws IOException {
        Files.writeString(folder.resolve(PASSWORD), "x".repeat(1025));

        read(Map.of());

        assertThat(problems.errors())
                .containsExactly(folder.resolve(PASSWORD) + ": holds more than 1024 bytes: is it the password?");
    }

    @Test
    void oneThatCannotBeReadIsToldByItsName() throws IOException {
        Files.createDirectory(folder.resolve(PASSWORD));

        read(Map.of());

        assertThat(problems.errors())
                .singleElement()
                .asString()
                .startsWith(folder.resolve(PASSWORD) + ": cannot be read: ");
    }

    private String password(Map<String, String> more) {
        return ((SignerTarget.Files) read(more).signer()).password();
    }

    private Settings read(Map<String, String> more) {
        var environment = new HashMap<>(more);
        environment.put("CREDENTIALS_DIRECTORY", folder.toString());
        return SettingsReader.read(Map.of(), environment, Optional.of(settings), problems);
    }
}
