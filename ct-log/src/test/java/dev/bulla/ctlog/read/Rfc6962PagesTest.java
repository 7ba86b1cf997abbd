/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.DigitallySigned;
import dev.bulla.ctlog.codec.LogEntry;
import dev.bulla.ctlog.codec.PrecertificateSurgery;
import dev.bulla.ctlog.codec.TileLeaf;
import dev.bulla.ctlog.codec.TimestampedEntry;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.store.Objects;
import dev.bulla.ctlog.testing.SingleEntry;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reading endpoints of RFC 6962, with the statuses to which monitors are used. */
class Rfc6962PagesTest {
    private static final int SIZE = 2500;

    @TempDir
    private Path folder;

    private final TestLog log = TestLog.of(SIZE, 2100);
    private Asking asking;

    @BeforeEach
    void start() {
        asking = new Asking(log.pages(folder));
    }

    @Test
    void tellTheHead() {
        var answer = asking.get("ct/v1/get-sth");

        assertThat(Asking.number(answer, "tree_size")).isEqualTo(SIZE);
        assertThat(Asking.number(answer, "timestamp")).isEqualTo(TestLog.TIMESTAMP);
        assertThat(Asking.base64s(answer, "sha256_root_hash"))
                .containsExactly(Bytes.view(log.tree().root().toBytes()));
        assertThat(DigitallySigned.parse(
                                Asking.base64s(answer, "tree_head_signature").getFirst())
                        .signature())
                .isEqualTo(Bytes.view("signed".getBytes(StandardCharsets.US_ASCII)));
        assertThat(Asking.text(asking.get("checkpoint"))).isEqualTo("checkpoint of 2500");
    }

    @Test
    void listTheRoots() {
        assertThat(Asking.text(asking.get("ct/v1/get-roots"))).isEqualTo("{\"certificates\":[\"cm9vdA==\"]}");
    }

    @Test
    void giveTheEntriesOfARange() {
        var answer = asking.get("ct/v1/get-entries?start=2090&end=2310");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(leafHashes(answer)).isEqualTo(log.leaves().subList(2090, 2311));
    }

    @Test
    void giveWhatWasPublishedOfTheSingleEntry() {
        // given
        var tile = Bytes.view(tile());
        var single = TestLog.ofEntries(List.of(tile), 0);
        var ca = Bytes.view(SingleEntry.base64("ca"));
        single.objects().put(List.of(new Objects.Item("issuer/" + TestLog.fingerprint(ca), ca)));
        var one = new Asking(single.pages(folder.resolve("single")));

        // when
        var entries = one.get("ct/v1/get-entries?start=0&end=0");
        var proof = one.get("ct/v1/get-entry-and-proof?leaf_index=0&tree_size=1");

        // then
        for (var answer : List.of(entries, proof)) {
            assertThat(Hash.sha256(
                            Asking.base64s(answer, "leaf_input").getFirst().toArray()))
                    .hasToString(SingleEntry.text("leaf.sha256"));
            assertThat(Hash.sha256(
                            Asking.base64s(answer, "extra_data").getFirst().toArray()))
                    .hasToString(SingleEntry.text("extra-data.sha256"));
        }
        assertThat(Asking.text(proof)).endsWith(",\"audit_path\":[]}");
        assertThat(Asking.base64s(one.get("ct/v1/get-sth"), "sha256_root_hash")
                        .getFirst()
                        .hashAt(0))
                .hasToString(SingleEntry.text("leaf.hash"));
        assertThat(Hash.sha256(one.get("tile/data/000.p/1").body().toArray()))
                .hasToString(SingleEntry.text("tile.sha256"));
    }

    @ParameterizedTest
    @CsvSource({
        // asked for, last that is answered
        "0, 0, 0",
        "0, 1022, 1022",
        "0, 1023, 1023",
        "0, 5000, 1023",
        "1, 1024, 1023",
        "100, 5000, 1023",
        "255, 5000, 1023",
        "256, 5000, 1279",
        "2499, 2499, 2499",
        "2499, 5000, 2499",
        "2000, 2600, 2499",
        "1500, 9223372036854775807, 2303"
    })
    void shortenLongRangesToWhereATileEnds(long start, long end, long last) {
        var answer = asking.get("ct/v1/get-entries?start=" + start + "&end=" + end);

        assertThat(leafHashes(answer)).isEqualTo(log.leaves().subList((int) start, (int) last + 1));
    }

    @Test
    void letCompleteRangesBeKeptLonger() {
        assertThat(cached("ct/v1/get-entries?start=0&end=2499")).isEqualTo("public, max-age=86400");
        assertThat(cached("ct/v1/get-entries?start=2400&end=2499")).isEqualTo("public, max-age=86400");
        assertThat(cached("ct/v1/get-entries?start=2400&end=2500")).isEqualTo("public, max-age=60");
        assertThat(cached("ct/v1/get-sth-consistency?first=1&second=2")).isEqualTo("public, max-age=86400");
        assertThat(cached("ct/v1/get-sth")).isEqualTo("no-store");
        assertThat(cached("checkpoint")).isEqualTo("no-store");
        assertThat(cached("ct/v1/get-roots")).isEqualTo("public, max-age=300");
        assertThat(cached("tile/0/000.p/3")).isEqualTo("public, max-age=604800, immutable");
        assertThat(cached("ct/v1/get-entries?start=2500&end=2500")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "1, 2500", "256, 512", "300, 2500", "2100, 2101", "2499, 2500", "2048, 2304"})
    void proveConsistency(int first, int second) {
        var answer = asking.get("ct/v1/get-sth-consistency?first=" + first + "&second=" + second);

        assertThat(hashes(answer, "consistency"))
                .isEqualTo(log.tree().first(second).consistency(first));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 2500", "0, 9999", "7, 7", "2500, 2500"})
    void proveNothingWhereNothingIsToProve(long first, long second) {
        assertThat(Asking.text(asking.get("ct/v1/get-sth-consistency?first=" + first + "&second=" + second)))
                .isEqualTo("{\"consistency\":[]}");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 2500", "1, 2", "2111, 2500", "2499, 2500", "255, 256", "256, 257"})
    void proveThatALeafIsThere(int index, int size) {
        var byHash = asking.get("ct/v1/get-proof-by-hash?tree_size=" + size + "&hash="
                + escaped(log.leaves().get(index)));
        var byIndex = asking.get("ct/v1/get-entry-and-proof?leaf_index=" + index + "&tree_size=" + size);

        var path = log.tree().first(size).path(index);
        assertThat(Asking.number(byHash, "leaf_index")).isEqualTo(index);
        assertThat(hashes(byHash, "audit_path")).isEqualTo(path);
        assertThat(hashes(byIndex, "audit_path")).isEqualTo(path);
        assertThat(leafHashes(byIndex)).containsExactly(log.leaves().get(index));
    }

    @Test
    void takePlusSignsThatWereNotEscaped() {
        // given: a hash with both characters that forms escape
        var leaf = log.leaves().stream()
                .filter(it -> base64(it).contains("+") && base64(it).contains("/"))
                .findFirst()
                .orElseThrow();
        var expected = log.leaves().indexOf(leaf);

        for (var written : List.of(
                base64(leaf), base64(leaf).replace("+", "%2B"), base64(leaf).replace("+", "%20"), escaped(leaf))) {
            var answer = asking.get("ct/v1/get-proof-by-hash?hash=" + written + "&tree_size=2500");
            assertThat(Asking.number(answer, "leaf_index")).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get-entries",
                "get-entries?start=1",
                "get-entries?end=1",
                "get-entries?start=&end=1",
                "get-entries?start=a&end=1",
                "get-entries?start=1&end=b",
                "get-entries?start=-1&end=1",
                "get-entries?start=0&end=-1",
                "get-entries?start=0.5&end=1",
                "get-entries?start=0&end=1.0",
                "get-entries?start=9223372036854775808&end=9223372036854775809",
                "get-entries?start=0&end=99999999999999999999999",
                "get-entries?start=0&end=1e3",
                "get-entries?start=0x1&end=2",
                "get-entries?start=%31%zz&end=2",
                "get-entries?start=2&end=1",
                "get-sth-consistency",
                "get-sth-consistency?first=1",
                "get-sth-consistency?second=1",
                "get-sth-consistency?first=a&second=2",
                "get-sth-consistency?first=1&second=b",
                "get-sth-consistency?first=-1&second=2",
                "get-sth-consistency?first=1.5&second=2",
                "get-sth-consistency?first=1&second=9223372036854775808",
                "get-sth-consistency?first=2&second=1",
                "get-proof-by-hash",
                "get-proof-by-hash?tree_size=1",
                "get-proof-by-hash?hash=&tree_size=1",
                "get-proof-by-hash?hash=%%%&tree_size=1",
                "get-proof-by-hash?hash=not*base64&tree_size=1",
                "get-proof-by-hash?hash=AAAA&tree_size=1",
                "get-proof-by-hash?hash=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "get-proof-by-hash?hash=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=&tree_size=0",
                "get-proof-by-hash?hash=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=&tree_size=-1",
                "get-proof-by-hash?hash=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=&tree_size=1.5",
                "get-proof-by-hash?hash=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=&tree_size=x",
                "get-entry-and-proof",
                "get-entry-and-proof?leaf_index=0",
                "get-entry-and-proof?tree_size=1",
                "get-entry-and-proof?leaf_index=-1&tree_size=1",
                "get-entry-and-proof?leaf_index=0&tree_size=0",
                "get-entry-and-proof?leaf_index=0&tree_size=-1",
                "get-entry-and-proof?leaf_index=0.1&tree_size=1",
                "get-entry-and-proof?leaf_index=1&tree_size=1",
                "get-entry-and-proof?leaf_index=9223372036854775808&tree_size=1"
            })
    void refuseBadParameters(String question) {
        assertRefused(asking.get("ct/v1/" + question), 400, "bad-parameter");
    }

    @ParameterizedTest
    @CsvSource({
        "get-entries?start=2500&end=2500, 400, beyond-tree",
        "get-sth-consistency?first=1&second=2501, 400, beyond-tree",
        "get-sth-consistency?first=2501&second=2501, 400, beyond-tree",
        "get-entry-and-proof?leaf_index=0&tree_size=2501, 400, beyond-tree",
        "get-proof-by-hash?hash=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=&tree_size=2500, 404, unknown-hash",
        "get-proof-by-hash?hash=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=&tree_size=2501, 404, unknown-size",
        "get-nothing, 404, not-found",
        "get-sth/, 404, not-found",
        "add-chain, 404, not-submittable",
        "add-pre-chain, 404, not-submittable"
    })
    void refuseWhatTheTreeDoesNotHave(String question, int status, String word) {
        assertRefused(asking.get("ct/v1/" + question), status, word);
    }

    @Test
    void proveOfAnEarlierTreeOnlyWhatWasThere() {
        var hash = escaped(log.leaves().get(100));

        assertRefused(asking.get("ct/v1/get-proof-by-hash?tree_size=100&hash=" + hash), 404, "unknown-hash");
        assertThat(asking.get("ct/v1/get-proof-by-hash?tree_size=101&hash=" + hash)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void ofAnEmptyLogHaveNothingToShow() {
        var empty = new Asking(TestLog.of(0, 0).pages(folder.resolve("empty")));

        assertThat(Asking.base64s(empty.get("ct/v1/get-sth"), "sha256_root_hash")
                        .getFirst()
                        .hashAt(0))
                .hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertRefused(empty.get("ct/v1/get-entries?start=0&end=0"), 400, "beyond-tree");
        assertThat(Asking.text(empty.get("ct/v1/get-sth-consistency?first=0&second=0")))
                .isEqualTo("{\"consistency\":[]}");
        assertThat(empty.get("tile/0/000").status()).isEqualTo(404);
    }

    @Test
    void giveTheFirstOfSeveralEqualLeaves() {
        var same = TestLog.entry(7);
        var twins = TestLog.ofEntries(List.of(TestLog.entry(1), same, TestLog.entry(2), same), 0);
        var pages = new Asking(twins.pages(folder.resolve("twins")));

        var answer = pages.get("ct/v1/get-proof-by-hash?tree_size=4&hash="
                + escaped(twins.leaves().get(3)));

        assertThat(Asking.number(answer, "leaf_index")).isEqualTo(1);
    }

    private static void assertRefused(LogAnswer answer, int status, String word) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers())
                .containsEntry("Content-Type", "text/plain; charset=utf-8")
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("Access-Control-Allow-Origin", "*");
        assertThat(Asking.text(answer)).startsWith(word + ": ").endsWith("\n").containsOnlyOnce("\n");
    }

    private String cached(String pathAndQuery) {
        return asking.get(pathAndQuery).headers().get("Cache-Control");
    }

    private static List<Hash> hashes(LogAnswer answer, String name) {
        return Asking.base64s(answer, name).stream().map(it -> it.hashAt(0)).toList();
    }

    private static List<Hash> leafHashes(LogAnswer answer) {
        return Asking.base64s(answer, "leaf_input").stream()
                .map(Rfc6962PagesTest::leafHash)
                .toList();
    }

    private static Hash leafHash(Bytes leaf) {
        var prefixed = new byte[1 + leaf.size()];
        leaf.copyTo(prefixed, 1);
        return Hash.sha256(prefixed);
    }

    private static String base64(Hash hash) {
        return Base64.getEncoder().encodeToString(hash.toBytes());
    }

    private static String escaped(Hash hash) {
        return URLEncoder.encode(base64(hash), StandardCharsets.US_ASCII);
    }

    /** The data tile of the published log, put together out of its published parts. */
    private static byte[] tile() {
        var tbs = PrecertificateSurgery.withoutPoison(Bytes.view(SingleEntry.base64("precertificate")));
        var key = Bytes.view(SingleEntry.hex("issuer.key.hash")).hashAt(0);
        var entry = new TimestampedEntry(
                SingleEntry.TIMESTAMP,
                new LogEntry.Precertificate(key, tbs),
                Bytes.view(SingleEntry.hex("sct.extensions")));
        return new TileLeaf(
                        entry,
                        Optional.of(Bytes.view(SingleEntry.base64("precertificate"))),
                        List.of(Hash.sha256(SingleEntry.base64("ca"))))
                .encoded();
    }
}
