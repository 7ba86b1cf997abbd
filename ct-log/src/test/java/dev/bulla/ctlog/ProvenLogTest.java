/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ctlog.UnprovenException.Reason;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that believes a log nothing: what it promised is asked for and proven, and no proof that is almost right is taken. */
class ProvenLogTest {
    private static final int ENTRIES = 11;
    private static final Pattern BASE64 = Pattern.compile("\"([A-Za-z0-9+/]{43}=)\"");
    private static final Pattern PLACE = Pattern.compile("\"leaf_index\":([0-9]+)");

    @TempDir
    private static Path folder;

    private static LogInFolder made;

    private static CertificateLog log;
    private static final List<LoggedEntry> ENTERED = new ArrayList<>();
    private static final List<SignedCertificateTimestamp> PROMISED = new ArrayList<>();
    private static final List<SignedHead> HEADS = new ArrayList<>();

    private record Proof(long place, List<byte[]> hashes) {}

    @BeforeAll
    static void fillLog() throws Exception {
        made = new LogInFolder(folder);
        log = made.open();
        var issuer =
                IssuerKeyHash.ofIssuer(made.chain().certificates().getFirst().toArray());
        HEADS.add(head(log));
        for (var i = 0; i < ENTRIES; i++) {
            var precertificate = made.chain().precertificate("entry " + i);
            PROMISED.add(log.submit(LogInFolder.arrays(made.chain().below(precertificate)))
                    .await(Duration.ofSeconds(30)));
            ENTERED.add(LoggedEntry.ofPrecertificate(precertificate.toArray(), issuer));
            HEADS.add(head(log));
        }
    }

    @AfterAll
    static void closeLog() throws IOException {
        log.close();
    }

    @Test
    void everyEntryIsInEveryHeadSinceItsPromise() {
        for (var i = 0; i < ENTRIES; i++) {
            for (var size = i + 1; size <= ENTRIES; size++) {
                var proof = inclusion(i, size);

                HEADS.get(size).verifyInclusion(ENTERED.get(i), PROMISED.get(i), proof.place(), proof.hashes());
            }
        }
    }

    @Test
    void everyHeadIsTheBeginningOfEveryLaterOne() {
        for (var first = 0; first <= ENTRIES; first++) {
            for (var second = first; second <= ENTRIES; second++) {
                HEADS.get(second).verifyConsistency(HEADS.get(first), consistency(first, second));
            }
        }
    }

    @Test
    void noChangedProofShowsAnEntry() {
        for (var i = 0; i < ENTRIES; i++) {
            var at = i;
            var proof = inclusion(i, ENTRIES);

            for (var damaged : damaged(proof.hashes())) {
                assertThat(notIncluded(at, at, damaged)).isEqualTo(Reason.NOT_INCLUDED);
            }
            for (var place = -1; place <= ENTRIES; place++) {
                if (place != i) {
                    assertThat(notIncluded(at, place, proof.hashes())).isEqualTo(Reason.NOT_INCLUDED);
                }
            }
        }
    }

    @Test
    void noProofShowsAnotherEntryOrAnotherTime() {
        var proof = inclusion(4, ENTRIES);
        var head = HEADS.get(ENTRIES);

        assertNotIncluded(() -> head.verifyInclusion(ENTERED.get(5), PROMISED.get(4), 4, proof.hashes()));
        assertNotIncluded(() -> head.verifyInclusion(ENTERED.get(4), PROMISED.get(5), 4, proof.hashes()));
        assertNotIncluded(() -> head.verifyInclusion(ENTERED.get(4), withoutPlace(PROMISED.get(4)), 4, proof.hashes()));
    }

    @Test
    void noProofShowsAnEntryInAHeadOfAnotherSize() {
        var proof = inclusion(4, ENTRIES);

        for (var size = 0; size < ENTRIES; size++) {
            var head = HEADS.get(size);
            assertNotIncluded(() -> head.verifyInclusion(ENTERED.get(4), PROMISED.get(4), 4, proof.hashes()));
        }
    }

    @Test
    void noChangedProofShowsConsistency() {
        for (var first = 0; first <= ENTRIES; first++) {
            for (var second = first; second <= ENTRIES; second++) {
                for (var damaged : damaged(consistency(first, second))) {
                    assertThat(inconsistent(first, second, damaged)).isEqualTo(Reason.NOT_CONSISTENT);
                }
            }
        }
    }

    @Test
    void noProofShowsConsistencyOfOtherHeads() {
        var proof = consistency(3, 7);

        for (var first = 1; first <= ENTRIES; first++) {
            for (var second = 1; second <= ENTRIES; second++) {
                if (first != 3 || second != 7) {
                    assertThat(inconsistent(first, second, proof)).isEqualTo(Reason.NOT_CONSISTENT);
                }
            }
        }
    }

    @Test
    void headsOfTwoLogsAreNeverConsistent(@TempDir Path other) throws Exception {
        try (var stranger = new LogInFolder(other).open()) {
            var empty = head(stranger);

            assertThat(catchThrowableOfType(
                                    UnprovenException.class,
                                    () -> HEADS.getLast().verifyConsistency(empty, List.of()))
                            .reason())
                    .isEqualTo(Reason.OTHER_LOG);
        }
    }

    @Test
    void aProofIsMadeOfHashes() {
        var head = HEADS.getLast();

        assertThatThrownBy(() -> head.verifyInclusion(ENTERED.get(0), PROMISED.get(0), 0, List.of(new byte[31])))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> head.verifyConsistency(HEADS.get(1), List.of(new byte[33])))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void whatWasPromisedVerifies() {
        for (var i = 0; i < ENTRIES; i++) {
            var at = i;
            assertThatCode(() -> log.key().verify(ENTERED.get(at), PROMISED.get(at)))
                    .doesNotThrowAnyException();
        }
    }

    private static Reason notIncluded(int entry, long place, List<byte[]> path) {
        var head = HEADS.get(ENTRIES);
        return catchThrowableOfType(
                        UnprovenException.class,
                        () -> head.verifyInclusion(ENTERED.get(entry), PROMISED.get(entry), place, path))
                .reason();
    }

    private static void assertNotIncluded(ThrowingCallable check) {
        assertThat(catchThrowableOfType(UnprovenException.class, check).reason())
                .isEqualTo(Reason.NOT_INCLUDED);
    }

    private static Reason inconsistent(int first, int second, List<byte[]> proof) {
        return catchThrowableOfType(
                        UnprovenException.class, () -> HEADS.get(second).verifyConsistency(HEADS.get(first), proof))
                .reason();
    }

    private static SignedCertificateTimestamp withoutPlace(SignedCertificateTimestamp timestamp) {
        return SignedCertificateTimestamp.ofAnswer(
                0,
                timestamp.logId().toBytes(),
                timestamp.timestamp(),
                TimestampExtensions.NONE.encoded(),
                timestamp.digitallySigned());
    }

    /** A bit turned in each hash; each one taken out, and doubled; and one too many. */
    private static List<List<byte[]>> damaged(List<byte[]> proof) {
        var all = new ArrayList<List<byte[]>>();
        for (var i = 0; i < proof.size(); i++) {
            for (var bit = 0; bit < 256; bit++) {
                var turned = proof.get(i).clone();
                turned[bit / 8] ^= (byte) (1 << bit % 8);
                var damaged = new ArrayList<>(proof);
                damaged.set(i, turned);
                all.add(damaged);
            }
            var shorter = new ArrayList<>(proof);
            shorter.remove(i);
            all.add(shorter);
            var longer = new ArrayList<>(proof);
            longer.add(i, proof.get(i));
            all.add(longer);
        }
        var more = new ArrayList<>(proof);
        more.add(new byte[32]);
        all.add(more);
        return all;
    }

    private static Proof inclusion(int entry, int size) {
        var hash = Base64.getEncoder().encodeToString(ENTERED.get(entry).leafHash(PROMISED.get(entry)));
        var answer = read(
                log, "ct/v1/get-proof-by-hash", "hash=" + URLEncoder.encode(hash, US_ASCII) + "&tree_size=" + size);
        var place = PLACE.matcher(answer);
        assertThat(place.find()).as(answer).isTrue();
        return new Proof(Long.parseLong(place.group(1)), hashes(answer));
    }

    private static List<byte[]> consistency(int first, int second) {
        return hashes(read(log, "ct/v1/get-sth-consistency", "first=" + first + "&second=" + second));
    }

    private static List<byte[]> hashes(String answer) {
        return BASE64.matcher(answer)
                .results()
                .map(hash -> Base64.getDecoder().decode(hash.group(1)))
                .toList();
    }

    private static SignedHead head(CertificateLog log) {
        return SignedHead.ofCheckpoint(
                log.read(new ReadRequest("GET", "checkpoint", "", false, Optional.empty()))
                        .body(),
                LogInFolder.ORIGIN,
                log.key());
    }

    private static String read(CertificateLog log, String path, String query) {
        var answer = log.read(new ReadRequest("GET", path, query, false, Optional.empty()));
        var text = new String(answer.body(), US_ASCII);
        assertThat(answer.status()).as(text).isEqualTo(200);
        return text;
    }
}
