/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.certificate.IssuingChain;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FileKeyTest {
    @TempDir
    private Path folder;

    private Path chainFile() {
        return folder.resolve("chain.pem");
    }

    private Path keyFile() {
        return folder.resolve("key.pem");
    }

    private final TestCa root = TestCa.root();
    private final TestCa first = root.below();
    private final TestCa second = root.below();
    private final Events events = new Events();
    private Instant now = TestCa.NOW;

    /** Writes down what it is told. */
    private static final class Events implements KeyFileEvents {
        private final List<String> told = new ArrayList<>();

        @Override
        public void replaced(IssuingChain chain) {
            told.add("replaced");
        }

        @Override
        public void refused(UnusableKeyException why) {
            told.add(why.finding());
        }

        @Override
        public void restored() {
            told.add("restored");
        }
    }

    @Test
    void servesTheChainAndSignsWithTheKeyOfItsFiles() throws IOException, GeneralSecurityException {
        // given
        write(first);

        // when
        var key = fileKey().get();

        // then
        assertThat(key.chain().certificates()).isEqualTo(TestCa.chain(first, root));
        assertThat(isSignedBy(first.key(), key.sign(new byte[] {1, 2, 3}))).isTrue();
    }

    static Stream<Named<Supplier<TestKey>>> kinds() {
        return Stream.of(
                Named.of("P-256", TestKeys::p256),
                Named.of("P-384", TestKeys::p384),
                Named.of("P-521", TestKeys::p521),
                Named.of("Ed25519", TestKeys::ed25519),
                Named.of("RSA-2048", () -> TestKeys.rsa(2048)),
                Named.of("RSA-3072", () -> TestKeys.rsa(3072)),
                Named.of("RSA-4096", () -> TestKeys.rsa(4096)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void signsAsTheKindOfItsKeyDemandsWithEitherProvider(Supplier<TestKey> kind)
            throws IOException, GeneralSecurityException {
        // given
        var key = kind.get();
        write(root.below(facts -> facts.withKey(key)));

        for (var crypto : List.of(Crypto.corretto(), Crypto.bouncyCastle())) {
            // when
            var signature =
                    new FileKey(files(""), crypto, () -> now, events).get().sign(new byte[] {1, 2, 3});

            // then
            assertThat(isSignedBy(key, signature)).isTrue();
        }
    }

    private static boolean isSignedBy(TestKey key, byte[] signature) throws GeneralSecurityException {
        var verifier = Signature.getInstance(key.usualAlgorithm(), new BouncyCastleProvider());
        verifier.initVerify(key.publicKey());
        verifier.update(new byte[] {1, 2, 3});
        return verifier.verify(signature);
    }

    @Test
    void doesNotStartWithoutFilesOrWithFilesThatDoNotFit() throws IOException {
        assertThatThrownBy(this::fileKey)
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("chain.pem cannot be read");

        write(TestCa.pem(first, root), second.keyPem());
        assertThatThrownBy(this::fileKey)
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageStartingWith("ecdsa public keys are not equal (");
    }

    @Test
    void doesNotStartWithMoreCertificatesThanAnAnswerMayCarry() throws IOException {
        write(TestCa.pem(first) + TestCa.pem(root).repeat(10), first.keyPem());

        assertThatThrownBy(this::fileKey)
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("one to 10 certificates");
    }

    @Test
    void doesNotReadHugeFiles() throws IOException {
        write(TestCa.pem(first, root), "x".repeat((1 << 20) + 1));

        assertThatThrownBy(this::fileKey).hasMessageContaining("larger than a mebibyte");
    }

    @Test
    void doesNotTellItsPassword() {
        assertThat(files("geheim").toString()).doesNotContain("geheim");
    }

    @Test
    void noticesNothingWhereNothingChanges() throws IOException {
        write(first);
        var key = fileKey();
        var before = key.get();

        key.look();

        assertThat(key.get()).isSameAs(before);
        assertThat(events.told).isEmpty();
    }

    @Test
    void swapsBothOnceTheChainFollowedTheKey() throws IOException {
        // given
        write(first);
        var key = fileKey();

        // when
        Files.writeString(keyFile(), second.keyPem());
        key.look();

        // then
        assertServes(key, first);

        // when
        Files.writeString(chainFile(), TestCa.pem(second, root));
        key.look();

        // then
        assertServes(key, second);
        assertThat(events.told).containsExactly("replaced");
    }

    @Test
    void swapsBothOnceTheKeyFollowedTheChain() throws IOException {
        // given
        write(first);
        var key = fileKey();

        // when
        Files.writeString(chainFile(), TestCa.pem(second, root));
        key.look();
        assertServes(key, first);
        Files.writeString(keyFile(), second.keyPem());
        key.look();

        // then
        assertServes(key, second);
        assertThat(events.told).containsExactly("replaced");
    }

    @Test
    void noticesTheSwapOfASymbolicLinkAboveItsFilesAsKubernetesDoesIt() throws IOException {
        // given
        var old = Files.createDirectory(folder.resolve("..2026_1"));
        var young = Files.createDirectory(folder.resolve("..2026_2"));
        write(old, first);
        write(young, second);
        var data = Files.createSymbolicLink(folder.resolve("..data"), old.getFileName());
        Files.createSymbolicLink(chainFile(), Path.of("..data", "chain.pem"));
        Files.createSymbolicLink(keyFile(), Path.of("..data", "key.pem"));
        var key = fileKey();
        assertServes(key, first);

        // when
        var next = Files.createSymbolicLink(folder.resolve("..data_tmp"), young.getFileName());
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        key.look();

        // then
        assertServes(key, second);
    }

    @Test
    void noticesFilesRenamedIntoPlaceAndWrittenAfterwards() throws IOException {
        // given
        write(first);
        var key = fileKey();
        var staging = Files.createDirectory(folder.resolve("staging"));

        // when
        write(staging, second);
        Files.move(staging.resolve("key.pem"), keyFile(), StandardCopyOption.ATOMIC_MOVE);
        Files.move(staging.resolve("chain.pem"), chainFile(), StandardCopyOption.ATOMIC_MOVE);
        key.look();
        assertServes(key, second);
        write(first);
        key.look();

        // then
        assertServes(key, first);
    }

    @Test
    void keepsTheOldPairAndAlarmsOnceABadOneStays() throws IOException {
        // given
        write(first);
        var key = fileKey();

        // when
        Files.writeString(keyFile(), "garbage");
        key.look();

        // then
        assertServes(key, first);
        assertThat(events.told).isEmpty();

        // when
        key.look();
        key.look();

        // then
        assertServes(key, first);
        assertThat(events.told).containsExactly("PEM decoding failed");
    }

    @Test
    void alarmsAgainEveryMinuteAndUntilTheOldFilesAreBack() throws IOException {
        // given
        write(first);
        var key = fileKey();
        Files.delete(keyFile());
        lookTwice(key);

        // when
        now = now.plus(Duration.ofSeconds(59));
        key.look();
        assertThat(events.told).hasSize(1);
        now = now.plus(Duration.ofSeconds(1));
        key.look();
        Files.writeString(keyFile(), first.keyPem());
        key.look();

        // then
        assertThat(events.told)
                .containsExactly(keyFile() + " cannot be read", keyFile() + " cannot be read", "restored");
        assertServes(key, first);
    }

    @Test
    void takesUpAPairThatBecomesValidWhileNobodyTouchesIt() throws IOException {
        // given
        write(first);
        var key = fileKey();
        var tomorrow = root.below(facts -> facts.valid(TestCa.NOW.plusSeconds(90), facts.end()));
        write(tomorrow);
        lookTwice(key);
        assertThat(events.told).hasSize(1).first().asString().contains("not yet valid");

        // when
        now = now.plusSeconds(90);
        key.look();

        // then
        assertServes(key, tomorrow);
        assertThat(events.told).hasSize(2).last().isEqualTo("replaced");
    }

    @Test
    void looksEveryTwoSecondsWhileItIsWatched() throws IOException {
        // given
        write(first);
        var key = fileKey();
        try (var ticker = new HandDriven()) {
            var watch = key.watch(ticker);

            // when
            write(second);
            ticker.tick();

            // then
            assertServes(key, second);
            assertThat(ticker.interval).isEqualTo(Duration.ofSeconds(2));
            assertThat(watch.isCancelled()).isFalse();
        }
    }

    /** Runs what is scheduled when it is told to. */
    private static final class HandDriven extends ScheduledThreadPoolExecutor {
        private Runnable task = () -> {};
        private Duration interval = Duration.ZERO;

        HandDriven() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long first, long delay, TimeUnit unit) {
            task = command;
            interval = Duration.of(delay, unit.toChronoUnit());
            return super.scheduleWithFixedDelay(() -> {}, 1, 1, TimeUnit.DAYS);
        }

        void tick() {
            task.run();
        }

        @Override
        public void close() {
            shutdownNow();
        }
    }

    private static void lookTwice(FileKey key) {
        key.look();
        key.look();
    }

    private FileKey fileKey() {
        return new FileKey(files(""), Crypto.fastest(), () -> now, events);
    }

    private KeyFiles files(String password) {
        return new KeyFiles(chainFile(), keyFile(), password);
    }

    private void write(TestCa ca) throws IOException {
        write(folder, ca);
    }

    private void write(Path where, TestCa ca) throws IOException {
        Files.writeString(where.resolve("chain.pem"), TestCa.pem(ca, root));
        Files.writeString(where.resolve("key.pem"), ca.keyPem());
    }

    private void write(String chain, String key) throws IOException {
        Files.writeString(chainFile(), chain);
        Files.writeString(keyFile(), key);
    }

    private void assertServes(FileKey key, TestCa ca) {
        assertThat(key.get().chain().certificates()).isEqualTo(TestCa.chain(ca, root));
    }
}
