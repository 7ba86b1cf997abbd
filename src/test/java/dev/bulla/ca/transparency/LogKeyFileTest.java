/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.KeyKind;
import dev.bulla.ctlog.LogKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogKeyFileTest {
    private static final Crypto CRYPTO = Crypto.fastest();
    private static final Key P256 = KeyKind.P256.generate(CRYPTO).getPublic();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = KeyKind.class,
            names = {"P256", "RSA"})
    void readsTheKeysThatLogsHave(KeyKind kind) throws IOException {
        var key = kind.generate(CRYPTO).getPublic();

        assertThat(read(pem("PUBLIC KEY", key)).encoded()).isEqualTo(key.getEncoded());
    }

    @Test
    void doesNotMindWhatEditorsDo() throws IOException {
        var pem = pem("PUBLIC KEY", P256);

        assertThat(read("the key of our log\n" + pem).encoded()).isEqualTo(P256.getEncoded());
        assertThat(read(pem.replace("\n", "\r\n")).encoded()).isEqualTo(P256.getEncoded());
        assertThat(read(pem.strip()).encoded()).isEqualTo(P256.getEncoded());
        assertThat(read(pem + "\n \n\r\n").encoded()).isEqualTo(P256.getEncoded());
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyKind.class,
            names = {"P384", "P521"})
    void refusesOtherCurves(KeyKind kind) {
        refuses(pem("PUBLIC KEY", kind.generate(CRYPTO).getPublic()), "public is ECDSA, but not on the P256 curve");
    }

    @Test
    void refusesShortRsaKeys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);

        refuses(
                pem("PUBLIC KEY", generator.generateKeyPair().getPublic()),
                "public key is RSA with < 2048 bits (size:1024)");
    }

    @Test
    void refusesOtherKindsOfKey() {
        refuses(
                pem("PUBLIC KEY", KeyKind.ED25519.generate(CRYPTO).getPublic()),
                "unsupported public key type 1.3.101.112");
    }

    @Test
    void refusesAnEmptyFileInsteadOfVerifyingNothing() {
        refuses("", "invalid public key: the file is empty, and without a key no timestamp can be verified");
        refuses(" \n", "invalid public key: the file is empty, and without a key no timestamp can be verified");
    }

    @Test
    void refusesAFileWithoutPem() {
        refuses("ssh-ed25519 AAAA", "invalid public key: no PEM block found");
    }

    @Test
    void refusesAnythingBehindTheKey() {
        var pem = pem("PUBLIC KEY", P256);

        refuses(pem + pem, "invalid public key: extra data found after PEM key decoded");
        refuses(pem + "a note", "invalid public key: extra data found after PEM key decoded");
    }

    @Test
    void refusesAPrivateKeyAndSaysHowToGetThePublicOne() {
        var pem = pem("PRIVATE KEY", KeyKind.P256.generate(CRYPTO).getPrivate());

        assertThatThrownBy(() -> read(pem))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("invalid public key: the PEM block is a PRIVATE KEY. ")
                .hasMessageContaining("openssl pkey -in log-key.pem -pubout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "MAA=", "MAUwAwYBAA=="})
    void refusesContentThatIsNoKey(String content) {
        assertThatThrownBy(() -> read("-----BEGIN PUBLIC KEY-----\n" + content + "\n-----END PUBLIC KEY-----\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("ct-log-public-key-path: ");
    }

    /** The last byte of the point moves it off the curve. */
    @Test
    void refusesAPointThatIsNotOnTheCurve() {
        var encoded = P256.getEncoded();
        encoded[encoded.length - 1] ^= 1;

        refuses(pem("PUBLIC KEY", encoded), "invalid public key: log key");
    }

    @Test
    void refusesRsaNumbersThatAreNone() {
        var encoded = KeyKind.RSA.generate(CRYPTO).getPublic().getEncoded();
        encoded[24] = 0x04; // what was a sequence of two numbers is an octet string now

        refuses(pem("PUBLIC KEY", encoded), "invalid public key: its RSA numbers cannot be read");
    }

    @Test
    void saysThatTheFileIsMissing() {
        assertThatThrownBy(() -> LogKeyFile.read(folder.resolve("missing.pem"), CRYPTO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing.pem: it cannot be read: ");
    }

    private void refuses(String content, String why) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("ct-log-public-key-path: " + folder.resolve("log.pub") + ": " + why);
    }

    private LogKey read(String content) throws IOException {
        return LogKeyFile.read(Files.writeString(folder.resolve("log.pub"), content), CRYPTO);
    }

    private static String pem(String label, Key key) {
        return pem(label, key.getEncoded());
    }

    private static String pem(String label, byte[] content) {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }
}
