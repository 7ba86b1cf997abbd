/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.signing.StoredKey;
import dev.bulla.ca.tuf.TufSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the keys of a TUF repository are: the online one in the data folder, the others wherever their holders say. */
record TufKeys(DataFolder data, Crypto crypto) {
    /** As the server's setting is called in the environment. */
    private static final String ONLINE_PASSWORD = "BULLA_TUF_KEY_PASSWD";

    private StoredKey stored(Path file) {
        return new StoredKey(
                file, Optional.ofNullable(System.getenv(ONLINE_PASSWORD)).orElse(""));
    }

    TufSigner online() {
        if (!Files.exists(data.tufKey())) {
            throw new CommandFailedException("there is no " + data.tufKey()
                    + ", the online key: it is made with the repository, so restore it or name the right --data");
        }
        return TufSigner.of(stored(data.tufKey()).read(crypto));
    }

    /** One that was made before its repository, which then was not, is used. */
    TufSigner onlineOrMade() throws IOException {
        return Files.exists(data.tufKey())
                ? online()
                : TufSigner.of(stored(data.tufKey()).make(crypto, new SecureRandom()));
    }

    /** Another online key, beside the one in use until {@link #replaceOnline}. */
    TufSigner madeNext() throws IOException {
        Files.deleteIfExists(next());
        return TufSigner.of(stored(next()).make(crypto, new SecureRandom()));
    }

    void replaceOnline() throws IOException {
        Files.move(next(), data.tufKey(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path next() {
        return data.tufKey().resolveSibling("tuf-online-next.pem");
    }

    /** Makes offline keys, encrypted, in files that are not there yet. */
    List<TufSigner> makeOffline(Path folder, int number, String password) throws IOException {
        var signers = new ArrayList<TufSigner>();
        for (var i = 1; i <= number; i++) {
            var stored = new StoredKey(folder.resolve("tuf-offline-" + i + ".pem"), password);
            signers.add(TufSigner.of(stored.make(crypto, new SecureRandom())));
        }
        return signers;
    }

    List<TufSigner> offline(List<Path> files, String password) {
        return files.stream()
                .map(file -> TufSigner.of(new StoredKey(file, password).read(crypto)))
                .toList();
    }
}
