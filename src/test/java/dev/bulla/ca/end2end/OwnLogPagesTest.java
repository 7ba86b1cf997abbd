/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestServer;
import dev.bulla.ctlog.merkle.Hash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of the embedded log as browsers, caches and monitors get them. */
class OwnLogPagesTest {
    private static final TestKey KEY = TestKeys.p256();
    private static final TestIssuer ISSUER = TestIssuer.started();

    @TempDir
    private static Path folder;

    private static TestServer server;
    private static LogVisitor visitor;
    private static List<String> chain;

    @BeforeAll
    static void startWithOneEntry() throws IOException {
        server = TestServer.start(folder, Requests.trust(folder, ISSUER), InstantSource.system(), Map.of());
        visitor = new LogVisitor(server.http("/log").toString());
        chain = Requests.chain(server.send(
                Requests.signing(server, ISSUER.token(), KEY, "ada@example.com").build()));
    }

    @AfterAll
    static void stop() {
        visitor.close();
        server.close();
        ISSUER.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /checkpoint            | text/plain; charset=utf-8 | no-store
        /log.v3.json           | application/json          | public, max-age=60
        /ct/v1/get-sth         | application/json          | no-store
        /ct/v1/get-roots       | application/json          | public, max-age=300
        /tile/0/000.p/1        | application/octet-stream  | public, max-age=604800, immutable
        /tile/data/000.p/1     | application/octet-stream  | public, max-age=604800, immutable
        """)
    void sayWhatTheyAreAndHowLongTheyStaySo(String path, String type, String caching) {
        var answer = visitor.get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo(type);
        assertThat(header(answer, "Cache-Control")).isEqualTo(caching);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @Test
    void theIssuerLiesUnderTheHashOfItsCertificate() throws Exception {
        var authority = AnswerFields.parse(chain.get(1)).getEncoded();

        var answer = visitor.get("/issuer/" + Hash.sha256(authority));

        assertThat(answer.body()).isEqualTo(authority);
        assertThat(header(answer, "Cache-Control")).isEqualTo("public, max-age=604800, immutable");
    }

    @Test
    void aDataTileComesPackedToWhomeverTakesIt() throws IOException {
        var plain = visitor.get("/tile/data/000.p/1");
        var packed = visitor.get("/tile/data/000.p/1", "Accept-Encoding", "br, gzip;q=0.5");

        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(packed, "Vary")).isEqualTo("Accept-Encoding");
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(unpacked.readAllBytes()).isEqualTo(plain.body());
        }
        assertThat(visitor.get("/tile/data/000.p/1", "Accept-Encoding", "gzip;q=0, identity")
                        .body())
                .isEqualTo(plain.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/log.v3.json", "/tile/0/000.p/1", "/tile/data/000.p/1"})
    void aPageThatTheReaderHasIsNotSentAgain(String path) {
        var tag = header(visitor.get(path), "ETag");

        var again = visitor.get(path, "If-None-Match", tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(again, "ETag")).isEqualTo(tag);
        assertThat(visitor.get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/checkpoint", "/tile/data/000.p/1", "/log.v3.json"})
    void headIsGetWithoutTheBody(String path) {
        var head = visitor.send(visitor.request(path).HEAD());
        var get = visitor.get(path);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "Content-Type")).isEqualTo(header(get, "Content-Type"));
        assertThat(header(head, "Content-Length")).isEqualTo(header(get, "Content-Length"));
        // The connection is still in step.
        assertThat(visitor.get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void nothingIsWrittenOverHttp() {
        var post = visitor.send(visitor.request("/checkpoint").POST(BodyPublishers.ofString("{}")));
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(header(post, "Allow")).isEqualTo("GET, HEAD, OPTIONS");

        var submission = visitor.send(visitor.request("/ct/v1/add-pre-chain").POST(BodyPublishers.ofString("{}")));
        assertThat(submission.statusCode()).isEqualTo(404);
    }

    @Test
    void scriptsOfAllSitesMayAsk() {
        var answer = visitor.send(visitor.request("/checkpoint").method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(header(answer, "Access-Control-Allow-Methods")).contains("GET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/tile/0/001",
                "/tile/0/000.p/2",
                "/log.json",
                "/state",
                "/lock",
                "/../keys/log-2026.pem",
                "/%2e%2e/%2e%2e/keys/log-2026.pem",
                "//checkpoint",
                "/checkpoint/"
            })
    void whatIsNoPageOfTheLogIsNotThere(String path) {
        var answer = visitor.get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("PRIVATE");
    }

    @Test
    void theFolderHoldsTheSameBytes() throws Exception {
        var data = folder.resolve("data/log");
        try (var shards = Files.list(data)) {
            var log = shards.findFirst().orElseThrow();
            Requests.until(() -> Files.exists(log.resolve("tile/data/000.p/1")));
            Requests.until(() -> read(log.resolve("checkpoint")).contains("\n1\n"));
            for (var path : List.of("tile/0/000.p/1", "tile/data/000.p/1", "log.v3.json")) {
                assertThat(log.resolve(path))
                        .hasBinaryContent(visitor.get("/" + path).body());
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse("(none)");
    }
}
