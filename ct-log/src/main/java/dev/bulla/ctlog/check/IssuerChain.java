/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.CertificateSignature;
import dev.bulla.ctlog.codec.LogEntry;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.PrecertificateSurgery;
import java.util.List;

/** The certificates above an entry, the issuer first, all of them sound. */
record IssuerChain(List<Issuer> issuers) {

    /** About how much memory it takes, if nothing else holds its certificates. */
    int size() {
        return issuers.stream().mapToInt(Issuer::size).sum();
    }

    /** Throws {@link MalformedException} if one of them is not issued by the next. */
    void expectInOrder(boolean signatures) {
        for (var i = 1; i < issuers.size(); i++) {
            expectIssued(issuers.get(i - 1), issuers.get(i), signatures);
        }
        var top = issuers.getLast();
        if (signatures && top.issuer().equals(top.subject())) {
            expectIssued(top, top, true);
        }
    }

    private static void expectIssued(Issuer lower, Issuer upper, boolean signatures) {
        if (!lower.issuer().equals(upper.subject())) {
            throw new MalformedException("a certificate of its chain is not issued by the one after it");
        }
        if (signatures && !upper.signed(CertificateSignature.parse(lower.certificate()))) {
            throw new MalformedException("a certificate of its chain is not signed by the one after it");
        }
    }

    /** The entry that a log makes of a precertificate with this chain. */
    LogEntry.Precertificate entry(Bytes precertificate) {
        var signer = issuers.getFirst();
        if (!signer.standsIn()) {
            return new LogEntry.Precertificate(signer.keyHash(), PrecertificateSurgery.withoutPoison(precertificate));
        }
        if (issuers.size() < 2) {
            throw new MalformedException("its chain ends with a certificate that signs precertificates only");
        }
        var tbs = PrecertificateSurgery.withoutPoison(precertificate, signer.certificate());
        return new LogEntry.Precertificate(issuers.get(1).keyHash(), tbs);
    }
}
