/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.TrustFile;
import dev.bulla.ca.config.TrustSettings;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.discovery.PinnedKeys;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.issuance.Decision;
import dev.bulla.ca.pace.Cores;
import dev.bulla.ca.replay.ReplayGuard;
import dev.bulla.ca.token.KeySetReader;
import dev.bulla.ca.trust.TrustedIssuers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** What a start would say of an issuer configuration, and what the server would then decide about a token. */
public final class ConfigurationCheck {
    private static final int WALKS = 4;

    private static final PinnedKeys.Events UNHEARD = new PinnedKeys.Events() {
        @Override
        public void refused(String why) {
            // Whoever reads the keys is told by an exception.
        }

        @Override
        public void accepted() {
            // As it should be.
        }
    };

    private final Crypto crypto = Crypto.fastest();
    private final Problems problems = new Problems();
    private final Map<String, String> environment;
    private final InstantSource clock;
    private final TrustSettings trust;
    private final IssuerWiring wiring;
    private final List<String> errors;

    /** @param path a configuration as {@code config-path} names it */
    public ConfigurationCheck(Path path, Map<String, String> environment, InstantSource clock) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
        this.trust = TrustFile.read(path, problems);
        this.wiring = new IssuerWiring(trust, problems);
        this.errors = attempt();
    }

    /** Makes the issuers, as a start does, and asks none of them for anything. */
    private List<String> attempt() {
        try {
            var _ = issuers(sources());
            return List.of();
        } catch (InvalidSettingsException e) {
            return e.problems();
        }
    }

    private KeySources sources() {
        return new KeysWiring(
                new KeySetReader(crypto),
                new KeysWiring.Doors(new Cores(1), WALKS),
                _ -> UNHEARD,
                new IssuerRoutes(IssuerRoutes.Cluster.USUAL, environment),
                clock);
    }

    /** Whether a token was used before is not asked: the folder with the used tokens belongs to the server. */
    private TrustedIssuers issuers(KeySources keys) {
        var materials = new IssuerMaterials(keys, _ -> ReplayGuard.OFF, clock);
        return wiring.made(materials, new MadeIssuers()).trusted();
    }

    /** Why the server would not start with it. */
    public List<String> errors() {
        return errors;
    }

    /** What a start would warn of. */
    public List<String> warnings() {
        var served = wiring.notServed().stream()
                .map(issuer -> "tokens of " + issuer + " will be refused, its kind is not served");
        return Stream.concat(problems.warnings().stream(), served).toList();
    }

    public TrustSettings trust() {
        return trust;
    }

    /** Asks the issuer of the token for its keys, as the server would. To be called only without errors. */
    public Decision onToken(String token) {
        return new Rehearsal(crypto, clock).decide(issuers(sources()), token);
    }

    /**
     * Takes the issuer's word for granted: nobody is asked, and neither signature nor lifetime count.
     *
     * @param claims a JSON object
     */
    public Decision onClaims(String claims) {
        var assumed = new AssumedIssuers(crypto);
        var issuers = issuers(assumed);
        meet(issuers, JsonMapper.shared().readTree(claims).path("iss").asString(""));
        return new Rehearsal(crypto, clock).decide(issuers, assumed.token(claims, clock.instant()));
    }

    /** Members of a pattern are made when they are asked for. One that nobody trusts will be refused like any other. */
    private static void meet(TrustedIssuers issuers, String url) {
        try {
            var _ = issuers.of(url);
        } catch (RefusedException _) {
            // The walk will say so.
        }
    }
}
