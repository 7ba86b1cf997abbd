/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.LogBehaviour;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestLogServer;
import dev.bulla.ca.testing.TestServer;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rules, quotas and the replay guard, through the whole server. */
class AccessTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final TestKey KEY = TestKeys.p256();
    private static final String ADDRESS = "ada@example.com";

    @TempDir
    private Path folder;

    private final TestIssuer issuer = TestIssuer.started();
    private final TestLogServer log = TestLogServer.start(CLOCK, Crypto.fastest());
    private TestServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        log.close();
        issuer.close();
    }

    @Test
    void aRuleTurnsAwayWithItsReasonBeforeTheProofIsLookedAt() throws IOException {
        start("""
                    rules:
                      - name: only-red
                        allow: claims.team == "red"
                        reason: Only team red signs here
                      - name: nobody-on-leave
                        deny: has(claims.leave) && claims.leave
                """);

        var allowed = ask(issuer.token(token -> token.claim("team", "red")), ADDRESS);
        var notAllowed = ask(issuer.token(token -> token.claim("team", "blue")), "no proof of anything");
        var denied = ask(issuer.token(token -> token.claim("team", "red").claim("leave", true)), ADDRESS);
        var undecided = ask(issuer.token(), ADDRESS);

        assertThat(allowed.statusCode()).isEqualTo(200);
        assertThat(notAllowed.statusCode()).isEqualTo(403);
        assertThat(Requests.json(notAllowed).path("code").asInt()).isEqualTo(7);
        assertThat(Requests.reason(notAllowed)).isEqualTo("IDENTITY_NOT_ALLOWED");
        assertThat(Requests.json(notAllowed).path("message").asString())
                .isEqualTo("This identity is not allowed to request certificates: Only team red signs here");
        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(Requests.json(denied).path("message").asString())
                .isEqualTo("This identity is not allowed to request certificates");
        assertThat(undecided.statusCode()).isEqualTo(403);
        assertThat(log.submissions()).hasSize(1);
        assertThat(audit())
                .map(line ->
                        line.path("ruling").asString() + " " + line.path("rule").asString(""))
                .containsExactly("allowed only-red", "not-allowed ", "denied nobody-on-leave", "failed only-red");
        assertThat(audit())
                .allSatisfy(line -> assertThat(line.path("identity").asString()).isEqualTo(ADDRESS));
        assertThat(metrics())
                .contains(
                        "reason=\"IDENTITY_NOT_ALLOWED\"",
                        "ruling=\"denied\",rule=\"nobody-on-leave\",dry_run=\"false\"} 1",
                        "ruling=\"failed\",rule=\"only-red\",dry_run=\"false\"} 1");
    }

    @Test
    void aRuleTurnsAwayOverGrpcToo() throws IOException {
        start("""
                    rules:
                      - name: nobody
                        deny: "true"
                        reason: "Geschlossen \\u2013 bis Montag"
                """);

        var refused = overGrpc(issuer.token());

        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(refused.getStatus().getDescription())
                .isEqualTo("This identity is not allowed to request certificates: Geschlossen \u2013 bis Montag");
    }

    @Test
    void aDryRunRefusesNobodyAndIsOnRecord() throws IOException {
        start("""
                    rules:
                      - name: only-red
                        allow: has(claims.team) && claims.team == "red"
                        dry-run: true
                """);

        var answer = ask(issuer.token(), ADDRESS);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(audit()).singleElement().satisfies(line -> {
            assertThat(line.path("decision").asString()).isEqualTo("issued");
            assertThat(line.path("dryRunRuling").asString()).isEqualTo("not-allowed");
            assertThat(line.has("ruling")).isFalse();
        });
        assertThat(metrics()).contains("ruling=\"not-allowed\",rule=\"\",dry_run=\"true\"} 1");
    }

    @Test
    void whatIsWrongWithRulesAndQuotasIsToldAtStartWithItsLine() {
        assertThatThrownBy(() -> start("""
                    rules:
                      - name: fine
                        allow: "true"
                      - name: fine
                        deny: nonsense ==
                      - name: both
                        allow: "true"
                        deny: "true"
                      - name: text
                        allow: >-
                          "text"
                      - allow: "true"
                        reasn: x
                    quota: 5
                    quota-per-identity: 5/1y
                    replay-guard-tokens: 0
                """))
                .isInstanceOfSatisfying(
                        InvalidSettingsException.class,
                        e -> assertThat(e.getMessage().lines().skip(1))
                                .map(line -> line.replaceFirst("^.*issuers.yaml:", ""))
                                .anySatisfy(
                                        line -> assertThat(line).startsWith("9: there are two rules named \"fine\""))
                                .anySatisfy(line -> assertThat(line)
                                        .startsWith("10: rule \"fine\": ")
                                        .contains("column"))
                                .anySatisfy(line -> assertThat(line).startsWith("11: rule \"both\" needs a condition"))
                                .anySatisfy(line -> assertThat(line)
                                        .startsWith("15: rule \"text\": ")
                                        .contains("'bool'"))
                                .anySatisfy(line -> assertThat(line).startsWith("17: a rule needs a name"))
                                .anySatisfy(line -> assertThat(line).startsWith("18: \"reasn\" is not a setting here"))
                                .anySatisfy(line ->
                                        assertThat(line).startsWith("19: \"quota\" must be requests and a period"))
                                .anySatisfy(line -> assertThat(line).startsWith("20: \"quota-per-identity\" must be"))
                                .anySatisfy(line -> assertThat(line).startsWith("21: \"replay-guard-tokens\" must be"))
                                .hasSize(9));
    }

    @Test
    void aQuotaIsA429ThatSaysWhenToComeBackAndAttemptsCount() throws IOException {
        start("    quota-per-identity: 2/1h\n");

        assertThat(ask(issuer.token(), ADDRESS).statusCode()).isEqualTo(200);
        assertThat(ask(issuer.token(), "no proof of anything").statusCode()).isEqualTo(400);
        var tooMany = ask(issuer.token(), ADDRESS);
        var somebodyElse = ask(issuer.token(token -> token.claim("email", "bob@example.com")), "bob@example.com");

        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(Requests.json(tooMany).path("code").asInt()).isEqualTo(8);
        assertThat(Requests.reason(tooMany)).isEqualTo("QUOTA_EXCEEDED");
        assertThat(tooMany.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1700L, 1801L);
        assertThat(somebodyElse.statusCode()).isEqualTo(200);
        assertThat(metrics()).contains("reason=\"QUOTA_EXCEEDED\"");

        var overGrpc = overGrpc(issuer.token());
        assertThat(overGrpc.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(overGrpc.getTrailers().get(Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER)))
                .isNotNull();
    }

    @Test
    void aQuotaOfTheIssuerCountsEverybodyAndNotWhomARuleTurnsAway() throws IOException {
        start("""
                    quota: 2/1h
                    rules:
                      - name: no-bob
                        deny: identity == "bob@example.com"
                """);
        var bob = issuer.token(token -> token.claim("email", "bob@example.com"));

        assertThat(ask(bob, "bob@example.com").statusCode()).isEqualTo(403);
        assertThat(ask(bob, "bob@example.com").statusCode()).isEqualTo(403);
        assertThat(ask(issuer.token(), ADDRESS).statusCode()).isEqualTo(200);
        assertThat(ask(issuer.token(token -> token.claim("email", "eve@example.com")), "eve@example.com")
                        .statusCode())
                .isEqualTo(200);
        assertThat(ask(issuer.token(), ADDRESS).statusCode()).isEqualTo(429);
    }

    @Test
    void aTokenHasOneCertificateAlsoAfterARestart() throws IOException {
        start("    replay-guard: true\n");
        var token = issuer.token(honest -> honest.claim("jti", "one"));

        assertThat(ask(token, "no proof of anything").statusCode()).isEqualTo(400);
        assertThat(ask(token, ADDRESS).statusCode()).isEqualTo(200);
        var again = ask(token, ADDRESS);
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(Requests.json(again).path("code").asInt()).isEqualTo(3);
        assertThat(Requests.reason(again)).isEqualTo("TOKEN_REPLAYED");
        assertThat(metrics()).contains("bulla_used_tokens{issuer=\"" + issuer.url() + "\"} 1");

        server.close();
        start("    replay-guard: true\n");

        assertThat(Requests.reason(ask(token, ADDRESS))).isEqualTo("TOKEN_REPLAYED");
        assertThat(overGrpc(token).getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(ask(issuer.token(honest -> honest.claim("jti", "two")), ADDRESS)
                        .statusCode())
                .isEqualTo(200);
        assertThat(log.submissions()).hasSize(2);
    }

    @Test
    void aTokenWhoseRequestFailedCanBeUsedAgain() throws IOException {
        start("    replay-guard: true\n");
        var token = issuer.token();
        log.next(LogBehaviour.withBadSignature());

        assertThat(ask(token, ADDRESS).statusCode()).isEqualTo(500);
        assertThat(ask(token, ADDRESS).statusCode()).isEqualTo(200);
        assertThat(Requests.reason(ask(token, ADDRESS))).isEqualTo("TOKEN_REPLAYED");
    }

    @Test
    void ofManyRequestsWithOneTokenExactlyOneGetsACertificate() throws Exception {
        start("    replay-guard: true\n");
        var token = issuer.token();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var requests = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 30; i++) {
                requests.add(() -> ask(token, ADDRESS).statusCode());
            }
            var statuses = new ArrayList<Integer>();
            for (var answer : clients.invokeAll(requests)) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnly(200, 400).containsOnlyOnce(200);
        }
        assertThat(log.submissions()).hasSize(1);
    }

    @Test
    void aFullGuardIsA503AndAnAlarmUntilThereIsRoom() throws IOException {
        start("    replay-guard: true\n    replay-guard-tokens: 1\n");

        assertThat(ask(issuer.token(), ADDRESS).statusCode()).isEqualTo(200);
        var full = ask(issuer.token(token -> token.claim("jti", "other")), ADDRESS);

        assertThat(full.statusCode()).isEqualTo(503);
        assertThat(Requests.reason(full)).isEqualTo("REPLAY_GUARD_UNAVAILABLE");
        assertThat(full.headers().firstValue("Retry-After")).isPresent();
        assertThat(Requests.get(server, server.admin("/readyz?verbose"))).contains("alarm replay-guard-refuses");
        assertThat(log.submissions()).hasSize(1);
    }

    @Test
    void withoutAGuardATokenMayBeUsedAgainAndNothingIsWritten() throws IOException {
        start("");
        var token = issuer.token();

        assertThat(ask(token, ADDRESS).statusCode()).isEqualTo(200);
        assertThat(ask(token, ADDRESS).statusCode()).isEqualTo(200);

        assertThat(folder.resolve("data/used-tokens")).doesNotExist();
        assertThat(audit()).noneMatch(line -> line.has("ruling") || line.has("dryRunRuling"));
    }

    private void start(String access) throws IOException {
        var trust = Files.writeString(
                folder.resolve("issuers.yaml"),
                "oidc-issuers:\n  %s:\n    issuer-url: %s\n    client-id: sigstore\n    type: email\n%s"
                        .formatted(issuer.url(), issuer.url(), access));
        server = TestServer.start(folder, trust, log, CLOCK, Map.of());
    }

    private HttpResponse<byte[]> ask(String token, String challenge) {
        return server.send(Requests.signing(server, token, KEY, challenge).build());
    }

    private StatusRuntimeException overGrpc(String token) {
        return catchThrowableOfType(StatusRuntimeException.class, () -> Requests.overGrpc(server, token, KEY, ADDRESS));
    }

    private String metrics() {
        return Requests.get(server, server.admin("/metrics"));
    }

    private List<JsonNode> audit() throws IOException {
        return Files.readAllLines(folder.resolve("data/audit.jsonl")).stream()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }
}
