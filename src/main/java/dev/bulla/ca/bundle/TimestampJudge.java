/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.sigstore.Authority;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.CertificatePath;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/** Judges timestamps (RFC 3161) by the authorities that are believed. */
final class TimestampJudge {
    private final List<Authority> authorities;

    TimestampJudge(List<Authority> authorities) {
        this.authorities = authorities;
    }

    /** When the signature existed, or nothing if nobody who is believed says so. */
    Optional<TrustedMoment> judge(Bytes reply, Bytes signature) throws UntrustedBundleException {
        var token = token(reply);
        var signers = authorities.stream().filter(it -> isSigner(it, token)).toList();
        if (signers.isEmpty()) {
            return Optional.empty();
        }
        judgeImprint(token, signature);
        var moment = token.getTimeStampInfo().getGenTime().toInstant();
        for (var authority : signers) {
            if (authority.validity().holds(moment)) {
                judgeSignature(token, authority, moment);
                return Optional.of(new TrustedMoment(moment, authority.root()));
            }
        }
        throw invalid("it says " + moment + ", when its authority was not believed");
    }

    private static TimeStampToken token(Bytes reply) throws UntrustedBundleException {
        try {
            var response = new TimeStampResponse(reply.array());
            if (response.getStatus() != PKIStatus.GRANTED || response.getTimeStampToken() == null) {
                throw invalid("its status is " + response.getStatus() + " and not 0 for granted");
            }
            return response.getTimeStampToken();
        } catch (TSPException | IOException | RuntimeException e) {
            // The library tells of odd structures by exceptions of many kinds.
            throw new UntrustedBundleException(
                    Distrust.TIMESTAMP_INVALID, "a timestamp cannot be read: it is no reply of RFC 3161", e);
        }
    }

    private static boolean isSigner(Authority authority, TimeStampToken token) {
        try {
            return token.getSID().match(new JcaX509CertificateHolder(authority.signer()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what was parsed has an encoding", e);
        }
    }

    private static void judgeImprint(TimeStampToken token, Bytes signature) throws UntrustedBundleException {
        var info = token.getTimeStampInfo();
        var hash = HashAlgorithm.identified(info.getMessageImprintAlgOID().getId())
                .orElseThrow(() -> invalid("it is made over a hash that is not used any more"));
        if (!hash.of(signature).value().equals(Bytes.of(info.getMessageImprintDigest()))) {
            throw invalid("it is about another signature");
        }
    }

    private static void judgeSignature(TimeStampToken token, Authority authority, Instant moment)
            throws UntrustedBundleException {
        try {
            token.validate(new JcaSimpleSignerInfoVerifierBuilder()
                    .setProvider(Crypto.bouncyCastle().complete())
                    .build(authority.signer()));
            judgeChain(authority.chain(), moment);
        } catch (TSPException | OperatorCreationException | GeneralSecurityException | RuntimeException e) {
            throw new UntrustedBundleException(
                    Distrust.TIMESTAMP_INVALID, "a timestamp does not hold: " + e.getMessage(), e);
        }
    }

    /** An authority may stand for itself. Then the trusted root names its certificate, which was valid at the moment. */
    private static void judgeChain(List<X509Certificate> chain, Instant moment) throws GeneralSecurityException {
        if (chain.size() > 1) {
            new CertificatePath(chain.subList(0, chain.size() - 1), chain.getLast()).verify(moment);
        }
    }

    private static UntrustedBundleException invalid(String why) {
        return new UntrustedBundleException(Distrust.TIMESTAMP_INVALID, "a timestamp does not hold: " + why);
    }
}
