/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.practice.PracticeIssuer;
import dev.bulla.ca.testing.DeadPort;
import dev.bulla.ca.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** The same load on two whole servers. */
@Timeout(120)
class CompareCommandTest {
    @TempDir
    private static Path folder;

    private static int issuerPort;
    private static TestServer ours;
    private static TestServer reference;

    @TempDir
    private Path scratch;

    @BeforeAll
    static void start() throws IOException {
        try (var free = DeadPort.taken()) {
            issuerPort = free.number();
        }
        var trust = Files.writeString(folder.resolve("issuers.yaml"), PracticeIssuer.trust(issuerPort));
        ours = TestServer.start(folder.resolve("ours"), trust, InstantSource.system(), Map.of());
        reference = TestServer.start(folder.resolve("reference"), trust, InstantSource.system(), Map.of());
    }

    @AfterAll
    static void stop() {
        ours.close();
        reference.close();
    }

    @Test
    void measuresBothAndVerifiesWhatTheyAnswer() {
        var pid = ProcessHandle.current().pid();

        var run = compare(
                url(reference),
                "--rate=20",
                "--mix=email,github,csr",
                "--rounds=2",
                "--verify-every=1",
                "--pid=" + pid,
                "--reference-pid=" + pid + "," + pid,
                "--json");

        assertThat(run.exit()).as(run.err()).isZero();
        var report = JsonMapper.shared().readTree(run.out());
        assertThat(report.path("rounds").size()).isEqualTo(2);
        for (var round : report.path("rounds")) {
            for (var side : round) {
                assertThat(side.path("certificates").asInt()).as(run.out()).isBetween(1, 20);
                assertThat(side.path("verified").asInt()).as(run.out()).isEqualTo(20);
                assertThat(side.path("faults").isEmpty()).as(run.out()).isTrue();
            }
        }
        for (var figure : report.path("figures")) {
            var ratio = figure.path("ratio");
            assertThat(ratio.path("lowest").asDouble())
                    .as(run.out())
                    .isPositive()
                    .isLessThanOrEqualTo(ratio.path("median").asDouble());
        }
        // One process is both of the reference: it is counted once, and is the very one of ours.
        assertThat(report.path("figures")
                        .path("residentMebibytes")
                        .path("ratio")
                        .path("median")
                        .asDouble())
                .isBetween(0.7, 1.3);
        assertThat(run.err()).doesNotContain("not verified");
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void aReferenceThatGivesEverybodyTheSameCertificateIsFoundOut() {
        try (var liar = new LyingAuthority(reference.http("/"))) {
            var run = compare(liar.url().toString(), "--rate=20", "--mix=email", "--rounds=1", "--verify-every=1");

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.out().lines())
                    .contains("  bad, reference: 20 x the certificate is for another key")
                    .noneMatch(line -> line.startsWith("  bad, ours"));
        }
    }

    @Test
    void nobodyAtTheReferencesAddressIsSaid() throws IOException {
        try (var dead = DeadPort.taken()) {
            var run = compare("http://127.0.0.1:" + dead.number(), "--max");

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).contains("nobody answers at http://127.0.0.1:" + dead.number());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--reference=http://192.0.2.1:5555 --max | --allow-remote",
                "--reference=http://192.0.2.1:5555 --max --allow-remote | --tokens",
                "--reference=https://localhost:5555 --max | --reference: the URL must be like http://localhost",
                "--reference=http://localhost:1 --max --rounds=0 | --rounds must be from 1 to 100",
                "--reference=http://localhost:1 --max --rounds=101 | --rounds must be from 1 to 100",
                "--reference=http://localhost:1 --max --reference-pid=2147483647 | --reference-pid: there is no process",
                "--reference=http://localhost:1 | either --rate or --max",
                "--max | --reference"
            })
    void refusesWhatMakesNoSenseOrIsNotMeant(String options, String why) {
        var run = CommandRun.of(Stream.concat(
                        Stream.of("bench", "compare", "--url=http://localhost:1", "--issuer-port=" + issuerPort),
                        Stream.of(options.split(" ")))
                .toArray(String[]::new));

        assertThat(run.exit()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(why);
    }

    private static String url(TestServer server) {
        return server.http("").toString();
    }

    /** For a second each, without a warm-up. */
    private CommandRun compare(String reference, String... options) {
        return CommandRun.of(Stream.concat(
                        Stream.of(
                                "bench",
                                "compare",
                                "--url=" + url(ours),
                                "--reference=" + reference,
                                "--time=1",
                                "--warm-up=0",
                                "--issuer-port=" + issuerPort,
                                "--folder=" + scratch),
                        Stream.of(options))
                .toArray(String[]::new));
    }
}
