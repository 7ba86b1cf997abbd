/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import dev.bulla.ca.crypto.Crypto;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * Makes chains for timestamps.
 *
 * @param organization whom they belong to
 * @param type         of the keys that are made
 */
record StampingMaker(String organization, CaKeyType type, Crypto crypto, SecureRandom random) {
    private static final int ROOT_YEARS = 10;
    private static final int YEARS = 5;

    /** A new key, and its chain. */
    record Made(KeyPair keys, List<X509Certificate> chain) {}

    /** A root that nothing else is under, with its key. */
    record Root(KeyPair keys, X509Certificate certificate) {
        Issuer issuer(CaKeyType type) {
            return new Issuer(List.of(certificate), keys.getPrivate(), type.signature());
        }
    }

    Root root(InstantSource clock) {
        var keys = type.generate(crypto.complete(), random);
        var start = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var draft = new CaDraft(name("time-stamping root"), start, yearsAfter(start, ROOT_YEARS), 0, false);
        return new Root(keys, draft.selfSigned(keys, type, crypto.complete(), random));
    }

    /** Throws {@link UnusableKeyException} if nothing that stands under this issuer may stamp times. */
    Made under(Issuer issuer, InstantSource clock) {
        return under(issuer, name("time-stamping authority"), clock);
    }

    /** The same by a name of its own. */
    Made under(Issuer issuer, X500Name subject, InstantSource clock) {
        var keys = type.generate(crypto.complete(), random);
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var leaf = new StampingDraft(subject, now, issuer.latest(yearsAfter(now, YEARS)))
                .signedBy(issuer, keys, crypto.complete(), random);
        var chain = Stream.concat(Stream.of(leaf), issuer.chain().stream()).toList();
        StampingChecks.require(chain, now);
        return new Made(keys, chain);
    }

    private static Instant yearsAfter(Instant start, int years) {
        return start.atOffset(ZoneOffset.UTC).plusYears(years).toInstant();
    }

    private X500Name name(String role) {
        return new X500NameBuilder()
                .addRDN(BCStyle.O, organization)
                .addRDN(BCStyle.CN, organization + " " + role)
                .build();
    }
}
