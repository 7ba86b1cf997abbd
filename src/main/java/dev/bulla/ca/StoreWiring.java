/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.config.LogTarget;
import dev.bulla.ca.outbound.TlsRoots;
import dev.bulla.ctlog.ObjectStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The object store that the settings name, with the credentials and the roots of this machine. */
public final class StoreWiring {
    private StoreWiring() {}

    public static ObjectStore of(LogTarget.Store target, Map<String, String> environment) {
        var bucket = target.bucket();
        try {
            return new ObjectStore(
                    new ObjectStore.Place(bucket.endpoint(), bucket.region(), bucket.name(), bucket.prefix()),
                    new ObjectStore.Entry(
                            StoreCredentials.of(target.credentials(), environment, InstantSource.system()),
                            Optional.of(TlsRoots.system(environment).context())),
                    new ObjectStore.Tempo(target.lease(), target.between()));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(List.of(String.valueOf(e.getMessage())));
        }
    }
}
