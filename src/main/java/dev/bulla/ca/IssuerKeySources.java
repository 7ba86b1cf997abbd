/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.config.IssuerSettings;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.discovery.IssuerAddress;
import dev.bulla.ca.discovery.IssuerHttp;
import dev.bulla.ca.discovery.OidcDiscovery;
import dev.bulla.ca.discovery.PlainHttp;
import dev.bulla.ca.pace.Cores;
import dev.bulla.ca.token.IssuerKeys;
import dev.bulla.ca.token.KeySetReader;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Issuer settings to where the issuer's keys come from. */
final class IssuerKeySources implements Function<IssuerSettings, IssuerKeys> {
    private final Map<String, String> environment;
    private final IssuerHttp usual;
    private final KeySetReader reader;
    private final Cores cores;
    private final InstantSource clock;

    IssuerKeySources(Map<String, String> environment, Crypto crypto, Cores cores, InstantSource clock) {
        this.environment = environment;
        this.usual = believingTheSystem(environment);
        this.reader = new KeySetReader(crypto);
        this.cores = cores;
        this.clock = clock;
    }

    /** An environment may name roots of its own, and those may be no such thing. */
    private static IssuerHttp believingTheSystem(Map<String, String> environment) {
        try {
            return IssuerHttp.withSystemTrust(environment);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(List.of("SSL_CERT_FILE: " + e.getMessage()));
        }
    }

    @Override
    public IssuerKeys apply(IssuerSettings issuer) {
        var http = issuer.caCertificates()
                .map(pem -> IssuerHttp.trusting(pem, environment))
                .orElse(usual);
        var plain = issuer.allowPlainHttp() ? PlainHttp.ANYWHERE : PlainHttp.LOOPBACK;
        return new OidcDiscovery(IssuerAddress.of(issuer.url(), plain), http, reader, cores, clock);
    }
}
