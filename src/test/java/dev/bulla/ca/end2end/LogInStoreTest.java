/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.LogServerWiring;
import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.SettingsReader;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestServer;
import dev.bulla.ca.testing.TinyStore;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Our own log in an object store, as settings put it there. */
@Timeout(120)
class LogInStoreTest {
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    private Path folder;

    private final TestIssuer issuer = TestIssuer.started();
    private final TinyStore store;

    LogInStoreTest() throws IOException {
        this.store = TinyStore.start();
    }

    @AfterEach
    void stop() {
        store.close();
        issuer.close();
    }

    @Test
    void anAuthorityLogsThereAndAnotherMachineGoesOn() throws Exception {
        try (var first = start("first")) {
            issue(first);
        }
        var keys = folder.resolve("first/data/keys");
        Files.createDirectories(folder.resolve("second/data/keys"));
        try (var names = Files.list(keys)) {
            for (var key : (Iterable<Path>) names::iterator) {
                Files.copy(key, folder.resolve("second/data/keys").resolve(key.getFileName()));
            }
        }

        try (var second = start("second")) {
            issue(second);

            assertThat(checkpoint(second)).startsWith("localhost/log\n2\n");
        }
        assertThat(store.has("ca/" + shard() + "/checkpoint")).isTrue();
        assertThat(folder.resolve("second/data/log").resolve(shard())).isDirectoryNotContaining("glob:**/log.json");
    }

    @Test
    void aMachineWithoutTheKeyOfTheLogMakesNone() throws Exception {
        start("first").close();

        assertThatThrownBy(() -> start("second"))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("is missing, and without the log's key nothing can be logged");
        assertThat(folder.resolve("second/data/keys")).doesNotExist();
    }

    @Test
    void aLogAloneIsMadeThereOnce() throws Exception {
        var target = SettingsReader.readLogToMake(
                store(Map.of("data", folder.resolve("log").toString())), Map.of(), Optional.empty(), new Problems());

        LogServerWiring.create(target, CLOCK);

        assertThat(store.has("ca/" + shard() + "/log.json")).isTrue();
        assertThatThrownBy(() -> LogServerWiring.create(target, CLOCK)).hasMessageContaining("already");
    }

    private static String shard() {
        return String.valueOf(CLOCK.instant().atZone(ZoneOffset.UTC).getYear());
    }

    private TestServer start(String name) throws IOException {
        var own = Files.createDirectories(folder.resolve(name));
        return TestServer.start(own, Requests.trust(own, issuer), CLOCK, store(Map.of()));
    }

    private Map<String, String> store(Map<String, String> more) throws IOException {
        var credentials = Files.writeString(folder.resolve("credentials"), """
                [other]
                aws_access_key_id = nobody
                [default]
                aws_access_key_id = AKTINY
                aws_secret_access_key = a=b
                """);
        var flags = new HashMap<>(Map.of(
                "log-store",
                "s3://logs/ca",
                "log-s3-endpoint",
                store.endpoint(),
                "log-s3-credentials",
                credentials.toString(),
                "log-s3-lease",
                "2s"));
        flags.putAll(more);
        return flags;
    }

    private void issue(TestServer authority) {
        var answer = authority.send(Requests.signing(authority, issuer.token(), TestKeys.p256(), "ada@example.com")
                .build());
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
    }

    private static String checkpoint(TestServer authority) {
        var answer = authority.send(
                HttpRequest.newBuilder(authority.http("/log/checkpoint")).build());
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
