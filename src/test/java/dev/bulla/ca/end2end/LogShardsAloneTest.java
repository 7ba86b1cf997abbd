/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.LogServerWiring;
import dev.bulla.ca.RunningServer;
import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.SettingsReader;
import dev.bulla.ca.testing.RunningClock;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log that runs alone in shards, over the border of a month. */
@Timeout(240)
class LogShardsAloneTest {
    private static final TestKey KEY = TestKeys.p256();

    private final RunningClock clock = new RunningClock("2027-03-31T12:00:00Z");

    @TempDir
    private Path folder;

    private Path roots;
    private RunningServer log;
    private LogVisitor visitor;

    @BeforeEach
    void startTheLog() throws IOException {
        roots = Files.writeString(folder.resolve("roots.pem"), "");
    }

    @AfterEach
    void stopTheLog() {
        visitor.close();
        log.close();
    }

    @Test
    void eachSubmissionGoesToTheShardOfItsEndAndToNoOther() throws IOException {
        var march = certificate("march", clock);
        var april = certificate("april", new RunningClock("2027-04-10T12:00:00Z"));
        var june = certificate("june", new RunningClock("2027-06-10T12:00:00Z"));
        startLog();

        assertThat(promisedBy(submit("", march))).isEqualTo(id("2027-03"));
        assertThat(promisedBy(submit("", april))).isEqualTo(id("2027-04"));
        assertThat(promisedBy(submit("/2027-04", april))).isEqualTo(id("2027-04"));
        refused(400, "outside-window", submit("", june));
        refused(400, "outside-window", submit("/2027-04", march));
        refused(404, "not-found", submit("/2027-02", march));

        clock.forward(Duration.ofHours(37));
        Requests.until(() ->
                visitor.json("/2027-03/log.v3.json").path("status").asString().equals("readonly"));

        refused(410, "retired", submit("", march));
        refused(410, "retired", submit("/2027-03", march));
        refused(400, "outside-window", submit("/2027-04", march));
        assertThat(promisedBy(submit("", april))).isEqualTo(id("2027-04"));
        assertThat(visitor.json("/2027-03/log.v3.json")
                        .path("final_tree_head")
                        .path("tree_size")
                        .asInt())
                .isOne();
        assertThat(visitor.get("/2027-03/checkpoint.final").statusCode()).isEqualTo(200);
        assertThat(visitor.get("/2027-04/checkpoint.final").statusCode()).isEqualTo(404);
        assertThat(visitor.get("/checkpoint").statusCode()).isEqualTo(404);
    }

    private void startLog() {
        var flags = Map.of(
                "data", folder.resolve("log").toString(),
                "log-origin", "log.example.com/log",
                "log-shards", "month",
                "log-accepted-roots", roots.toString(),
                "host", "127.0.0.1",
                "admin-host", "127.0.0.1",
                "port", "0",
                "metrics-port", "0",
                "shutdown-grace", "2s");
        var problems = new Problems();
        LogServerWiring.create(SettingsReader.readLogToMake(flags, Map.of(), Optional.empty(), problems), clock);
        log = LogServerWiring.start(
                SettingsReader.readLog(flags, Map.of(), Optional.empty(), problems), problems, clock);
        visitor = new LogVisitor("http://127.0.0.1:" + log.ports().http() + "/log");
    }

    /** The chain of a certificate that was made at this time by an authority of its own, whose root the log will accept. */
    private List<String> certificate(String name, RunningClock time) throws IOException {
        var own = Files.createDirectory(folder.resolve(name));
        try (var issuer = TestIssuer.startedAt(time);
                var authority = TestServer.start(
                        own,
                        Requests.trust(own, issuer),
                        time,
                        Map.of("ct-log-url", "", "insecure-no-ct-log", "true"))) {
            Files.writeString(roots, Files.readString(roots) + LogAloneTest.root(authority));
            var answer = authority.send(Requests.signing(authority, issuer.token(), KEY, "ada@example.com")
                    .build());
            return Requests.chain(answer);
        }
    }

    private HttpResponse<byte[]> submit(String shard, List<String> chain) {
        var body = chain.stream()
                .map(LogShardsAloneTest::base64)
                .collect(Collectors.joining("\",\"", "{\"chain\":[\"", "\"]}"));
        return visitor.send(visitor.request(shard + "/ct/v1/add-chain").POST(BodyPublishers.ofString(body)));
    }

    private static String base64(String pem) {
        try {
            return Base64.getEncoder().encodeToString(AnswerFields.parse(pem).getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String id(String shard) {
        return visitor.json("/" + shard + "/log.v3.json").path("log_id").asString();
    }

    private static String promisedBy(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return Requests.json(answer).path("id").asString();
    }

    private static void refused(int status, String word, HttpResponse<byte[]> answer) {
        var text = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as(text).isEqualTo(status);
        assertThat(text).startsWith(word + ": ");
    }
}
