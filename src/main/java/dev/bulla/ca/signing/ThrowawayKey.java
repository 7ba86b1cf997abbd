/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import dev.bulla.ca.certificate.IssuingChain;
import dev.bulla.ca.certificate.IssuingKey;
import dev.bulla.ca.crypto.Crypto;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** A CA that is made at start and forgotten at the end, for trying things out. Nobody can trust it for longer than a run. */
public final class ThrowawayKey {
    private static final int YEARS = 10;

    private ThrowawayKey() {}

    public static IssuingKey make(Crypto crypto, InstantSource clock, SecureRandom random) {
        var keys = CaKeyType.P256.generate(crypto.complete(), random);
        var start = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var end = start.atOffset(ZoneOffset.UTC).plusYears(YEARS).toInstant();
        var certificate = new CaDraft(subject(), start, end, 1, false)
                .selfSigned(keys, CaKeyType.P256, crypto.complete(), random);
        var signer = SignerKey.of(PrivateKeyInfo.getInstance(keys.getPrivate().getEncoded()));
        return new LocalKey(new IssuingChain(List.of(certificate), crypto), signer.usable(crypto), crypto);
    }

    /** The subject that the original's throwaway CA has, part by part and in its order. */
    private static X500Name subject() {
        return new X500NameBuilder()
                .addRDN(BCStyle.C, new DERPrintableString("USA"))
                .addRDN(BCStyle.ST, new DERPrintableString("WA"))
                .addRDN(BCStyle.L, new DERPrintableString("Kirkland"))
                .addRDN(BCStyle.STREET, new DERPrintableString("767 6th St S"))
                .addRDN(BCStyle.POSTAL_CODE, new DERPrintableString("98033"))
                .addRDN(BCStyle.O, new DERPrintableString("sigstore"))
                .build();
    }
}
