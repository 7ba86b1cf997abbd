/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.crypto.Crypto;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredKeyTest {
    private final Crypto crypto = Crypto.fastest();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "a password"})
    void readsTheKeyThatItMade(String password) throws Exception {
        var stored = new StoredKey(folder.resolve("keys/log.pem"), password);
        var made = stored.make(crypto, new SecureRandom());

        var read = stored.read(crypto);

        assertThat(read.getPublic().getEncoded()).isEqualTo(made.getPublic().getEncoded());
        var signature = crypto.signature("SHA256withECDSA");
        signature.initSign(read.getPrivate());
        signature.update((byte) 1);
        var signed = signature.sign();
        signature.initVerify(made.getPublic());
        signature.update((byte) 1);
        assertThat(signature.verify(signed)).isTrue();
    }

    @Test
    void letsNobodyElseReadIt() throws IOException {
        var file = folder.resolve("log.pem");
        new StoredKey(file, "").make(crypto, new SecureRandom());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void anEncryptedKeyDoesNotStandInTheFile() throws IOException {
        var file = folder.resolve("log.pem");
        new StoredKey(file, "a password").make(crypto, new SecureRandom());

        assertThat(file).content().startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
        assertThatThrownBy(() -> new StoredKey(file, "another").read(crypto)).isInstanceOf(UnusableKeyException.class);
    }

    @Test
    void writesOverNothing() throws IOException {
        var stored = new StoredKey(folder.resolve("log.pem"), "");
        stored.make(crypto, new SecureRandom());

        assertThatThrownBy(() -> stored.make(crypto, new SecureRandom()))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void doesNotTellThePassword() {
        assertThat(new StoredKey(folder, "secret")).asString().doesNotContain("secret");
    }
}
