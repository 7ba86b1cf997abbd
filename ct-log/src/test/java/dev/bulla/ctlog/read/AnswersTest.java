/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.store.Objects;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How pages travel. */
class AnswersTest {
    @TempDir
    private Path folder;

    private final TestLog log = TestLog.of(600, 512);
    private Asking asking;

    @BeforeEach
    void start() {
        log.objects()
                .put(List.of(new Objects.Item("log.v3.json", Bytes.view("{}".getBytes(StandardCharsets.US_ASCII)))));
        asking = new Asking(log.pages(folder));
    }

    @ParameterizedTest
    @CsvSource({
        "checkpoint, text/plain; charset=utf-8",
        "log.v3.json, application/json",
        "tile/0/000, application/octet-stream",
        "tile/data/002.p/88, application/octet-stream",
        "ct/v1/get-sth, application/json",
        "ct/v1/get-entries?start=0&end=3, application/json"
    })
    void sayWhatTheyAre(String path, String type) {
        assertThat(asking.get(path).status()).isEqualTo(200);
        assertThat(asking.get(path).headers())
                .containsEntry("Content-Type", type)
                .containsEntry("Access-Control-Allow-Origin", "*");
    }

    @Test
    void ofIssuersAreCertificates() {
        var issuer = TestLog.ISSUERS.getFirst();

        var answer = asking.get("issuer/" + TestLog.fingerprint(issuer));

        assertThat(answer.headers()).containsEntry("Content-Type", "application/pkix-cert");
        assertThat(answer.body()).isEqualTo(issuer);
        assertThat(asking.get("issuer/" + "0".repeat(64)).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile/data/000", "tile/data/002.p/88", "ct/v1/get-entries?start=0&end=99"})
    void arePackedForWhoeverWantsIt(String path) throws IOException {
        var packed = asking.getPacked(path);
        var plain = asking.get(path);

        assertThat(packed.headers()).containsEntry("Content-Encoding", "gzip").containsEntry("Vary", "Accept-Encoding");
        assertThat(plain.headers()).doesNotContainKey("Content-Encoding").containsEntry("Vary", "Accept-Encoding");
        assertThat(packed.body().size()).isLessThan(plain.body().size() / 2);
        assertThat(unpacked(packed)).isEqualTo(plain.body());
        assertThat(packed.headers().get("ETag")).isNotEqualTo(plain.headers().get("ETag"));
        assertThat(asking.getPacked(path).body()).isEqualTo(packed.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile/0/000", "checkpoint", "ct/v1/get-sth", "log.v3.json"})
    void areNotPackedWhereItSavesNothing(String path) {
        assertThat(asking.getPacked(path)).isEqualTo(asking.get(path));
    }

    @Test
    void areNotSentAgainToWhoeverHasThem() {
        // given
        var first = asking.get("tile/0/001");
        var tag = first.headers().get("ETag");
        assertThat(tag).matches("\"[0-9a-f]{32}\"");

        for (var known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            // when
            var second = asking.getUnless(known, "tile/0/001");

            // then
            assertThat(second.status()).isEqualTo(304);
            assertThat(second.body().isEmpty()).isTrue();
            assertThat(second.headers())
                    .containsEntry("ETag", tag)
                    .containsEntry("Cache-Control", "public, max-age=604800, immutable")
                    .doesNotContainKey("Content-Type");
        }
        assertThat(asking.getUnless(tag, "tile/0/000").status()).isEqualTo(200);
        assertThat(asking.getUnless("*", "checkpoint").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile/data/000", "checkpoint", "ct/v1/get-sth", "tile/0/999", "ct/v1/get-entries"})
    void toHeadAreThoseToGetWithoutTheBody(String path) {
        var get = asking.get(path);
        var head = asking.send("HEAD", path);

        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.body().isEmpty()).isTrue();
        assertThat(head.headers())
                .containsAllEntriesOf(get.headers())
                .containsEntry("Content-Length", String.valueOf(get.body().size()));
    }

    @Test
    void tellOtherSitesThatTheyMayRead() {
        var answer = asking.send("OPTIONS", "tile/0/000");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body().isEmpty()).isTrue();
        assertThat(answer.headers())
                .containsEntry("Access-Control-Allow-Origin", "*")
                .containsEntry("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "get", "PATCH"})
    void refuseOtherMethods(String method) {
        assertThat(asking.send(method, "ct/v1/get-sth").status()).isEqualTo(405);
        assertThat(asking.send(method, "checkpoint").headers()).containsEntry("Allow", "GET, HEAD, OPTIONS");
        assertThat(asking.send(method, "nothing").status()).isEqualTo(404);
    }

    @Test
    void sayWhereSubmissionsAreTaken() {
        var answer = asking.send("POST", "ct/v1/add-pre-chain");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(Asking.text(answer))
                .isEqualTo("not-submittable: this log takes submissions from its own authority only\n");
    }

    @Test
    void refuseAQueryWithoutEnd() {
        var answer = asking.get("ct/v1/get-entries?start=0&end=1&x=" + "x".repeat(1100));

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void ofABrokenStoreAskForPatience() {
        log.objects().breakDown();

        var answer = asking.get("tile/data/000");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsEntry("Retry-After", "1").containsEntry("Cache-Control", "no-store");
        assertThat(Asking.text(answer)).startsWith("storage-unavailable: ");
        assertThat(log.failures()).hasSize(1);
        assertThat(asking.get("tile/data/002.p/88").status())
                .as("what is in memory")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"tile/data/000, 1", "tile/data/000, 0", "tile/0/000, 100", "issuer, 0"})
    void neverMakeUpWhatIsMissingOrDamaged(String path, int left) {
        // given
        var name = path.equals("issuer") ? "issuer/" + TestLog.fingerprint(TestLog.ISSUERS.getLast()) : path;
        log.objects().remove(List.of(name));
        if (left > 0) {
            log.objects().replace(new Objects.Item(name, Bytes.view(new byte[left])));
        }

        // when
        var answer = asking.get(path.startsWith("tile/0") ? path : "ct/v1/get-entries?start=0&end=5");

        // then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(log.failures()).singleElement().asString().contains(name);
    }

    private static Bytes unpacked(LogAnswer answer) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(answer.body().toArray()))) {
            return Bytes.view(in.readAllBytes());
        }
    }
}
