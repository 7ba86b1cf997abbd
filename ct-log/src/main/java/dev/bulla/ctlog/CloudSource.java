/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.check.LogSource;
import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.store.s3.StoreClient;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A log in an object store, to be read and nothing else. */
final class CloudSource implements LogSource, AutoCloseable {
    private final StoreClient store;
    private final StoreClient log;

    CloudSource(ObjectStore store, String name) {
        this.store = store.client();
        this.log = this.store.below(name);
    }

    @Override
    public Optional<Bytes> read(String path) throws UnreadableException {
        try {
            return log.read(path, LARGEST);
        } catch (IOException e) {
            throw new UnreadableException(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public List<String> list(String folder) throws UnreadableException {
        try {
            return log.keys(folder + "/").stream().sorted().toList();
        } catch (IOException e) {
            throw new UnreadableException(folder + " cannot be listed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
