/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.signing.StoredKey;
import dev.bulla.ca.testing.TestServer;
import dev.bulla.ca.tuf.Role;
import dev.bulla.ca.tuf.TufReader;
import dev.bulla.ca.x509.Sha256;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository that is made and kept by commands beside a server that shows it. */
class TrustTufCommandTest {
    @TempDir
    private Path folder;

    private Path repository;
    private Path keys;
    private Path password;
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        repository = folder.resolve("data/tuf");
        keys = folder.resolve("offline");
        password = Files.writeString(folder.resolve("password"), "open sesame\n");
        var issuers = Files.writeString(folder.resolve("issuers.yaml"), "oidc-issuers: {}\n");
        server = TestServer.start(folder, issuers, InstantSource.system(), Map.of("public-url", "https://ca.example"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private CommandRun tuf(String command, String... more) {
        var words = new ArrayList<>(List.of(
                "trust", "tuf", command, "--data", folder.resolve("data").toString()));
        if (!command.equals("renew")) {
            words.addAll(List.of("--password-file", password.toString()));
        }
        words.addAll(List.of(more));
        return CommandRun.of(words.toArray(String[]::new));
    }

    private CommandRun init(String... more) {
        var words = new ArrayList<>(List.of("--keys", keys.toString()));
        words.addAll(List.of(more));
        return tuf("init", words.toArray(String[]::new));
    }

    private String key(int number) {
        return keys.resolve("tuf-offline-" + number + ".pem").toString();
    }

    private TufReader client() throws IOException {
        return new TufReader(repository, repository.resolve("1.root.json"));
    }

    @Test
    void whatIsInitializedIsWhatTheServerShows() throws IOException {
        var run = init();

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains(Sha256.hex(Files.readAllBytes(repository.resolve("root.json"))), "timestamp  until ");
        assertThat(Path.of(key(1))).content().startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
        var files = client().update(Instant.now());
        assertThat(files)
                .containsKeys("trusted_root.json", "signing_config.v0.2.json", "fulcio_v1.crt.pem", "ctfe.pub");
        assertThat(files.get("trusted_root.json").array()).isEqualTo(get("/trust/trusted_root.json"));
        assertThat(get("/tuf/timestamp.json")).isEqualTo(Files.readAllBytes(repository.resolve("timestamp.json")));
        assertThat(get("/tuf/targets/ctfe.pub")).isEqualTo(files.get("ctfe.pub").array());
    }

    private byte[] get(String path) {
        var answer = server.send(HttpRequest.newBuilder(server.http(path)).build());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    @Test
    void whatIsNotThereIsNotFoundAndNothingElseIsShown() {
        init();

        for (var path : List.of(
                "/tuf",
                "/tuf/",
                "/tuf/2.root.json",
                "/tuf/targets/",
                "/tuf/targets/none",
                "/tuf/../keys/tuf-online.pem",
                "/tuf/targets/..%2f..%2fkeys/tuf-online.pem",
                "/tuf/%2e%2e/keys/tuf-online.pem")) {
            var answer = server.send(HttpRequest.newBuilder(server.http(path)).build());

            assertThat(answer.statusCode()).as(path).isIn(400, 404);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("PRIVATE KEY");
        }
    }

    @Test
    void aSignedRepositoryIsOneVersionFurther() throws IOException {
        init();
        var client = client();
        client.update(Instant.now());

        assertThat(tuf("sign", "--key", key(1)).exit()).isZero();
        assertThat(tuf("renew").exit()).isZero();

        client.update(Instant.now());
        assertThat(client.version(Role.TARGETS)).isEqualTo(2);
        assertThat(client.version(Role.TIMESTAMP)).isEqualTo(3);
    }

    @Test
    void aClientOfTheFirstRootFollowsToOtherKeys() throws IOException {
        init("--number", "2", "--threshold", "2");
        var old = List.of(key(1), key(2));
        var client = client();
        client.update(Instant.now());
        var other = offlineKey(folder.resolve("new"));

        var run = tuf("rotate", "--key", old.get(0), "--key", old.get(1), "--holder", other, "--new-online-key");

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(client.update(Instant.now())).isNotEmpty();
        assertThat(client.version(Role.ROOT)).isEqualTo(2);
        assertThat(tuf("renew").exit()).as("with the new online key").isZero();
        assertThat(tuf("sign", "--key", old.get(0), "--key", old.get(1)).err())
                .contains("of the keys that may sign, 1 in all, 0 were given and 1 are needed");
        assertThat(tuf("sign", "--key", other).exit()).isZero();
        assertThat(client.update(Instant.now())).isNotEmpty();
    }

    @Test
    void tooFewKeysSignNothing() throws IOException {
        init("--number", "2", "--threshold", "2");
        var before = Files.readString(repository.resolve("timestamp.json"));

        var run = tuf("sign", "--key", key(1));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("2 in all, 1 were given and 2 are needed")
                .hasLineCount(1);
        assertThat(repository.resolve("timestamp.json")).content().isEqualTo(before);
    }

    @Test
    void aSecondRepositoryIsNotMadeOverTheFirst() {
        init();

        var run = init();

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("holds a repository already").hasLineCount(1);
    }

    @Test
    void withoutARepositoryItSaysHowToMakeOne() {
        var run = tuf("renew");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("bulla trust tuf init makes one").hasLineCount(1);
    }

    @Test
    void wrongNumbersAndPasswordsAreToldBeforeAnythingIsWritten() throws IOException {
        assertThat(init("--number", "2", "--threshold", "3").exit()).isEqualTo(2);
        assertThat(keys).doesNotExist();
        init();
        Files.writeString(password, "wrong");

        var run = tuf("sign", "--key", key(1));

        assertThat(run.exit()).isEqualTo(78);
        assertThat(run.err())
                .contains("incorrect password")
                .doesNotContain("wrong")
                .hasLineCount(1);
    }

    private static String offlineKey(Path folder) throws IOException {
        var stored = new StoredKey(folder.resolve("own.pem"), "open sesame");
        stored.make(Crypto.fastest(), new SecureRandom());
        return stored.file().toString();
    }
}
