/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Where a log is that somebody names by a folder or by an address. */
final class LogAddress {
    private LogAddress() {}

    /**
     * The address, if it is one; anything else is a folder.
     *
     * @throws IllegalArgumentException if it begins like an address and is none
     */
    static Optional<URI> in(String place) {
        if (!place.startsWith("http://") && !place.startsWith("https://")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new URI(place));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(place + " is no address: " + e.getReason(), e);
        }
    }
}
