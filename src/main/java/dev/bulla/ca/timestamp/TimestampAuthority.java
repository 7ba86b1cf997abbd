/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.timestamp;

import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.FailedException;
import dev.bulla.ca.x509.Bytes;
import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.tsp.Accuracy;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.tsp.TimeStampResp;

/** Stamps times. */
public final class TimestampAuthority {
    private static final int SERIAL_BYTES = 20;
    private static final PKIStatusInfo GRANTED = new PKIStatusInfo(PKIStatus.granted);

    private final Supplier<? extends StampingKey> key;
    private final StampingTerms terms;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * @param key    gives the key and chain in use now
     * @param clock  the one by which certificates are dated
     * @param random draws serial numbers: a source that nobody can predict
     */
    public TimestampAuthority(
            Supplier<? extends StampingKey> key, StampingTerms terms, InstantSource clock, RandomGenerator random) {
        this.key = key;
        this.terms = terms;
        this.clock = clock;
        this.random = random;
    }

    /** The chain in use now. */
    public StampingChain chain() {
        return key.get().chain();
    }

    /**
     * The reply to a query, a TimeStampResp in DER. Throws {@link RefusedQueryException} for one that asks for what there is not, and
     * {@link FailedException} if nothing can be stamped now.
     */
    public Bytes grant(TimestampQuery query) {
        var policy = terms.policyFor(query);
        var signer = key.get();
        var moment = moment(signer.chain());
        var content = new TSTInfo(
                policy,
                query.imprint(),
                serial(),
                new ASN1GeneralizedTime(Date.from(moment)),
                new Accuracy(new ASN1Integer(terms.accuracy().toSeconds()), null, null),
                null,
                query.nonce().map(ASN1Integer::new).orElse(null),
                signer.chain().signer().name(),
                null);
        var token = new TokenSigner(signer, moment).sign(content, query.certificates());
        return Bytes.of(Der.of(new TimeStampResp(GRANTED, token)));
    }

    /** Now, cut down to the second as the times of certificates are. */
    private Instant moment(StampingChain chain) {
        var moment = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        if (moment.isBefore(chain.start())) {
            throw new FailedException(
                    Backend.SIGNER, "the chain for timestamps begins at " + chain.start() + ": check the clock");
        }
        if (moment.isAfter(chain.end())) {
            throw new FailedException(
                    Backend.SIGNER, "the chain for timestamps ended at " + chain.end() + ": renew it");
        }
        return moment;
    }

    private ASN1Integer serial() {
        var bytes = new byte[SERIAL_BYTES];
        random.nextBytes(bytes);
        return new ASN1Integer(new BigInteger(1, bytes));
    }
}
