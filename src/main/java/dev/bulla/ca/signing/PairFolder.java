/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The folder of a key and its chain, as {@link CaFolder} and {@link TsaFolder} make it, with room in it for the pair that is to follow
 * and for the one before.
 */
public record PairFolder(Path path, Role role) {

    /** Who signs with it. */
    public enum Role {
        AUTHORITY("intermediate-key.pem"),
        TIMESTAMPER("key.pem");

        private final String key;

        Role(String key) {
            this.key = key;
        }
    }

    /** The folder that these files are in, if they have the names that they are given here. */
    static Optional<PairFolder> of(KeyFiles files, Role role) {
        return Optional.ofNullable(files.chain().toAbsolutePath().getParent())
                .map(path -> new PairFolder(path, role))
                .filter(folder -> folder.chain().equals(files.chain().toAbsolutePath())
                        && folder.key().equals(files.key().toAbsolutePath()));
    }

    public Path chain() {
        return path.resolve("chain.pem");
    }

    public Path key() {
        return path.resolve(role.key);
    }

    /** The CA above, where it was made together with the pair. */
    public KeyFiles issuer(String password) {
        return new KeyFiles(path.resolve("root.pem"), path.resolve("root-key.pem"), password);
    }

    public PairFolder next() {
        return within("next");
    }

    public PairFolder previous() {
        return within("previous");
    }

    /** Where a pair is written before it gets its place as a whole. */
    PairFolder making() {
        return new PairFolder(path.resolveSibling(path.getFileName() + ".making"), role);
    }

    private PairFolder within(String name) {
        return new PairFolder(path.resolve(name), role);
    }

    public boolean hasChain() {
        return Files.exists(chain());
    }

    public boolean hasKey() {
        return Files.exists(key());
    }

    /** What signs first and the root last. Throws {@link UnusableKeyException} if there is no such chain. */
    public List<X509Certificate> certificates() {
        var certificates = ChainText.read(KeyFiles.read(chain()));
        if (certificates.isEmpty()) {
            throw new UnusableKeyException(chain() + " holds no certificate", "name the folder of a key and its chain");
        }
        return certificates;
    }
}
