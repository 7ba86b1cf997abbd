/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class TsaCommandTest {
    @TempDir
    private Path folder;

    private Path tsa;
    private Path password;

    @BeforeEach
    void writeAPassword() throws IOException {
        tsa = folder.resolve("tsa");
        password = Files.writeString(folder.resolve("password"), "open sesame\n");
    }

    @Test
    void makesAChainUnderARootOfItsOwn() throws IOException {
        var run = init("--key-type", "P384", "--organization", "Example Org");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("chain.pem", "key.pem", "root-key.pem (keep it offline)");
        assertThat(subjects(tsa.resolve("chain.pem")))
                .containsExactly(
                        "CN=Example Org time-stamping authority,O=Example Org",
                        "CN=Example Org time-stamping root,O=Example Org");
    }

    @Test
    void makesAChainUnderTheRootOfAnAuthority() throws IOException {
        var ca = folder.resolve("ca");
        assertThat(CommandRun.of("ca", "init", ca.toString(), "--password-file", password.toString())
                        .exit())
                .isZero();

        var run = init(
                "--json",
                "--issuer-chain",
                ca.resolve("root.pem").toString(),
                "--issuer-key",
                ca.resolve("root-key.pem").toString(),
                "--issuer-password-file",
                password.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        var files = JsonMapper.shared().readTree(run.out());
        assertThat(files.propertyNames()).containsExactly("chain", "key");
        assertThat(files.values())
                .allSatisfy(file -> assertThat(Path.of(file.asString())).isRegularFile());
        assertThat(subjects(tsa.resolve("chain.pem")))
                .containsExactly("CN=bulla time-stamping authority,O=bulla", "CN=bulla root,O=bulla");
    }

    @Test
    void leavesWhatIsThereAsItIs() throws IOException {
        init();
        var before = Files.readString(tsa.resolve("key.pem"));

        var again = init();

        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.err()).contains("it is kept as it is").hasLineCount(1);
        assertThat(tsa.resolve("key.pem")).hasContent(before);
    }

    @Test
    void needsAPassword() {
        var run = CommandRun.of("tsa", "init", tsa.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--password-file", "BULLA_TSA_PASSWORD").hasLineCount(1);
        assertThat(tsa).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "--organization,' ',2,--organization",
        "--key-type,ED25519,2,P256 or P384",
        "--key-type,RSA2048,2,P256 or P384",
        "--issuer-chain,ca.pem,2,given together",
        "--issuer-key,ca.pem,2,given together",
        "--issuer-password-file,password,2,given together"
    })
    void refusesWhatMakesNoSense(String flag, String value, int exit, String told) {
        var run = init(flag, value);

        assertThat(run.exit()).isEqualTo(exit);
        assertThat(run.err()).contains(told).doesNotContain("\tat ");
        assertThat(tsa).doesNotExist();
    }

    @Test
    void namesAnIssuerThatIsNotThere() {
        var run = init("--issuer-chain", folder.resolve("no.pem").toString(), "--issuer-key", "no-key.pem");

        assertThat(run.exit()).isEqualTo(78);
        assertThat(run.err()).contains("no.pem cannot be read").hasLineCount(1);
    }

    private CommandRun init(String... more) {
        var arguments = new ArrayList<>(List.of("tsa", "init", tsa.toString(), "--password-file", password.toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private static List<String> subjects(Path chain) throws IOException {
        return CertificateReader.read(Files.readAllBytes(chain)).stream()
                .map(certificate -> certificate.getSubjectX500Principal().getName())
                .toList();
    }
}
