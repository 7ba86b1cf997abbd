/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The search and the making of indexes, against a whole server with a log of its own. */
class LogSearchCommandTest {
    @TempDir
    private Path folder;

    private final TestIssuer issuer = TestIssuer.started();
    private TestServer server;

    @BeforeEach
    void logThreeCertificates() throws IOException {
        server = start();
        for (var address : List.of("ada@example.com", "grace@example.com", "ada@example.com")) {
            var run = CommandRun.of("request", "--url", server.http("/").toString(), "--token-file", token(address));
            assertThat(run.exit()).as(run.err()).isZero();
        }
    }

    private String token(String address) throws IOException {
        var token = issuer.token(it -> it.claim("email", address));
        return Files.writeString(folder.resolve("token"), token).toString();
    }

    private TestServer start() throws IOException {
        var trust = Files.writeString(
                folder.resolve("issuers.yaml"),
                "oidc-issuers:\n  %s:\n    issuer-url: %s\n    client-id: sigstore\n    type: email\n"
                        .formatted(issuer.url(), issuer.url()));
        return TestServer.start(folder, trust, InstantSource.system(), Map.of());
    }

    @AfterEach
    void stop() {
        server.close();
        issuer.close();
    }

    @Test
    void findsTheNewestFirst() {
        var run = search("--email", "ada@example.com");

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).matches("20[0-9]{2} +2  20.*Z +ada@example.com  by " + issuer.url()),
                        line -> assertThat(line).matches("20[0-9]{2} +0  20.*Z +ada@example.com  by " + issuer.url()),
                        line -> assertThat(line).isEqualTo("2 of 3 entries"));
    }

    @Test
    void tellsScriptsWhatTheEntriesSay() {
        var run = search("--issuer", issuer.url().toString(), "--limit", "2", "--json");

        var found = JsonMapper.shared().readTree(run.out());
        assertThat(run.exit()).isZero();
        assertThat(run.out()).hasLineCount(1);
        assertThat(found.propertyNames()).containsExactly("size", "entries", "next", "nextShard");
        assertThat(found.path("next").asLong()).isEqualTo(1);
        var newest = found.path("entries").path(0);
        assertThat(newest.propertyNames())
                .containsExactly("shard", "index", "time", "leafHash", "precertificate", "identities");
        assertThat(newest.path("index").asLong()).isEqualTo(2);
        assertThat(newest.path("precertificate").asBoolean()).isTrue();
        assertThat(newest.path("identities").path(0).path("kind").asString()).isEqualTo("email");
        assertThat(newest.path("identities").path(0).path("text").asString()).isEqualTo("ada@example.com");
    }

    @Test
    void goesOnWhereAnAnswerEnded() {
        var first = search("--email", "", "--prefix", "--limit", "1");
        assertThat(first.out()).containsPattern("1 of 3 entries; there may be more: --shard 20[0-9]{2} --before 2\n");

        var rest = search("--email", "", "--prefix", "--before", "2");
        assertThat(rest.out()).contains("grace@example.com").endsWith("2 of 3 entries\n");
    }

    @Test
    void looksAtTheTime() {
        assertThat(search("--email", "ada@", "--prefix", "--since", "1h").exit())
                .isZero();
        assertThat(search("--email", "ada@", "--prefix", "--until", "1h").exit())
                .isEqualTo(1);
        assertThat(search("--email", "ada@", "--prefix", "--until", "1h").out()).isEqualTo("0 of 3 entries\n");
    }

    @Test
    void theHashOfAFoundEntryProvesIt() throws Exception {
        var found = JsonMapper.shared()
                .readTree(search("--email", "grace@example.com", "--json").out());
        var hash = found.path("entries").path(0).path("leafHash").asString().replace("+", "%2B");

        var proof = get(server.http("/log/ct/v1/get-proof-by-hash?tree_size=3&hash=" + hash));

        assertThat(json(proof).path("leaf_index").asLong()).isEqualTo(1);
    }

    @Test
    void readsTheFolderWhenNobodyServesIt() {
        var data = folder.resolve("data").toString();
        var busy = CommandRun.of("log", "search", "--email", "ada@example.com", "--folder", data);
        assertThat(busy.exit()).isEqualTo(1);
        assertThat(busy.err()).contains("in use by process").hasLineCount(1);

        server.close();

        var run = CommandRun.of("log", "search", "--email", "ada@example.com", "--folder", data);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).endsWith("2 of 3 entries\n");
    }

    @Test
    void makesTheIndexesAnewWhenNobodyHasThemOpen() throws IOException {
        var data = folder.resolve("data").toString();
        assertThat(CommandRun.of("log", "index", data).err())
                .contains("in use by process")
                .hasLineCount(1);

        server.close();

        var run = CommandRun.of("log", "index", data);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("indexed:    3 entries in ");
        assertThat(JsonMapper.shared()
                        .readTree(CommandRun.of("log", "index", data, "--json").out())
                        .path("entries")
                        .asLong())
                .isEqualTo(3);
        server = start();
        assertThat(search("--email", "ada@example.com").out()).endsWith("2 of 3 entries\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"search", "index"})
    void aFolderWithoutALogIsAnError(String command) {
        var empty = folder.toString();
        var run = command.equals("search")
                ? CommandRun.of("log", "search", "--email", "a@b", "--folder", empty)
                : CommandRun.of("log", "index", empty);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("there is no log of ours").hasLineCount(1);
        assertThat(folder.resolve("lock")).doesNotExist();
    }

    @Test
    void aServerThatIsNotThereIsAnError() {
        var admin = server.admin("").toString();
        server.close();

        var run = CommandRun.of("log", "search", "--email", "ada@example.com", "--admin", admin);

        assertThat(run.exit()).isEqualTo(69);
        assertThat(run.err()).contains("nobody answers").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--email=a@b --issuer=c",
                "--prefix",
                "--email=",
                "--email=a@b --limit=0",
                "--email=a@b --limit=1001",
                "--email=a@b --since=yesterday",
                "--email=a@b --before=-1",
                "--email=a@b --admin=here"
            })
    void whatCannotBeMeantIsRefused(String typed) {
        var arguments = new ArrayList<>(List.of("log", "search"));
        arguments.addAll(List.of(typed.split(" ")));

        assertThat(CommandRun.of(arguments.toArray(String[]::new)).exit()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?email=a@b&issuer=c",
                "?email=a@b&email=c@d",
                "?email=",
                "?email=a@b&limit=1001",
                "?email=a@b&limit=x",
                "?email=a@b&limit=4294967297",
                "?email=a@b&since=yesterday",
                "?email=a@b&before=-1",
                "?email=a@b&prefix=yes",
                "?email=a@b&other=x"
            })
    void theAdminPortRefusesWhatItDoesNotUnderstand(String query) throws Exception {
        var answer = get(server.admin("/log-entries" + query));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .hasLineCount(1)
                .doesNotContain("a@b");
    }

    @Test
    void nobodySearchesOnThePublicPort() throws Exception {
        assertThat(get(server.http("/log-entries?email=ada@example.com")).statusCode())
                .isEqualTo(404);
        assertThat(get(server.http("/log/log-entries?email=ada@example.com")).statusCode())
                .isEqualTo(404);
    }

    private CommandRun search(String... options) {
        var arguments = new ArrayList<>(
                List.of("log", "search", "--admin", server.admin("").toString()));
        arguments.addAll(List.of(options));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private HttpResponse<byte[]> get(URI uri) {
        return server.send(HttpRequest.newBuilder(uri).build());
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
