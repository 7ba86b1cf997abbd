/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.KeyHistory;
import dev.bulla.ca.data.KnownKey;
import dev.bulla.ca.data.RotationTerms;
import dev.bulla.ca.x509.CertificateDer;
import dev.bulla.ca.x509.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class RotateCommandTest {
    @TempDir
    private Path folder;

    private Path password;
    private DataFolder data;

    @BeforeEach
    void begin() throws IOException {
        password = Files.writeString(folder.resolve("password"), "open sesame\n");
        data = new DataFolder(folder.resolve("data"));
    }

    private void init(String kind) {
        var run = CommandRun.of(kind, "init", folder.resolve(kind).toString(), "--password-file", password.toString());
        assertThat(run.exit()).as(run.err()).isZero();
    }

    private CommandRun rotate(String kind, String... more) {
        var arguments = new ArrayList<>(List.of(
                kind,
                "rotate",
                folder.resolve(kind).toString(),
                "--data",
                data.path().toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    /** As a server says it that signs with what is in place. */
    private String served(String kind) throws IOException {
        var chain =
                CertificateReader.read(Files.readAllBytes(folder.resolve(kind).resolve("chain.pem")));
        var sha256 = Sha256.hex(CertificateDer.of(chain.getFirst()));
        new KeyHistory(data, kind.equals("ca") ? KnownKey.Kind.AUTHORITY : KnownKey.Kind.TIMESTAMPER)
                .use(sha256, Instant.now());
        return sha256;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca", "tsa"})
    void goesFromOneKeyToTheNextAndSaysWhereItStands(String kind) throws IOException {
        init(kind);
        var old = served(kind);
        new RotationTerms(Duration.ZERO, Duration.ofMinutes(10), RotationTerms.NO_SHARDS).write(data);
        assertThat(rotate(kind).out()).startsWith("in use:   " + old + "\n").doesNotContain("next", "replaced");

        var next = rotate(kind, "--next", "--password-file", password.toString());
        assertThat(next.exit()).as(next.err()).isZero();
        assertThat(next.out()).contains("in use:   " + old, "next:     ", "published 2", "--switch from 2");

        var switched = rotate(kind, "--switch");
        assertThat(switched.exit()).as(switched.err()).isZero();
        assertThat(switched.out()).contains("no server has taken it over yet").doesNotContain("next:");

        var fresh = served(kind);
        assertThat(fresh).isNotEqualTo(old);
        assertThat(rotate(kind).out())
                .contains("in use:   " + fresh, "replaced: " + old, "--retire from 2")
                .doesNotContain("no server");
        var json = JsonMapper.shared().readTree(rotate(kind, "--json").out());
        assertThat(json.path("current").path("sha256").asString()).isEqualTo(fresh);
        assertThat(json.path("replaced").path(0).path("sha256").asString()).isEqualTo(old);

        var retired = rotate(kind, "--retire");
        assertThat(retired.exit()).isEqualTo(1);
        assertThat(retired.err()).contains(old, "retire it from 2").hasLineCount(1);
    }

    @Test
    void refusesASwitchThatComesTooEarlyAndWritesDownOneThatIsForced() throws IOException {
        init("ca");
        served("ca");
        rotate("ca", "--next", "--password-file", password.toString());

        var early = rotate("ca", "--switch");
        assertThat(early.exit()).isEqualTo(1);
        assertThat(early.err())
                .contains("verifiers get 48h to learn of it", "--force")
                .hasLineCount(1);

        assertThat(rotate("ca", "--switch", "--force").exit()).isZero();
        try (var notes = Files.list(data.path().resolve("audit-notes"))) {
            assertThat(notes.map(RotateCommandTest::text))
                    .anySatisfy(note -> assertThat(note)
                            .contains("rotation-switch-forced", "\"by\" : \"" + System.getProperty("user.name")));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--next --switch,mutually exclusive",
        "--force,--switch alone",
        "--next --force,--switch alone",
        "--next,--password-file",
        "--next --password-file PASSWORD --chain c.pem,given together",
        "--next --password-file PASSWORD --issuer-key k.pem,given together",
        "--next --password-file PASSWORD --chain c --key k --key-type P256,given together"
    })
    void refusesWhatMakesNoSense(String typed, String told) throws IOException {
        init("ca");
        served("ca");

        var run = rotate("ca", typed.replace("PASSWORD", password.toString()).split(" "));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains(told);
        assertThat(folder.resolve("ca/next")).doesNotExist();
    }

    @Test
    void saysWhatToDoWithoutTheKeyOfTheRoot() throws IOException {
        init("ca");
        served("ca");
        Files.move(folder.resolve("ca/root-key.pem"), folder.resolve("offline.pem"));

        var without = rotate("ca", "--next", "--password-file", password.toString());
        assertThat(without.exit()).isEqualTo(78);
        assertThat(without.err()).contains("root-key.pem cannot be read").hasLineCount(1);

        var with = rotate(
                "ca",
                "--next",
                "--password-file",
                password.toString(),
                "--issuer-chain",
                folder.resolve("ca/root.pem").toString(),
                "--issuer-key",
                folder.resolve("offline.pem").toString());
        assertThat(with.exit()).as(with.err()).isZero();
    }
}
