/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.BesideOthers;
import dev.bulla.ca.testing.OpenSsl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.CertificateParsingException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CaFolderTest {
    private static final String PASSWORD = "correct horse";
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    private Path temporary;

    @BesideOthers
    @ParameterizedTest
    @EnumSource
    void makesWhatAServerStartsWith(CaKeyType type) throws IOException {
        // when
        var made = make(type);

        // then
        var files = new KeyFiles(made.chain(), made.key(), PASSWORD);
        var key = new FileKey(files, Crypto.fastest(), CLOCK, new Silence()).get();
        assertThat(key.chain().certificates()).hasSize(2);
        assertThat(key.sign(new byte[3])).isNotEmpty();
    }

    @BesideOthers
    @ParameterizedTest
    @EnumSource
    void makesWhatOpenSslVerifiesAndDecrypts(CaKeyType type) throws IOException {
        // given
        var openSsl = new OpenSsl(temporary);
        var made = make(type);
        Files.writeString(temporary.resolve("password"), PASSWORD);

        // then
        assertThat(text(openSsl.run("verify -x509_strict -CAfile %s -untrusted %s %s"
                        .formatted(made.root(), made.chain(), made.chain()))))
                .endsWith(": OK\n");
        assertThat(openSsl.run("pkey -passin file:password -pubout -in " + made.key()))
                .isEqualTo(openSsl.run("x509 -noout -pubkey -in " + made.chain()));
        assertThat(openSsl.run("pkey -passin file:password -pubout -in " + made.rootKey()))
                .isEqualTo(openSsl.run("x509 -noout -pubkey -in " + made.root()));
    }

    @Test
    void encryptsItsKeysSlowlyWithWhatEveryToolReads() throws IOException {
        // given
        var openSsl = new OpenSsl(temporary);
        var made = make(CaKeyType.P256);

        // when
        var structure = text(openSsl.run("asn1parse -in " + made.key()));

        // then
        assertThat(structure)
                // 0x0927c0 is 600,000 rounds
                .contains("PBES2", "PBKDF2", "INTEGER           :0927C0", "hmacWithSHA256", "aes-256-cbc");
    }

    @Test
    void nestsTheIntermediateUnderTheRoot() throws IOException, CertificateParsingException {
        // given
        var start = Instant.parse("2026-03-01T12:00:00.5Z");
        var folder = new CaFolder(temporary.resolve("ca"));

        // when
        folder.make(plan(CaKeyType.P256), Crypto.fastest(), () -> start, new SecureRandom());

        // then
        var chain = ChainText.read(KeyFiles.read(folder.chain()));
        var intermediate = chain.getFirst();
        var root = chain.getLast();
        assertThat(ChainText.read(KeyFiles.read(folder.root()))).containsExactly(root);
        assertThat(root.getSubjectX500Principal().getName("RFC2253")).isEqualTo("CN=example.com root,O=example.com");
        assertThat(intermediate.getSubjectX500Principal().getName("RFC2253"))
                .isEqualTo("CN=example.com intermediate,O=example.com");
        assertThat(intermediate.getIssuerX500Principal()).isEqualTo(root.getSubjectX500Principal());
        assertThat(root.getBasicConstraints()).isEqualTo(1);
        assertThat(intermediate.getBasicConstraints()).isZero();
        assertThat(root.getExtendedKeyUsage()).isNull();
        assertThat(intermediate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.3");
        assertThat(root.getKeyUsage()).containsExactly(false, false, false, false, false, true, true, false, false);
        assertThat(intermediate.getKeyUsage()).isEqualTo(root.getKeyUsage());
        assertThat(identifier(intermediate.getExtensionValue("2.5.29.35")))
                .isEqualTo(identifier(root.getExtensionValue("2.5.29.14")));
        assertThat(root.getNotBefore()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(root.getNotAfter()).isEqualTo("2036-03-01T12:00:00Z");
        assertThat(intermediate.getNotAfter()).isEqualTo("2031-03-01T12:00:00Z");
    }

    /** The last 20 bytes of either extension are the identifier. */
    private static byte[] identifier(byte[] extension) {
        return Arrays.copyOfRange(extension, extension.length - 20, extension.length);
    }

    @Test
    void letsNobodyElseReadWhatItWrites() throws IOException {
        var made = make(CaKeyType.P256);

        for (var file : List.of(made.chain(), made.key(), made.root(), made.rootKey())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.folder())))
                .isEqualTo("rwx------");
    }

    @Test
    void writesOverNothing() throws IOException {
        // given
        var folder = new CaFolder(temporary.resolve("ca"));
        for (var file : List.of(folder.chain(), folder.key(), folder.root(), folder.rootKey())) {
            Files.createDirectories(folder.folder());
            Files.writeString(file, "precious");

            // when
            var refused = catchThrowableOfType(
                    FileAlreadyExistsException.class,
                    () -> folder.make(plan(CaKeyType.P256), Crypto.fastest(), CLOCK, new SecureRandom()));

            // then
            assertThat(refused).hasMessageContaining(file.toString()).hasMessageContaining("kept as it is");
            assertThat(file).hasContent("precious");
            assertThat(folder.folder()).isDirectoryNotContaining(other -> !other.equals(file));
            Files.delete(file);
        }
    }

    @Test
    void leavesNothingBehindWhenAWriteFails() throws IOException {
        // given: the third name is taken by a link that leads nowhere, which only the write itself notices
        var folder = new CaFolder(Files.createDirectory(temporary.resolve("ca")));
        Files.createSymbolicLink(folder.key(), temporary.resolve("nowhere"));

        // then
        assertThatThrownBy(() -> folder.make(plan(CaKeyType.P256), Crypto.fastest(), CLOCK, new SecureRandom()))
                .isInstanceOf(IOException.class);
        assertThat(folder.folder()).isDirectoryNotContaining(other -> !other.equals(folder.key()));
    }

    @Test
    void wantsAPasswordAndKeepsItToItself() {
        assertThatThrownBy(() -> new CaFolder.Plan(CaKeyType.P256, "example.com", ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(plan(CaKeyType.P256).toString()).doesNotContain(PASSWORD);
    }

    private CaFolder make(CaKeyType type) throws IOException {
        var folder = new CaFolder(temporary.resolve("ca"));
        folder.make(plan(type), Crypto.fastest(), CLOCK, new SecureRandom());
        return folder;
    }

    private static CaFolder.Plan plan(CaKeyType type) {
        return new CaFolder.Plan(type, "example.com", PASSWORD);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
