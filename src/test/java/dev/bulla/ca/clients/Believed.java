/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.sigstore.Authority;
import dev.bulla.ca.sigstore.DocumentWriter;
import dev.bulla.ca.sigstore.LogInstance;
import dev.bulla.ca.sigstore.MalformedDocumentException;
import dev.bulla.ca.sigstore.TrustedRoot;
import dev.bulla.ca.sigstore.TrustedRootReader;
import dev.bulla.ca.sigstore.Validity;
import dev.bulla.ca.testing.KeyKind;
import dev.bulla.ca.testing.TestAuthority;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ctlog.merkle.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The trusted root that a server shows, and what a verifier gets wrong who believes somebody else in one point. */
public enum Believed {
    ALL {
        @Override
        TrustedRoot of(TrustedRoot root) {
            return root;
        }
    },
    OTHER_AUTHORITY {
        @Override
        TrustedRoot of(TrustedRoot root) {
            var ca = root.certificateAuthorities().getFirst();
            var other = new Authority(
                    ca.uri(),
                    TestAuthority.of(KeyKind.P256, Instant.now(), Crypto.fastest())
                            .chain()
                            .certificates(),
                    ca.validity(),
                    ca.operator());
            return new TrustedRoot(root.tlogs(), List.of(other), root.ctlogs(), root.timestampAuthorities());
        }
    },
    OTHER_CERTIFICATE_LOG {
        @Override
        TrustedRoot of(TrustedRoot root) {
            var others = List.of(withOtherKey(root.ctlogs().getFirst()));
            return new TrustedRoot(root.tlogs(), root.certificateAuthorities(), others, root.timestampAuthorities());
        }
    },
    OTHER_SIGNATURE_LOG {
        @Override
        TrustedRoot of(TrustedRoot root) {
            var others = List.of(withOtherKey(root.tlogs().getFirst()));
            return new TrustedRoot(others, root.certificateAuthorities(), root.ctlogs(), root.timestampAuthorities());
        }
    },
    /** The time stamps of today come from a key that is believed until an hour ago. */
    TIME_STAMPS_UNTIL_LATELY {
        @Override
        TrustedRoot of(TrustedRoot root) {
            var tsa = root.timestampAuthorities().getFirst();
            var now = Instant.now();
            var lately = Validity.between(now.minus(Duration.ofDays(2)), now.minus(Duration.ofHours(1)));
            var ended = new Authority(tsa.uri(), tsa.chain(), lately, tsa.operator());
            return new TrustedRoot(root.tlogs(), root.certificateAuthorities(), root.ctlogs(), List.of(ended));
        }
    };

    abstract TrustedRoot of(TrustedRoot root);

    /** By its name as tables write it. */
    static Believed named(String words) {
        return valueOf(words.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }

    /** Writes it beside what was read from a server, if it is not there yet. */
    Path write(Path trustedRoot) {
        var folder = trustedRoot.resolveSibling(name());
        var file = folder.resolve("trusted_root.json");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                var changed = of(TrustedRootReader.read(Files.readAllBytes(trustedRoot)));
                Files.writeString(file, DocumentWriter.text(changed));
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedDocumentException e) {
            throw new IllegalStateException("the server shows no trusted root", e);
        }
    }

    private static LogInstance withOtherKey(LogInstance log) {
        var key = KeyKind.P256.generate(Crypto.fastest()).getPublic().getEncoded();
        var id = Bytes.of(Hash.sha256(key).toBytes());
        return new LogInstance(log.baseUrl(), Bytes.of(key), log.keyDetails(), log.validity(), id, log.operator());
    }
}
