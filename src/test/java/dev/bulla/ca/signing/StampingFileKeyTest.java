/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.MovableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StampingFileKeyTest {
    private static final String PASSWORD = "correct horse";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T10:15:30Z"));
    private final HeardStamps events = new HeardStamps();

    @TempDir
    private Path temporary;

    private TsaFolder first;
    private TsaFolder second;

    @BeforeEach
    void makeTwo() throws IOException {
        first = make("first");
        second = make("second");
    }

    @Test
    void takesOverFilesThatChangeTogether() throws IOException {
        var key = read(PASSWORD);
        var before = key.get().chain().certificates();

        swap(second.chain(), first.chain());
        key.look();
        assertThat(key.get().chain().certificates()).isEqualTo(before);
        swap(second.key(), first.key());
        key.look();

        assertThat(key.get().chain().certificates()).isNotEqualTo(before);
        assertThat(events.heard).containsExactly("replaced");
    }

    @Test
    void keepsWhatItHasWhenTheFilesDoNotFitAndSaysSo() throws IOException {
        var key = read(PASSWORD);
        var before = key.get().chain().certificates();

        swap(second.key(), first.key());
        key.look();
        clock.moveTo(clock.instant().plusSeconds(2));
        key.look();

        assertThat(key.get().chain().certificates()).isEqualTo(before);
        assertThat(events.heard).singleElement().asString().startsWith("refused: ecdsa public keys are not equal");
    }

    @Test
    void doesNotStartWithTheWrongPasswordAndDoesNotSayIt() {
        assertThatThrownBy(() -> read("wrong battery"))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("incorrect password")
                .hasMessageNotContaining("battery");
    }

    @Test
    void doesNotStartWithTheKeyOfACertificateAuthority() throws IOException {
        var ca = new CaFolder(temporary.resolve("ca"));
        ca.make(new CaFolder.Plan(CaKeyType.P256, "x", PASSWORD), Crypto.fastest(), clock, new SecureRandom());

        assertThatThrownBy(() -> new StampingFileKey(
                        new KeyFiles(ca.chain(), ca.key(), PASSWORD), Crypto.fastest(), clock, events))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("is a CA");
    }

    @Test
    void doesNotStartOnceItsChainHasEnded() {
        clock.moveTo(clock.instant().plus(Duration.ofDays(365 * 6)));

        assertThatThrownBy(() -> read(PASSWORD))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("expired");
    }

    private StampingFileKey read(String password) {
        return new StampingFileKey(new KeyFiles(first.chain(), first.key(), password), Crypto.fastest(), clock, events);
    }

    private TsaFolder make(String name) throws IOException {
        var folder = new TsaFolder(temporary.resolve(name));
        folder.make(
                new TsaFolder.Plan(CaKeyType.P256, name, PASSWORD, Optional.empty()),
                Crypto.fastest(),
                clock,
                new SecureRandom());
        return folder;
    }

    private static void swap(Path fresh, Path target) throws IOException {
        Files.copy(fresh, target, StandardCopyOption.REPLACE_EXISTING);
    }
}
