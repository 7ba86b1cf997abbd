/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Which transparency log the precertificates go to. */
public sealed interface LogTarget {

    /**
     * A log over the network.
     *
     * @param origin   Host header, where it differs from the address
     * @param tlsRoots PEM file with the roots to trust instead of the system's
     */
    record Remote(URI url, Path publicKey, Optional<String> origin, Optional<Path> tlsRoots, Duration timeout)
            implements LogTarget {}

    /** No log, by a flag that says insecure. */
    enum None implements LogTarget {
        NONE
    }
}
