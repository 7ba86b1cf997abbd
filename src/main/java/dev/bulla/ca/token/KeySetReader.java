/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import com.nimbusds.jose.JOSEException;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.FailedException;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what an issuer publishes as its keys, one by one: a key that is of no use to us must not spoil the others. */
public final class KeySetReader {
    /** More keys than any issuer has. It bounds what a token without a key id can cost. */
    private static final int MOST_KEYS = 256;

    private final PublishedKey reader;

    public KeySetReader(Crypto crypto) {
        this.reader = new PublishedKey(crypto);
    }

    /**
     * Reads a key set that the issuer of the document has published.
     *
     * @throws FailedException if it is no key set at all
     */
    public KeySet read(byte[] jwks, DiscoveryDocument discovery) {
        return read(jwks, discovery.algorithms());
    }

    /**
     * Reads a key set that no document announces. Then every algorithm counts that a key can verify.
     *
     * @throws FailedException if it is no key set at all
     */
    public KeySet read(byte[] jwks) {
        return read(jwks, EnumSet.allOf(TokenAlgorithm.class));
    }

    private KeySet read(byte[] jwks, Set<TokenAlgorithm> algorithms) {
        var published = publishedKeys(jwks);
        var usable = new ArrayList<IssuerKey>();
        for (var key : published.subList(0, Math.min(published.size(), MOST_KEYS))) {
            usable(key).ifPresent(usable::add);
        }
        return new KeySet(algorithms, usable, published.size() - usable.size());
    }

    private static List<Claim> publishedKeys(byte[] jwks) {
        try {
            var members = ClaimReader.object(jwks, ClaimReader.Repeated.LAST_COUNTS);
            if (members.get("keys") instanceof Claim.Items items) {
                return items.values();
            }
        } catch (UnreadableJsonException e) {
            throw new FailedException(Backend.ISSUER, "the issuer's key set " + e.detail());
        }
        throw new FailedException(Backend.ISSUER, "the issuer's key set has no list of keys");
    }

    private Optional<IssuerKey> usable(Claim published) {
        if (!(published instanceof Claim.Members members)) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.read(members.values()));
        } catch (ParseException
                | JOSEException
                | GeneralSecurityException
                | IllegalArgumentException
                | IllegalStateException
                | ProviderException e) {
            return Optional.empty();
        }
    }
}
