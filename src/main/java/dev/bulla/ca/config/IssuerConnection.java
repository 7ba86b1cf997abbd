/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How we come to an issuer's keys: settings of our own, which the original does not know.
 *
 * @param plainHttp        whether its keys may be fetched without TLS from other than this machine
 * @param proxy            the HTTP proxy to it, or {@code none}
 * @param rootsFile        PEM file with further TLS roots
 * @param tokenFile        file with a token that its server wants to see
 * @param keyHosts         servers besides its own where its keys may be; any, where none are listed for an issuer that is no
 *                         pattern
 * @param privateAddresses whether issuers of the pattern may be in private networks
 * @param keysFile         its keys, so that it is never asked
 * @param keyLifetime      how long its keys are believed while it cannot be asked
 */
public record IssuerConnection(
        boolean plainHttp,
        Optional<String> proxy,
        Optional<Path> rootsFile,
        Optional<Path> tokenFile,
        Set<String> keyHosts,
        boolean privateAddresses,
        Optional<Path> keysFile,
        Duration keyLifetime) {
    static final Duration USUAL_LIFETIME = Duration.ofHours(24);

    public IssuerConnection {
        keyHosts = Set.copyOf(keyHosts);
    }
}
