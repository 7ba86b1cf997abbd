/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.CertificatePem;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.store.Objects;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The roots that a log accepted, in its folder. Entries lead to them for ever, so the log names and accepts them for ever,
 * whatever a later start is told.
 */
final class KeptRoots {
    private final Objects objects;

    KeptRoots(Objects objects) {
        this.objects = objects;
    }

    List<Bytes> read() throws IOException {
        try {
            return objects.get(TilePath.ROOTS).map(CertificatePem::parse).orElse(List.of());
        } catch (MalformedException e) {
            throw new IOException(TilePath.ROOTS + ": " + e.getMessage() + ": restore it", e);
        }
    }

    /** Durable when this returns. */
    void replace(List<Bytes> roots) throws IOException {
        var text = CertificatePem.write(roots);
        if (!objects.get(TilePath.ROOTS).equals(Optional.of(text))) {
            objects.replace(new Objects.Item(TilePath.ROOTS, text));
        }
    }

    /** These and those, each once. */
    static List<Bytes> joined(List<Bytes> kept, List<Bytes> more) {
        return Stream.concat(kept.stream(), more.stream()).distinct().toList();
    }
}
