/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.bundle.Artifact;
import dev.bulla.ca.bundle.Bundle;
import dev.bulla.ca.bundle.BundleVerifier;
import dev.bulla.ca.bundle.ExpectedContent;
import dev.bulla.ca.bundle.ExpectedSigner;
import dev.bulla.ca.bundle.SignedContent;
import dev.bulla.ca.bundle.Thresholds;
import dev.bulla.ca.bundle.TimestampQuestion;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.rotation.LogRotation;
import dev.bulla.ca.rotation.Rotation;
import dev.bulla.ca.rotation.RotationRefusedException;
import dev.bulla.ca.signing.CaFolder;
import dev.bulla.ca.signing.CaKeyType;
import dev.bulla.ca.signing.NextPair;
import dev.bulla.ca.signing.PairFolder;
import dev.bulla.ca.signing.TsaFolder;
import dev.bulla.ca.sigstore.Authority;
import dev.bulla.ca.sigstore.LogInstance;
import dev.bulla.ca.sigstore.TrustedRoot;
import dev.bulla.ca.sigstore.TrustedRootReader;
import dev.bulla.ca.testing.RunningClock;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestServer;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.CertificateDer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients make bundles all the time, while every key that they meet is replaced. */
@Timeout(300)
class RotationUnderLoadTest {
    private static final TestKey KEY = TestKeys.p256();
    private static final String ADDRESS = "ada@example.com";
    private static final String PASSWORD = "correct horse";
    private static final String ARTIFACT = "a release";
    private static final int CLIENTS = 4;

    /** What a client does with its bundle before it makes the next one. */
    private static final Duration WORK = Duration.ofMillis(250);

    private final RunningClock clock = new RunningClock("2027-03-01T07:35:00Z");
    private final TestIssuer issuer = TestIssuer.startedAt(clock);
    private final Queue<Bundle> made = new ConcurrentLinkedQueue<>();

    /** Time leaps between two bundles and not within one, which would be days old when it is done. */
    private final ReentrantReadWriteLock time = new ReentrantReadWriteLock();

    @TempDir
    private Path folder;

    private PairFolder authority;
    private PairFolder timestamps;
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        new CaFolder(folder.resolve("ca"))
                .make(
                        new CaFolder.Plan(CaKeyType.P256, "example.com", PASSWORD),
                        Crypto.fastest(),
                        clock,
                        new SecureRandom());
        new TsaFolder(folder.resolve("tsa"))
                .make(
                        new TsaFolder.Plan(CaKeyType.P256, "example.com", PASSWORD, Optional.empty()),
                        Crypto.fastest(),
                        clock,
                        new SecureRandom());
        authority = new PairFolder(folder.resolve("ca"), PairFolder.Role.AUTHORITY);
        timestamps = new PairFolder(folder.resolve("tsa"), PairFolder.Role.TIMESTAMPER);
        var flags = new HashMap<>(Map.of(
                "ca",
                "fileca",
                "fileca-cert",
                authority.chain().toString(),
                "fileca-key",
                authority.key().toString(),
                "fileca-key-passwd",
                PASSWORD,
                "tsa",
                "file",
                "tsa-chain",
                timestamps.chain().toString(),
                "tsa-key",
                timestamps.key().toString(),
                "tsa-key-passwd",
                PASSWORD,
                "public-url",
                "https://ca.example",
                "log-shard-freeze",
                "1h"));
        server = TestServer.start(folder, Requests.trust(folder, issuer), clock, flags);
    }

    @AfterEach
    void stop() {
        server.close();
        issuer.close();
    }

    @Test
    void noRequestFailsAndEveryBundleVerifiesWhileAllKeysAreReplaced() throws Exception {
        var isOver = new AtomicBoolean();
        TrustedRoot between;
        List<Bundle> before;
        List<Bundle> during;
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            var clients = new ArrayList<Future<?>>();
            for (var i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(() -> makeUntil(isOver)));
            }
            more(clients);
            before = List.copyOf(made);
            var first = trustedRoot();
            assertThat(first.certificateAuthorities()).hasSize(1);
            for (var key : List.of(authority, timestamps)) {
                rotation(key).next(pair(key), new NextPair.Under(key.issuer(PASSWORD), Optional.empty()));
                assertThatThrownBy(() -> rotation(key).switchOver(false)).isInstanceOf(RotationRefusedException.class);
            }
            logs().next(false);
            Requests.until(() -> trustedRoot().timestampAuthorities().size() == 2
                    && trustedRoot().ctlogs().size() == 2);
            assertThatThrownBy(() -> logs().switchOver()).isInstanceOf(RotationRefusedException.class);
            between = trustedRoot();
            assertThat(between.certificateAuthorities()).hasSize(2);
            more(clients);
            leap(Duration.ofDays(2));

            rotation(authority).switchOver(false);
            rotation(timestamps).switchOver(false);
            Requests.until(() -> isFailed(clients) || inUse(authority) && inUse(timestamps));
            logs().switchOver();
            during = List.copyOf(made);
            more(clients);
            assertThat(alarms()).doesNotContain("not-published", "refused");

            leap(Duration.ofHours(2));
            rotation(authority).retire();
            rotation(timestamps).retire();
            Requests.until(() -> over(trustedRoot()) == 1
                    && trustedRoot().ctlogs().stream()
                            .anyMatch(log -> log.validity().end().isPresent()));
            logs().retire();
            more(clients);
            isOver.set(true);
            for (var client : clients) {
                client.get();
            }
        }
        var last = trustedRoot();
        var all = List.copyOf(made);
        for (var bundle : all) {
            verify(bundle, last);
        }
        // Clients that were inside when the keys were replaced have finished since.
        for (var bundle : all.subList(during.size() + CLIENTS, all.size())) {
            assertThat(issuerOf(bundle, last))
                    .isEqualTo(authority.certificates().getFirst());
            verify(bundle, between);
            assertThat(promiser(bundle, last)).isEqualTo(last.ctlogs().getLast());
        }
        for (var bundle : before) {
            assertThat(issuerOf(bundle, last))
                    .isNotEqualTo(authority.certificates().getFirst());
            assertThat(promiser(bundle, last)).isEqualTo(last.ctlogs().getFirst());
        }
        for (var authorities : List.of(last.certificateAuthorities(), last.timestampAuthorities())) {
            assertThat(authorities).hasSize(2);
            assertThat(authorities.stream().filter(RotationUnderLoadTest::isOver))
                    .singleElement()
                    .isEqualTo(authorities.getFirst());
        }
        assertThat(Files.readString(folder.resolve("data/audit.jsonl")))
                .contains("\"event\":\"rotation-next\"", "\"event\":\"rotation-retire\"", "\"log-rotation-next\"")
                .doesNotContain("rotation-switch-forced");
    }

    /** As an operator does who knows no better. */
    @Test
    void aKeyThatNobodyWasToldOfIsInTheTrustRootAtOnceAndRaisesAnAlarm() throws Exception {
        var other = new CaFolder(folder.resolve("other"));
        other.make(
                new CaFolder.Plan(CaKeyType.P256, "other.example", PASSWORD),
                Crypto.fastest(),
                clock,
                new SecureRandom());
        assertThat(alarms()).doesNotContain("key-not-published");
        var before = make();

        Files.move(other.key(), authority.key(), StandardCopyOption.REPLACE_EXISTING);
        Files.move(other.chain(), authority.chain(), StandardCopyOption.REPLACE_EXISTING);
        Requests.until(() -> alarms().contains("key-not-published"));

        assertThat(alarms())
                .contains("is in use and was published at 2027-03-01T")
                .doesNotContain("tsa-key-not");
        Requests.until(() -> trustedRoot().certificateAuthorities().size() == 2);
        var after = make();
        verify(before, trustedRoot());
        verify(after, trustedRoot());
        var fresh = trustedRoot().certificateAuthorities().stream()
                .filter(it -> it.signer().equals(issuerOf(after, trustedRoot())))
                .findFirst()
                .orElseThrow();
        var entered = fresh.validity().start().orElseThrow().plus(Duration.ofDays(1));
        assertThat(Duration.between(entered, clock.instant())).isBetween(Duration.ZERO, Duration.ofMinutes(2));
        assertThat(Requests.get(server, server.http("/log/ct/v1/get-roots")))
                .contains(Base64.getEncoder().encodeToString(fresh.root().getEncoded()));

        // Whoever reads the trust root every two days knows it by then.
        clock.forward(Duration.ofDays(2));
        Requests.until(() -> !alarms().contains("key-not-published"));
    }

    private Rotation rotation(PairFolder key) {
        return new Rotation(key, new DataFolder(folder.resolve("data")), clock, "ada");
    }

    private LogRotation logs() {
        return new LogRotation(new DataFolder(folder.resolve("data")), clock, "ada");
    }

    private NextPair pair(PairFolder key) {
        return new NextPair(key, PASSWORD, Crypto.fastest(), clock, new SecureRandom());
    }

    private boolean inUse(PairFolder key) {
        try {
            return rotation(key).stand().current().known().orElseThrow().isInUse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void leap(Duration span) {
        time.writeLock().lock();
        try {
            clock.forward(span);
        } finally {
            time.writeLock().unlock();
        }
    }

    private void more(List<Future<?>> clients) {
        var wanted = made.size() + 2 * CLIENTS;
        Requests.until(() -> isFailed(clients) || made.size() > wanted);
    }

    private static boolean isFailed(List<Future<?>> clients) {
        return clients.stream().anyMatch(Future::isDone);
    }

    private Void makeUntil(AtomicBoolean isOver) throws Exception {
        for (; !isOver.get(); LockSupport.parkNanos(WORK.toNanos())) {
            time.readLock().lock();
            try {
                made.add(make());
            } finally {
                time.readLock().unlock();
            }
        }
        return null;
    }

    private Bundle make() throws Exception {
        var issued = server.send(
                Requests.signing(server, issuer.token(), KEY, ADDRESS).build());
        assertThat(issued.statusCode())
                .as(new String(issued.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        var signature = KEY.proof(ARTIFACT);
        var question = TimestampQuestion.about(signature);
        var stamped = server.send(HttpRequest.newBuilder(server.http("/api/v1/timestamp"))
                .header("Content-Type", "application/timestamp-query")
                .POST(BodyPublishers.ofByteArray(question.encoded().array()))
                .build());
        assertThat(stamped.statusCode()).isEqualTo(200);
        return new Bundle(
                AnswerFields.parse(Requests.chain(issued).getFirst()),
                new SignedContent.Message(Optional.empty(), signature),
                List.of(),
                List.of(Bytes.of(stamped.body())));
    }

    private void verify(Bundle bundle, TrustedRoot root) throws Exception {
        Artifact artifact = () -> new ByteArrayInputStream(ARTIFACT.getBytes(StandardCharsets.UTF_8));
        var verified = new BundleVerifier(root, Thresholds.USUAL, Crypto.fastest(), clock)
                .verify(bundle, artifact, ExpectedSigner.ANYBODY, new ExpectedContent.Blob());
        assertThat(verified.signer().names()).containsExactly(ADDRESS);
        assertThat(verified.promises()).isOne();
    }

    /** The two have one name, so it is their keys that tell. */
    private static X509Certificate issuerOf(Bundle bundle, TrustedRoot root) {
        return root.certificateAuthorities().stream()
                .map(Authority::signer)
                .filter(signer -> hasSigned(signer, bundle.certificate()))
                .findFirst()
                .orElseThrow();
    }

    private static boolean hasSigned(X509Certificate signer, X509Certificate leaf) {
        try {
            leaf.verify(signer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** A promise names its log by all of its id. */
    private static LogInstance promiser(Bundle bundle, TrustedRoot root) {
        var certificate = Bytes.of(CertificateDer.of(bundle.certificate())).hex();
        return root.ctlogs().stream()
                .filter(log -> certificate.contains(log.logId().hex()))
                .findFirst()
                .orElseThrow();
    }

    private static long over(TrustedRoot root) {
        return root.certificateAuthorities().stream()
                .filter(RotationUnderLoadTest::isOver)
                .count();
    }

    private static boolean isOver(Authority authority) {
        return authority.validity().end().isPresent();
    }

    private TrustedRoot trustedRoot() {
        try {
            return TrustedRootReader.read(server.send(HttpRequest.newBuilder(server.http("/trust/trusted_root.json"))
                            .build())
                    .body());
        } catch (Exception e) {
            throw new AssertionError("no trusted root", e);
        }
    }

    private String alarms() {
        return Requests.get(server, server.admin("/readyz?verbose"));
    }
}
