/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.admission.AcceptedChain;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.store.Objects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The certificates above entries. They are durable before an entry that names them is even queued. */
final class IssuerFiles {
    /** An accepted authority may sign any number below it. Whoever is forgotten is written again, which changes nothing. */
    private static final int REMEMBERED = 10_000;

    private final Objects objects;
    private final Set<Hash> kept = ConcurrentHashMap.newKeySet();

    IssuerFiles(Objects objects) {
        this.objects = objects;
    }

    void keep(AcceptedChain chain) {
        if (!kept.containsAll(chain.fingerprints())) {
            write(chain);
        }
    }

    private synchronized void write(AcceptedChain chain) {
        var items = new ArrayList<Objects.Item>();
        for (var i = 0; i < chain.certificates().size(); i++) {
            Bytes certificate = chain.certificates().get(i);
            items.add(new Objects.Item(TilePath.ofIssuer(chain.fingerprints().get(i)), certificate));
        }
        try {
            objects.put(items);
        } catch (IOException e) {
            throw new NotLoggedException(
                    NotLoggedException.Reason.STOPPED, "the issuer's certificate cannot be written", e);
        }
        if (kept.size() > REMEMBERED) {
            kept.clear();
        }
        kept.addAll(chain.fingerprints());
    }
}
