/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogWatchCommandTest {
    /** A log that another implementation wrote. */
    private static final Path RECORDED = Path.of("../ct-log/src/test/resources/golden/tesseract");

    private static final String RECORDED_KEY = RECORDED.resolve("log-key.pem").toString();
    private static final String ADA = "ada@example.com";
    private static final String EVE = "eve@example.com";
    private static final int FORKED = 3;

    @RegisterExtension
    private final WireMockExtension receiver =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    @TempDir
    private Path folder;

    private final TestIssuer issuer = TestIssuer.started();
    private Path home;
    private Path trust;

    @BeforeEach
    void nameTheIssuer() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        trust = Files.writeString(
                folder.resolve("issuers.yaml"),
                "oidc-issuers:\n  %s:\n    issuer-url: %s\n    client-id: sigstore\n    type: email\n"
                        .formatted(issuer.url(), issuer.url()));
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"static", "rfc6962"})
    void aServersLogIsFollowedInBothWaysFromRunToRun(String api) throws IOException {
        try (var server = start(home)) {
            request(server, EVE);
            request(server, ADA);

            var first = watch(server, "--email", ADA, "--api", api, "--json");
            request(server, ADA);
            request(server, EVE);
            var second = watch(server, "--email", ADA, "--api", api, "--json");
            var third = watch(server, "--email", ADA, "--api", api, "--json");

            assertThat(first.err()).isEmpty();
            assertThat(first.exit()).isZero();
            assertThat(indexes(first)).containsExactly(1);
            assertThat(indexes(second)).containsExactly(2);
            assertThat(third.out()).isEmpty();
        }
    }

    @Test
    void aPersonReadsWhatTheCertificateSays() throws IOException {
        try (var server = start(home)) {
            request(server, ADA);

            var run = watch(server, "--issuer", issuer.url() + "*");

            assertThat(run.out())
                    .contains("entry 0, logged 20", "watched for issuer " + issuer.url() + "*\n")
                    .contains("  email       ada@example.com\n", "  issuer      " + issuer.url() + "\n");
        }
    }

    @Test
    void theLogOfAnotherImplementationIsFollowedFromAPlainFileServer() throws IOException {
        var files = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                RECORDED.toRealPath(),
                SimpleFileServer.OutputLevel.NONE);
        files.start();
        try {
            var run = watch(url(files), RECORDED_KEY, "--issuer", "*", "--json", "--silence", "0");

            assertThat(run.err()).isEmpty();
            assertThat(run.exit()).isZero();
            assertThat(indexes(run)).hasSize(678).isSorted();
        } finally {
            files.stop(0);
        }
    }

    /** It was recorded months ago. What it says is told all the same. */
    @Test
    void aLogThatHasFallenSilentIsShoutedAbout() throws IOException {
        var files = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                RECORDED.toRealPath(),
                SimpleFileServer.OutputLevel.NONE);
        files.start();
        try {
            var run = watch(url(files), RECORDED_KEY, "--issuer", "*", "--json", "--silence", "3600");

            assertThat(run.err()).contains("ALARM: the log has signed no head for more than 3600 seconds");
            assertThat(run.exit()).isEqualTo(ExitCode.LOG_MISBEHAVES);
            var events = run.out().lines().map(JsonMapper.shared()::readTree).toList();
            assertThat(events).hasSize(679);
            assertThat(events.getLast().path("fault").asString()).isEqualTo("silent");
            assertThat(events.getLast().path("lasting").asBoolean(true)).isFalse();
            assertThat(events.getLast().path("kept").path("size").asInt()).isEqualTo(678);
        } finally {
            files.stop(0);
        }
    }

    @Test
    void aForkIsShoutedAboutWithBothHeadsAndNeverForgotten() throws IOException {
        start(home).close();
        var other = copyOf(home);
        receiver.stubFor(post("/hook").willReturn(aResponse().withStatus(200)));
        var hook = receiver.baseUrl() + "/hook";
        try (var server = start(home)) {
            request(server, EVE);
            assertThat(watch(server, "--email", ADA).exit()).isZero();
        }

        try (var forked = start(other)) {
            request(forked, ADA);
            var run = watch(forked, "--email", ADA, "--webhook", hook);

            assertThat(run.exit()).isEqualTo(FORKED);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .contains("ALARM: the log has forked: it signed two different trees of the same size")
                    .contains("  kept      1 entries at ", "  seen      1 entries at ", "  evidence  ")
                    .contains("is not followed any further");
        }
        receiver.verify(postRequestedFor(urlEqualTo("/hook"))
                .withRequestBody(matchingJsonPath("$.events[0][?(@.fault == 'other-root')]")));
        assertThat(folder.resolve("state/evidence")).isDirectoryContaining("glob:**/other-root-*.json");
        try (var server = start(home)) {
            assertThat(watch(server, "--email", ADA).exit())
                    .as("back to the first")
                    .isEqualTo(FORKED);
        }
    }

    @Test
    void aForkWithMoreEntriesIsFoundByItsMissingProof() throws IOException {
        start(home).close();
        var other = copyOf(home);
        try (var server = start(home)) {
            request(server, EVE);
            assertThat(watch(server).exit()).isZero();
        }
        try (var forked = start(other)) {
            request(forked, ADA);
            request(forked, ADA);

            var run = watch(forked, "--email", ADA, "--api", "rfc6962");

            assertThat(run.exit()).isEqualTo(FORKED);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("its tree does not begin with the one it signed before");
        }
    }

    @Test
    void whatTheWebhookDidNotTakeIsSentByTheNextRun() throws IOException {
        try (var server = start(home)) {
            request(server, ADA);
            receiver.stubFor(post("/hook").willReturn(aResponse().withStatus(500)));
            var hook = receiver.baseUrl() + "/hook";

            var failed = watch(server, "--email", ADA, "--webhook", hook);
            receiver.resetAll();
            receiver.stubFor(post("/hook").willReturn(aResponse().withStatus(200)));
            var token = Files.writeString(folder.resolve("webhook-token"), "secret\n");
            var sent = watch(server, "--email", ADA, "--webhook", hook, "--webhook-token", token.toString());

            assertThat(failed.exit()).isEqualTo(1);
            assertThat(failed.err()).contains("answers with status 500", "the next run sends them");
            assertThat(sent.exit()).isZero();
            assertThat(sent.out()).as("told before").isEmpty();
            receiver.verify(postRequestedFor(urlEqualTo("/hook"))
                    .withHeader("Authorization", equalTo("Bearer secret"))
                    .withRequestBody(matchingJsonPath("$.events[0][?(@.index == 0)]")));
        }
    }

    @Test
    void eventsAreAddedToAFileToo() throws IOException {
        var file = folder.resolve("events.jsonl");
        try (var server = start(home)) {
            request(server, ADA);
            watch(server, "--email", ADA, "--output", file.toString());
            request(server, ADA);
            watch(server, "--email", ADA, "--output", file.toString());
        }

        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void manyIdentitiesComeFromAFile() throws IOException {
        var list = Files.writeString(folder.resolve("watched.yaml"), "email:\n  - ada@*\nrepository: [acme/app]\n");
        var wrong = Files.writeString(folder.resolve("wrong.yaml"), "mail: [a]\n");
        try (var server = start(home)) {
            request(server, ADA);

            assertThat(indexes(watch(server, "--identities", list.toString(), "--json")))
                    .containsExactly(0);
            assertThat(watch(server, "--identities", wrong.toString()).err())
                    .contains("wrong.yaml:1: \"mail\" is none of");
        }
    }

    @Test
    void fromNowOnNothingOfBeforeIsTold() throws IOException {
        try (var server = start(home)) {
            request(server, ADA);
            watch(server, "--email", ADA, "--from-now");
            request(server, ADA);

            assertThat(indexes(watch(server, "--email", ADA, "--json"))).containsExactly(1);
        }
    }

    @Test
    void aPublishedKeyIsTakenOnlyIfItHasThePinnedHash() throws IOException {
        try (var server = start(home)) {
            var status = CommandRun.of(
                    "log", "status", "--data", home.resolve("data").toString(), "--json");
            var id = JsonMapper.shared().readTree(status.out()).path("logId").asString();
            var url = server.http("/log").toString();
            var state = folder.resolve("state").toString();

            var right = CommandRun.of("log", "watch", url, "--log-id", id, "--state", state, "--once");
            var wrong = CommandRun.of("log", "watch", url, "--log-id", "00".repeat(32), "--state", state, "--once");

            assertThat(right.err()).isEmpty();
            assertThat(right.exit()).isZero();
            assertThat(wrong.exit()).isEqualTo(1);
            assertThat(wrong.err()).contains("names another key than that of --log-id");
        }
    }

    @Test
    void whatALogPublishesIsNoFaultOfWhoTypes() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 1);
            exchange.getResponseBody().write('{');
            exchange.close();
        });
        server.start();
        try {
            var url = "http://localhost:" + server.getAddress().getPort();
            var run = CommandRun.of("log", "watch", url, "--log-id", "00".repeat(32), "--once");

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).contains("names no key; give its --key").hasLineCount(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void nobodyIsToldWhatTheWebhookHasNoRoomFor() throws IOException {
        try (var server = start(home)) {
            request(server, ADA);
            var hook = "http://127.0.0.1:1/hook";
            var waiting = Files.createDirectories(folder.resolve("state")).resolve("unsent.jsonl");
            try (var full = new RandomAccessFile(waiting.toFile(), "rw")) {
                full.seek(256L << 20);
                full.write('\n');
            }

            var run = watch(server, "--email", ADA, "--webhook", hook);
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("too many events wait for the webhook");

            Files.delete(waiting);
            assertThat(indexes(watch(server, "--email", ADA, "--json"))).containsExactly(0);
        }
    }

    @Test
    void theHeadOfAnotherKeyIsNotBelieved() throws IOException {
        try (var server = start(home)) {
            var run = watch(server.http("/log").toString(), RECORDED_KEY);

            assertThat(run.exit()).isEqualTo(FORKED);
            assertThat(run.err()).contains("ALARM: the log shows a head that its key has not signed");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    http://127.0.0.1:1/log                                   | 2 | say which key is the log's own
                    http://127.0.0.1:1/log --key KEY --log-id 00             | 2 | say which key is the log's own
                    ftp://127.0.0.1/log --key KEY                            | 2 | must be http://HOST
                    http://127.0.0.1:1/log --key KEY --interval 0            | 2 | --interval must be
                    http://127.0.0.1:1/log --key KEY --threads 0             | 2 | --threads must be
                    http://127.0.0.1:1/log --key KEY --api tiles             | 2 | --api must be
                    http://127.0.0.1:1/log --key KEY --webhook mailto:a@b.cd | 2 | --webhook: must be http://HOST
                    http://127.0.0.1:1/log --key KEY --webhook-token x       | 2 | goes with --webhook
                    http://127.0.0.1:1/log --key KEY --email ''              | 2 | --email: no certificate says nothing
                    """)
    void whatMakesNoSenseIsSaidInOneLine(String arguments, int exit, String why) {
        var words = new ArrayList<>(List.of(
                "log", "watch", "--once", "--state", folder.resolve("state").toString()));
        for (var word : arguments.split(" +", -1)) {
            words.add(word.equals("KEY") ? RECORDED_KEY : word.equals("''") ? "" : word);
        }

        var run = CommandRun.of(words.toArray(String[]::new));

        assertThat(run.exit()).isEqualTo(exit);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(why).hasLineCount(1);
    }

    private CommandRun watch(TestServer server, String... more) {
        var keys = folder.resolve("keys");
        CommandRun.of(
                "trust",
                "export",
                keys.toString(),
                "--local",
                "--data",
                home.resolve("data").toString());
        return watch(server.http("/log").toString(), keys.resolve("ctfe.pub").toString(), more);
    }

    private CommandRun watch(String url, String key, String... more) {
        var arguments = new ArrayList<>(List.of("log", "watch", url, "--once", "--key", key));
        arguments.addAll(List.of("--state", folder.resolve("state").toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private static List<Integer> indexes(CommandRun run) {
        return run.out()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .map(event -> event.path("index"))
                .map(JsonNode::asInt)
                .toList();
    }

    private TestServer start(Path at) {
        return TestServer.start(at, trust, InstantSource.system(), Map.of());
    }

    private void request(TestServer server, String email) throws IOException {
        var token = Files.writeString(folder.resolve("token"), issuer.token(it -> it.claim("email", email)));
        var run = CommandRun.of("request", "--url", server.http("/").toString(), "--token-file", token.toString());
        assertThat(run.exit()).as(run.err()).isZero();
    }

    private static String url(HttpServer files) {
        return "http://127.0.0.1:" + files.getAddress().getPort();
    }

    private Path copyOf(Path original) throws IOException {
        var copy = folder.resolve("copy");
        try (var files = Files.walk(original)) {
            for (var file : (Iterable<Path>) files::iterator) {
                Files.copy(file, copy.resolve(original.relativize(file).toString()));
            }
        }
        return copy;
    }
}
