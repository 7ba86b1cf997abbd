/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.certificate.IssuingChain;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.signing.FileKey;
import dev.bulla.ca.signing.KeyFileEvents;
import dev.bulla.ca.signing.KeyFiles;
import dev.bulla.ca.signing.UnusableKeyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class CaCommandTest {
    @TempDir
    private Path folder;

    private Path password;

    @BeforeEach
    void choose() throws IOException {
        password = Files.writeString(folder.resolve("password"), "a password\n");
    }

    @ParameterizedTest
    @CsvSource({"P256,SHA256withECDSA", "P384,SHA384withECDSA", "ED25519,Ed25519"})
    void makesWhatServeTakes(String type, String algorithm) throws IOException {
        var typed = init("--key-type", type, "--organization", "acme");

        assertThat(typed.exitCode()).isZero();
        var ca = folder.resolve("ca");
        var key = new FileKey(
                        new KeyFiles(ca.resolve("chain.pem"), ca.resolve("intermediate-key.pem"), "a password"),
                        Crypto.fastest(),
                        InstantSource.system(),
                        new Silence())
                .get();
        assertThat(key.chain().certificates()).hasSize(2);
        assertThat(key.chain().algorithm().jcaName()).isEqualTo(algorithm);
        assertThat(key.chain()
                        .certificates()
                        .getFirst()
                        .getSubjectX500Principal()
                        .getName())
                .contains("O=acme");
        assertThat(Files.getPosixFilePermissions(ca.resolve("root-key.pem")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void overwritesNothing() throws IOException {
        init();
        var before = Files.readString(folder.resolve("ca/chain.pem"));

        var again = init();

        assertThat(again.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(again.err()).contains("is kept as it is");
        assertThat(folder.resolve("ca/chain.pem")).hasContent(before);
    }

    @Test
    void tellsAScriptWhereTheFilesAre() {
        var json = JsonMapper.shared().readTree(init("--json").out());

        assertThat(json.propertyNames()).containsExactly("chain", "key", "root", "rootKey");
        assertThat(Path.of(json.path("chain").asString())).exists();
    }

    @Test
    void wantsAPassword() throws IOException {
        Files.writeString(password, "\n");

        var typed = init();

        assertThat(typed.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(typed.err()).contains("give a password with --password-file");
        assertThat(folder.resolve("ca")).doesNotExist();
    }

    private Typed init(String... more) {
        var arguments = new String[4 + more.length];
        System.arraycopy(more, 0, arguments, 4, more.length);
        arguments[0] = "ca";
        arguments[1] = "init";
        arguments[2] = folder.resolve("ca").toString();
        arguments[3] = "--password-file=" + password;
        return Typed.bulla(arguments);
    }

    /** Nobody listens. */
    private static final class Silence implements KeyFileEvents {
        @Override
        public void replaced(IssuingChain chain) {}

        @Override
        public void refused(UnusableKeyException why) {}

        @Override
        public void restored() {}
    }
}
