/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.LogServerWiring;
import dev.bulla.ca.RunningServer;
import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.config.LogServerSettings;
import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.SettingsReader;
import dev.bulla.ca.testing.BesideOthers;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A log that runs alone, with certificate authorities that submit to it over HTTP. */
@Timeout(240)
class LogAloneTest {
    private static final TestKey KEY = TestKeys.p256();
    private static final String ADDRESS = "ada@example.com";
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    private Path folder;

    private final TestIssuer issuer = TestIssuer.started();
    private final List<TestServer> authorities = new ArrayList<>();
    private Path roots;
    private RunningServer log;
    private LogVisitor visitor;

    @BeforeEach
    void makeTheLogWithARootThatNobodyUses() throws IOException {
        roots = folder.resolve("roots.pem");
        var other = TestServer.start(Files.createDirectory(folder.resolve("other")), trust("other"), CLOCK, Map.of());
        Files.writeString(roots, root(other));
        other.close();
        LogServerWiring.create(
                SettingsReader.readLogToMake(flags(Map.of()), Map.of(), Optional.empty(), new Problems()), CLOCK);
        start(Map.of());
    }

    @AfterEach
    void stop() {
        authorities.forEach(TestServer::close);
        stopLog();
        issuer.close();
    }

    @BesideOthers
    @Test
    void twoAuthoritiesIssueWithTheSameLogOnceTheirRootsAreAccepted() throws IOException {
        var first = authority("first");
        var second = authority("second");
        assertThat(issue(first).statusCode()).isEqualTo(500);

        accept(first, second);

        for (var i = 0; i < 3; i++) {
            for (var authority : List.of(first, second)) {
                var promised = visitor.promise(Requests.chain(issue(authority)));
                assertThat(visitor.proveInclusion(promised.leaf(), visitor.head()))
                        .isEqualTo(promised.timestamp().extensions().leafIndex().orElseThrow());
            }
        }
        assertThat(visitor.head().size()).isEqualTo(6);
        assertThat(visitor.json("/ct/v1/get-roots").path("certificates")).hasSize(3);
    }

    @BesideOthers
    @Test
    void theSameSubmissionGetsTheSameTimestampAlsoAfterARestart() throws IOException {
        var chain = issuedChain();
        var once = submit("add-chain", body(chain));
        var key = visitor.key().id();

        stopLog();
        start(Map.of());
        var again = submit("add-chain", body(chain));

        assertThat(once.statusCode()).isEqualTo(200);
        assertThat(json(again).path("timestamp")).isEqualTo(json(once).path("timestamp"));
        assertThat(json(again).path("extensions")).isEqualTo(json(once).path("extensions"));
        assertThat(json(again).path("sct_version").asInt(-1)).isZero();
        assertThat(json(again).path("id").asString())
                .isEqualTo(Base64.getEncoder().encodeToString(key.toBytes()));
        assertThat(visitor.key().id()).isEqualTo(key);
    }

    @BesideOthers
    @Test
    void eachEndpointTakesOnlyItsOwn() throws IOException {
        var chain = issuedChain();
        var precertificate = new ArrayList<>(chain);
        precertificate.set(0, storedPrecertificate());

        refused(400, "wrong-kind", submit("add-pre-chain", body(chain)));
        refused(400, "wrong-kind", submit("add-chain", body(precertificate)));
        assertThat(submit("add-pre-chain", body(precertificate)).statusCode()).isEqualTo(200);
        assertThat(visitor.head().size()).isEqualTo(1);
    }

    @BesideOthers
    @Test
    void whatIsNoSubmissionIsRefusedInOneLine() throws IOException {
        var chain = issuedChain();
        var reversed = new ArrayList<>(chain.reversed());
        var size = visitor.head().size();

        refused(400, "malformed-body", submit("add-chain", ""));
        refused(400, "malformed-body", submit("add-chain", "{\"chain\":"));
        refused(400, "malformed-body", submit("add-chain", "[]"));
        refused(400, "malformed-body", submit("add-chain", "{}"));
        refused(400, "malformed-body", submit("add-chain", "{\"chain\":[1]}"));
        refused(400, "malformed-body", submit("add-chain", "{\"chain\":[\"AA=A\"]}"));
        refused(400, "malformed-body", submit("add-chain", "{\"chain\":[\"AB==\"]}"));
        refused(400, "malformed-body", submit("add-chain", "{\"chain\":[\"AAA\"]}"));
        refused(400, "malformed-body", submit("add-chain", body(chain) + "x"));
        refused(400, "malformed-body", submit("add-chain", "{\"chain\":[],\"chain\":[]}"));
        refused(400, "chain-length", submit("add-chain", "{\"chain\":[]}"));
        refused(400, "malformed", submit("add-chain", "{\"chain\":[\"AAAA\"]}"));
        refused(400, "unknown-issuer", submit("add-chain", body(reversed)));
        refused(413, "body-too-large", submit("add-chain", " ".repeat(512 * 1024 + 1)));
        assertThat(submit("add-chain", "{\"other\":[{}],\"chain\":" + list(chain) + "}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(visitor.head().size()).isEqualTo(size + 1);
    }

    @BesideOthers
    @Test
    void onlyPostsSubmit() {
        var get = visitor.send(visitor.request("/ct/v1/add-chain"));
        var options = visitor.send(visitor.request("/ct/v1/add-chain").method("OPTIONS", BodyPublishers.noBody()));

        refused(405, "wrong-method", get);
        assertThat(get.headers().firstValue("Allow")).contains("POST, OPTIONS");
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(visitor.get("/ct/v1/get-roots").statusCode()).isEqualTo(200);
        assertThat(visitor.get("/ct/v1/nothing").statusCode()).isEqualTo(404);
    }

    @BesideOthers
    @Test
    void aSourceThatSubmitsTooOftenIsToldWhenToComeBack() throws IOException {
        var chain = issuedChain();
        stopLog();
        start(Map.of("log-submissions-per-second", "1"));

        assertThat(submit("add-chain", body(chain)).statusCode()).isEqualTo(200);
        var tooMany = submit("add-chain", body(chain));

        refused(429, "too-many-submissions", tooMany);
        assertThat(tooMany.headers().firstValue("Retry-After")).contains("1");
    }

    @BesideOthers
    @Test
    void wrongRootsChangeNothingAndRaiseAnAlarm() throws IOException {
        var authority = authority("first");
        accept(authority);
        var sound = Files.readString(roots);

        Files.writeString(roots, "nothing");
        Requests.until(() -> readiness().contains("log-roots-refused"));

        assertThat(issue(authority).statusCode()).isEqualTo(200);
        Files.writeString(roots, sound);
        Requests.until(() -> !readiness().contains("log-roots-refused"));
    }

    @BesideOthers
    @Test
    void aLogIsMadeOnlyByThoseWhoSaySo() {
        var elsewhere = Map.of("data", folder.resolve("nowhere").toString());

        assertThatThrownBy(() -> LogServerWiring.start(settings(elsewhere), new Problems(), CLOCK))
                .isInstanceOfSatisfying(
                        InvalidSettingsException.class,
                        e -> assertThat(e.problems()).singleElement().asString().contains("bulla log create --data"));
        assertThat(folder.resolve("nowhere")).doesNotExist();
        assertThatThrownBy(() -> LogServerWiring.create(settings(Map.of()).log(), CLOCK))
                .isInstanceOf(InvalidSettingsException.class);
    }

    private void start(Map<String, String> more) {
        log = LogServerWiring.start(settings(more), new Problems(), CLOCK);
        visitor = new LogVisitor(url());
    }

    private void stopLog() {
        visitor.close();
        log.close();
    }

    private String url() {
        return "http://127.0.0.1:" + log.ports().http() + "/log";
    }

    private LogServerSettings settings(Map<String, String> more) {
        var problems = new Problems();
        var settings = SettingsReader.readLog(flags(more), Map.of(), Optional.empty(), problems);
        assertThat(problems.errors()).isEmpty();
        return settings;
    }

    private Map<String, String> flags(Map<String, String> more) {
        var flags = new HashMap<>(Map.of(
                "data", folder.resolve("log").toString(),
                "log-origin", "log.example.com/log",
                "log-accepted-roots", roots.toString(),
                "host", "127.0.0.1",
                "admin-host", "127.0.0.1",
                "port", "0",
                "metrics-port", "0",
                "shutdown-grace", "2s"));
        flags.putAll(more);
        return flags;
    }

    private Path trust(String name) throws IOException {
        return Requests.trust(folder.resolve(name), issuer);
    }

    /** A certificate authority with a root of its own, which logs to our log. */
    private TestServer authority(String name) throws IOException {
        var own = Files.createDirectory(folder.resolve(name));
        var key = Files.writeString(
                own.resolve("log.pem"), TestKey.pem("PUBLIC KEY", visitor.key().encoded()));
        var authority = TestServer.start(
                own, trust(name), CLOCK, Map.of("ct-log-url", url(), "ct-log-public-key-path", key.toString()));
        authorities.add(authority);
        return authority;
    }

    private void accept(TestServer... accepted) throws IOException {
        var before = visitor.json("/ct/v1/get-roots").path("certificates").size();
        var text = new StringBuilder(Files.readString(roots));
        for (var authority : accepted) {
            text.append(root(authority));
        }
        Files.writeString(roots, text);
        Requests.until(
                () -> visitor.json("/ct/v1/get-roots").path("certificates").size() == before + accepted.length);
    }

    /** The root of an authority, in PEM. */
    static String root(TestServer authority) {
        var bundle = Requests.json(authority.send(
                HttpRequest.newBuilder(authority.http("/api/v2/trustBundle")).build()));
        var chain = bundle.path("chains").path(0).path("certificates");
        return chain.path(chain.size() - 1).asString().strip() + "\n";
    }

    private HttpResponse<byte[]> issue(TestServer authority) {
        return authority.send(
                Requests.signing(authority, issuer.token(), KEY, ADDRESS).build());
    }

    /** A final certificate and those above it, in base64. The log holds the precertificate only. */
    private List<String> issuedChain() throws IOException {
        var authority = authority("issuing");
        accept(authority);
        return Requests.chain(issue(authority)).stream()
                .map(LogAloneTest::base64)
                .toList();
    }

    private static String base64(String pem) {
        try {
            return Base64.getEncoder().encodeToString(AnswerFields.parse(pem).getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The precertificate of the first entry (RFC 6962, section 4.6): three bytes of length before it. */
    private String storedPrecertificate() {
        var entry =
                visitor.json("/ct/v1/get-entries?start=0&end=0").path("entries").path(0);
        var extra = ByteBuffer.wrap(
                Base64.getDecoder().decode(entry.path("extra_data").asString()));
        var precertificate = new byte[(extra.get() & 0xff) << 16 | extra.getShort() & 0xffff];
        extra.get(precertificate);
        return Base64.getEncoder().encodeToString(precertificate);
    }

    private static String body(List<String> chain) {
        return "{\"chain\":" + list(chain) + "}";
    }

    private static String list(List<String> chain) {
        return chain.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }

    private HttpResponse<byte[]> submit(String endpoint, String body) {
        return visitor.send(visitor.request("/ct/v1/" + endpoint).POST(BodyPublishers.ofString(body)));
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        return Requests.json(answer);
    }

    private static void refused(int status, String word, HttpResponse<byte[]> answer) {
        var text = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as(text).isEqualTo(status);
        assertThat(text).startsWith(word + ": ").endsWith("\n").hasLineCount(1);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    }

    private String readiness() {
        var page = URI.create("http://127.0.0.1:" + log.ports().admin() + "/readyz?verbose");
        return new String(visitor.send(HttpRequest.newBuilder(page)).body(), StandardCharsets.UTF_8);
    }
}
