/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.KeyHistory;
import dev.bulla.ca.data.KnownKey;
import dev.bulla.ca.data.PublicChains;
import dev.bulla.ca.signing.ChainText;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.CertificateDer;
import dev.bulla.ca.x509.Sha256;
import dev.bulla.ctlog.ShardedLog;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The chains that a log of our own has to take: that of the key in use, and those of keys that are to follow. */
final class AnnouncedChains {
    private static final String ADVICE = "restore the public part of the data folder from a copy";

    private final DataFolder folder;
    private final Optional<ShardedLog> log;
    private final Set<String> seen = new HashSet<>();

    AnnouncedChains(DataFolder folder, Optional<ShardedLog> log) {
        this.folder = folder;
        this.log = log;
    }

    /** Has the log accept what is new. */
    void accept() throws IOException {
        if (log.isEmpty()) {
            return;
        }
        var history = new KeyHistory(folder, KnownKey.Kind.AUTHORITY);
        for (var text : new PublicChains(folder).all()) {
            if (!seen.contains(text)) {
                var chain = certificates(text);
                var known = history.find(Sha256.hex(chain.getFirst()));
                known.filter(AnnouncedChains::isToCome).ifPresent(_ -> log.get().accept(chain));
                known.ifPresent(_ -> seen.add(text));
            }
        }
    }

    /** One that was replaced and comes back is accepted when it signs. */
    private static boolean isToCome(KnownKey key) {
        return key.isInUse() || !key.wasUsed();
    }

    private static List<byte[]> certificates(String pem) {
        return ChainText.read(Bytes.utf8(pem), ADVICE).stream()
                .map(CertificateDer::of)
                .toList();
    }
}
