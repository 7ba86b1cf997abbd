/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import dev.bulla.ca.crypto.Crypto;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A folder with a new time-stamping authority in it, under a root of its own or under a CA that there is.
 *
 * <p>The chain is written last, as in {@link CaFolder}: a folder with a chain is whole.
 */
public record TsaFolder(Path folder) {

    /**
     * How its key is made and kept.
     *
     * @param issuer the CA that it stands under; empty for a root of its own
     */
    public record Plan(CaKeyType type, String organization, String password, Optional<KeyFiles> issuer) {
        public Plan {
            if (organization.isBlank() || password.isEmpty()) {
                throw new IllegalArgumentException(
                        "a time-stamping authority needs an organization and a password for its key");
            }
        }

        /** Leaves out the password. */
        @Override
        public String toString() {
            return type + " for " + organization
                    + issuer.map(files -> " under " + files).orElse("");
        }
    }

    /** The authority's certificate and those above it: what a server is started with. */
    public Path chain() {
        return folder.resolve("chain.pem");
    }

    /** The encrypted key of the authority: what a server stamps with. */
    public Path key() {
        return folder.resolve("key.pem");
    }

    /** The root of its own, where it has one. */
    public Path root() {
        return folder.resolve("root.pem");
    }

    /** The encrypted key of that root: no server needs it. */
    public Path rootKey() {
        return folder.resolve("root-key.pem");
    }

    /**
     * Makes the authority. Writes over nothing: where one of the files exists, none is written. Throws {@link UnusableKeyException} if
     * the issuer cannot be read, or nothing under it may stamp times.
     */
    public void make(Plan plan, Crypto crypto, InstantSource clock, SecureRandom random) throws IOException {
        for (var file : List.of(rootKey(), root(), key(), chain())) {
            if (Files.exists(file)) {
                throw new FileAlreadyExistsException(file.toString(), null, "it is kept as it is; name another folder");
            }
        }
        var contents = new LinkedHashMap<Path, String>();
        var maker = new StampingMaker(plan.organization(), plan.type(), crypto, random);
        var issuer = plan.issuer().isPresent()
                ? Issuer.read(plan.issuer().get(), crypto)
                : ownRoot(maker, plan, clock, contents);
        var made = maker.under(issuer, clock);
        contents.put(key(), CaFolder.encrypted(made.keys(), plan.password(), random));
        var chain = new StringBuilder();
        made.chain().forEach(certificate -> chain.append(CaFolder.pem(certificate)));
        contents.put(chain(), chain.toString());
        SecretFiles.writeAll(folder, contents);
    }

    private Issuer ownRoot(StampingMaker maker, Plan plan, InstantSource clock, Map<Path, String> contents)
            throws IOException {
        var root = maker.root(clock);
        contents.put(rootKey(), CaFolder.encrypted(root.keys(), plan.password(), maker.random()));
        contents.put(root(), CaFolder.pem(root.certificate()));
        return root.issuer(plan.type());
    }
}
