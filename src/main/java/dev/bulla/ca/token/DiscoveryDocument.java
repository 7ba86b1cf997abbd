/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.FailedException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What an issuer says of itself at its well-known address. Only {@link #parse} makes one, after the issuer's name was compared. */
public final class DiscoveryDocument {
    private final String keysUrl;
    private final Set<TokenAlgorithm> algorithms;

    private DiscoveryDocument(String keysUrl, Set<TokenAlgorithm> algorithms) {
        this.keysUrl = keysUrl;
        this.algorithms = algorithms;
    }

    /**
     * Reads the document of the given issuer.
     *
     * @throws FailedException if it is none, if it speaks for another issuer, or if it does not say where the keys are
     */
    public static DiscoveryDocument parse(byte[] json, String issuer) {
        try {
            var members = ClaimReader.object(json, ClaimReader.Repeated.LAST_COUNTS);
            if (!new Claim.Text(issuer).equals(members.get("issuer"))) {
                throw unusable("speaks for another issuer");
            }
            if (members.get("jwks_uri") instanceof Claim.Text url
                    && !url.value().isEmpty()) {
                return new DiscoveryDocument(url.value(), algorithms(members));
            }
            throw unusable("does not say where the keys are (jwks_uri)");
        } catch (UnreadableJsonException e) {
            throw unusable(e.detail());
        }
    }

    /** What the issuer announces and we accept; RS256 if that is nothing. */
    private static Set<TokenAlgorithm> algorithms(Map<String, Claim> members) {
        var announced = EnumSet.noneOf(TokenAlgorithm.class);
        switch (members.get("id_token_signing_alg_values_supported")) {
            case null -> {}
            case Claim.Null none -> {}
            case Claim.Items names -> names.values().forEach(name -> add(name, announced));
            default -> throw unusable("lists its algorithms in another way than by name");
        }
        return announced.isEmpty() ? TokenAlgorithm.UNANNOUNCED : announced;
    }

    private static void add(Claim name, Set<TokenAlgorithm> announced) {
        if (!(name instanceof Claim.Text text)) {
            throw unusable("lists its algorithms in another way than by name");
        }
        TokenAlgorithm.named(text.value()).ifPresent(announced::add);
    }

    private static FailedException unusable(String what) {
        return new FailedException(Backend.ISSUER, "the issuer's discovery document " + what);
    }

    /** Where the keys are, as the document spells it. Whoever follows it decides whether it may. */
    public String keysUrl() {
        return keysUrl;
    }

    Set<TokenAlgorithm> algorithms() {
        return algorithms;
    }
}
