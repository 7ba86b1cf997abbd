/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.bulla.ca.config.IssuerSettings;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.discovery.IssuerHealth;
import dev.bulla.ca.token.DiscoveryDocument;
import dev.bulla.ca.token.IssuerKeys;
import dev.bulla.ca.token.KeySet;
import dev.bulla.ca.token.KeySetReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays every issuer of a configuration, with a key that nobody else believes, so that claims can be walked through the
 * server's own code as a token.
 */
final class AssumedIssuers implements KeySources {
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final String ANYBODY = "https://practice.invalid";
    private static final String DESCRIPTION =
            "{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/keys\",\"id_token_signing_alg_values_supported\":[\"ES256\"]}"
                    .formatted(ANYBODY);

    private final Map<String, IssuerSettings> played = new HashMap<>();
    private final ECKey key;
    private final KeySet keys;

    AssumedIssuers(Crypto crypto) {
        this.key = fresh();
        var published = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        var description = DESCRIPTION.getBytes(StandardCharsets.UTF_8);
        this.keys = new KeySetReader(crypto).read(published, DiscoveryDocument.parse(description, ANYBODY));
    }

    private static ECKey fresh() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("practice").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("P-256 is everywhere", e);
        }
    }

    @Override
    public KeySource ofIssuer(IssuerSettings issuer) {
        return source();
    }

    @Override
    public KeySource ofPattern(IssuerSettings pattern) {
        return source();
    }

    private KeySource source() {
        return new KeySource(this::play, new IssuerHealth(InstantSource.system()), () -> 0, () -> {});
    }

    private IssuerKeys play(IssuerSettings issuer) {
        played.put(issuer.url(), issuer);
        return new IssuerKeys() {
            @Override
            public KeySet current() {
                return keys;
            }

            @Override
            public KeySet newerThan(KeySet tried) {
                return keys;
            }
        };
    }

    /**
     * A token with these claims, as they are written. Its lifetime is now, and where the claims name no audience it is meant
     * for us. Of two members with one name the last counts, so what is added stands at the end.
     *
     * @param claims a JSON object
     */
    String token(String claims, Instant now) {
        var parsed = JsonMapper.shared().readTree(claims);
        var written = claims.substring(0, claims.lastIndexOf('}'));
        var payload = new StringBuilder(written).append(parsed.isEmpty() ? "" : ",");
        payload.append("\"exp\":").append(now.plus(LIFETIME).getEpochSecond());
        if (parsed.has("nbf")) {
            payload.append(",\"nbf\":").append(now.getEpochSecond());
        }
        audience(parsed)
                .ifPresent(audience ->
                        payload.append(",\"aud\":").append(JsonMapper.shared().writeValueAsString(audience)));
        return signed(payload.append('}').toString());
    }

    private Optional<String> audience(JsonNode claims) {
        return claims.has("aud")
                ? Optional.empty()
                : Optional.ofNullable(played.get(claims.path("iss").asString("")))
                        .map(IssuerSettings::audience);
    }

    private String signed(String payload) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .keyID(key.getKeyID())
                    .build();
            var token = new JWSObject(header, new Payload(payload));
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("a fresh key can sign", e);
        }
    }
}
