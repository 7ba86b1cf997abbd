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
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CaCommandTest {
    private static final String PASSWORD = "open sesame";

    @TempDir
    private Path folder;

    private Path ca;
    private Path password;

    @BeforeEach
    void writeAPassword() throws IOException {
        ca = folder.resolve("ca");
        password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    }

    @ParameterizedTest
    @CsvSource({"P256,SHA256withECDSA", "P384,SHA384withECDSA", "ED25519,Ed25519"})
    void makesAnAuthorityThatAServerSignsWith(String type, String algorithm) {
        var run = init("--key-type", type, "--organization", "Example Org");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("chain.pem", "intermediate-key.pem", "(keep it offline)");
        var chain = loaded(ca.resolve("chain.pem"), ca.resolve("intermediate-key.pem"))
                .get()
                .chain();
        assertThat(chain.algorithm().jcaName()).isEqualTo(algorithm);
        assertThat(chain.certificates())
                .extracting(certificate -> certificate.getSubjectX500Principal().getName())
                .containsExactly("CN=Example Org intermediate,O=Example Org", "CN=Example Org root,O=Example Org");
    }

    @Test
    void printsWhereEverythingIsAsOneObject() {
        var run = init("--json");

        var files = JsonMapper.shared().readTree(run.out());
        assertThat(run.exit()).isZero();
        assertThat(files.propertyNames()).containsExactly("chain", "key", "root", "rootKey");
        assertThat(files.values())
                .allSatisfy(file -> assertThat(Path.of(file.asString())).isRegularFile());
        loaded(
                Path.of(files.path("chain").asString()),
                Path.of(files.path("key").asString()));
    }

    @Test
    void leavesWhatIsThereAsItIs() throws IOException {
        init();
        var before = Files.readString(ca.resolve("root-key.pem"));

        var again = init();

        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.err()).contains("root-key.pem: it is kept as it is").hasLineCount(1);
        assertThat(ca.resolve("root-key.pem")).hasContent(before);
    }

    @Test
    void needsAPassword() {
        var run = CommandRun.of("ca", "init", ca.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--password-file", "BULLA_CA_PASSWORD").hasLineCount(1);
        assertThat(ca).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1025})
    void refusesAPasswordFileThatIsEmptyOrTooLongToBeOne(int length) throws IOException {
        Files.writeString(password, "x".repeat(length));

        var run = init();

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("password").hasLineCount(1);
        assertThat(ca).doesNotExist();
    }

    @Test
    void encryptsWithAllOfALongPassword() throws IOException {
        var longest = "x".repeat(1024);
        Files.writeString(password, longest);

        assertThat(init().exit()).isZero();

        loaded(new KeyFiles(ca.resolve("chain.pem"), ca.resolve("intermediate-key.pem"), longest));
    }

    @ParameterizedTest
    @CsvSource({"--organization,' '", "--key-type,P192"})
    void refusesAnAuthorityThatMakesNoSense(String flag, String value) {
        var run = init(flag, value);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains(flag).doesNotContain("\tat ");
        assertThat(ca).doesNotExist();
    }

    @Test
    void aMissingPasswordFileIsNamed() throws IOException {
        Files.delete(password);

        var run = init();

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err())
                .contains("there is no file " + password, "write the password into one")
                .hasLineCount(1);
        assertThat(ca).doesNotExist();
    }

    private CommandRun init(String... more) {
        var arguments = new String[more.length + 5];
        System.arraycopy(
                new String[] {"ca", "init", ca.toString(), "--password-file", password.toString()}, 0, arguments, 0, 5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return CommandRun.of(arguments);
    }

    private static FileKey loaded(Path chain, Path key) {
        return loaded(new KeyFiles(chain, key, PASSWORD));
    }

    private static FileKey loaded(KeyFiles files) {
        return new FileKey(files, Crypto.fastest(), InstantSource.system(), new NoEvents());
    }

    private static final class NoEvents implements KeyFileEvents {
        @Override
        public void replaced(IssuingChain chain) {}

        @Override
        public void refused(UnusableKeyException why) {}

        @Override
        public void restored() {}
    }
}
