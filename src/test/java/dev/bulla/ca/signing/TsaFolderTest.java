/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.OpenSsl;
import dev.bulla.ca.timestamp.StampingKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TsaFolderTest {
    private static final String PASSWORD = "correct horse";
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @EnumSource(names = {"P256", "P384"})
    void makesWhatAServerStartsWithAndOpenSslVerifies(CaKeyType type) throws IOException {
        // when
        var made = make(plan(type, Optional.empty()));

        // then
        assertThat(loaded(made).chain().certificates()).hasSize(2);
        assertThat(text(new OpenSsl(temporary)
                        .run("verify -x509_strict -purpose timestampsign -CAfile %s %s"
                                .formatted(made.root(), made.chain()))))
                .endsWith(": OK\n");
    }

    @ParameterizedTest
    @EnumSource
    void standsUnderTheRootOfAnAuthorityWithAnyKey(CaKeyType type) throws IOException {
        // given
        var ca = authority(type, CLOCK);

        // when
        var made = make(plan(CaKeyType.P256, Optional.of(new KeyFiles(ca.root(), ca.rootKey(), "of the CA"))));

        // then
        var root = ChainText.read(KeyFiles.read(ca.root())).getFirst();
        assertThat(loaded(made).chain().certificates()).hasSize(2).last().isEqualTo(root);
        assertThat(made.root()).doesNotExist();
        assertThat(made.rootKey()).doesNotExist();
        assertThat(text(new OpenSsl(temporary)
                        .run("verify -x509_strict -purpose timestampsign -CAfile %s %s"
                                .formatted(ca.root(), made.chain()))))
                .endsWith(": OK\n");
    }

    @Test
    void doesNotStandUnderAnIntermediateThatIssuesForSigningCode() throws IOException {
        var ca = authority(CaKeyType.P256, CLOCK);
        var issuer = new KeyFiles(ca.chain(), ca.key(), "of the CA");

        assertThatThrownBy(() -> make(plan(CaKeyType.P256, Optional.of(issuer))))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("its root can");
        assertThat(temporary.resolve("tsa")).doesNotExist();
    }

    @Test
    void outlivesNobodyAboveIt() throws IOException {
        // given
        var ca = authority(CaKeyType.P256, () -> Instant.now().minusSeconds(8L * 365 * 24 * 3600));

        // when
        var made = make(plan(CaKeyType.P256, Optional.of(new KeyFiles(ca.root(), ca.rootKey(), "of the CA"))));

        // then
        var chain = loaded(made).chain().certificates();
        assertThat(chain.getFirst().getNotAfter()).isEqualTo(chain.getLast().getNotAfter());
    }

    @Test
    void wantsTheKeyThatBelongsToTheCertificateAbove() throws IOException {
        var ca = authority(CaKeyType.P256, CLOCK);
        var issuer = new KeyFiles(ca.root(), ca.key(), "of the CA");

        assertThatThrownBy(() -> make(plan(CaKeyType.P256, Optional.of(issuer))))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("not equal");
    }

    @Test
    void writesOverNothingAndLetsNobodyElseRead() throws IOException {
        // given
        var made = make(plan(CaKeyType.P256, Optional.empty()));
        var before = Files.readString(made.key());

        // then
        assertThatThrownBy(() -> make(plan(CaKeyType.P256, Optional.empty())))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("kept as it is");
        assertThat(made.key()).hasContent(before);
        for (var file : List.of(made.chain(), made.key(), made.root(), made.rootKey())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void keepsThePasswordToItself() {
        assertThat(plan(CaKeyType.P256, Optional.empty()).toString()).doesNotContain(PASSWORD);
    }

    private CaFolder authority(CaKeyType type, InstantSource clock) throws IOException {
        var ca = new CaFolder(temporary.resolve("ca"));
        ca.make(new CaFolder.Plan(type, "example.com", "of the CA"), Crypto.fastest(), clock, new SecureRandom());
        return ca;
    }

    private TsaFolder make(TsaFolder.Plan plan) throws IOException {
        var folder = new TsaFolder(temporary.resolve("tsa"));
        folder.make(plan, Crypto.fastest(), CLOCK, new SecureRandom());
        return folder;
    }

    private static TsaFolder.Plan plan(CaKeyType type, Optional<KeyFiles> issuer) {
        return new TsaFolder.Plan(type, "example.com", PASSWORD, issuer);
    }

    private static StampingKey loaded(TsaFolder made) {
        var files = new KeyFiles(made.chain(), made.key(), PASSWORD);
        return new StampingFileKey(files, Crypto.fastest(), CLOCK, new HeardStamps()).get();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
