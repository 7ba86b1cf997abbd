/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.sigstore.LogInstance;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ctlog.InvalidInputException;
import dev.bulla.ctlog.IssuerKeyHash;
import dev.bulla.ctlog.LogId;
import dev.bulla.ctlog.LogKey;
import dev.bulla.ctlog.LoggedEntry;
import dev.bulla.ctlog.SignedCertificateTimestamp;
import dev.bulla.ctlog.TimestampList;
import dev.bulla.ctlog.UntrustedTimestampException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Judges what logs of certificates promised about a certificate, by the logs that are believed. */
final class PromiseJudge {
    private final List<LogInstance> logs;
    private final Crypto crypto;

    PromiseJudge(List<LogInstance> logs, Crypto crypto) {
        this.logs = logs;
        this.crypto = crypto;
    }

    /** How many logs promised it. */
    int judge(X509Certificate leaf, X509Certificate issuer) throws UntrustedBundleException {
        try {
            var der = leaf.getEncoded();
            var promises = TimestampList.inCertificate(der)
                    .map(TimestampList::timestamps)
                    .orElse(List.of());
            if (promises.isEmpty()) {
                return 0;
            }
            var entry = LoggedEntry.ofFinalCertificate(der, IssuerKeyHash.ofIssuer(issuer.getEncoded()));
            return judge(entry, promises);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("what was parsed has an encoding", e);
        } catch (InvalidInputException | UntrustedTimestampException e) {
            throw new UntrustedBundleException(
                    Distrust.PROMISE_INVALID,
                    "what a log promised about the certificate does not hold: " + e.getMessage(),
                    e);
        }
    }

    private int judge(LoggedEntry entry, List<SignedCertificateTimestamp> promises) throws UntrustedBundleException {
        var kept = new HashSet<LogId>();
        for (var promise : promises) {
            var known = logs.stream()
                    .filter(log -> log.logId().equals(Bytes.of(promise.logId().toBytes())))
                    .toList();
            if (!known.isEmpty()) {
                judge(entry, promise, known, kept);
            }
        }
        return kept.size();
    }

    private void judge(LoggedEntry entry, SignedCertificateTimestamp promise, List<LogInstance> known, Set<LogId> kept)
            throws UntrustedBundleException {
        var moment = Instant.ofEpochMilli(promise.timestamp());
        var log = known.stream()
                .filter(it -> it.validity().holds(moment))
                .findFirst()
                .orElseThrow(() -> new UntrustedBundleException(
                        Distrust.PROMISE_INVALID,
                        "a log promised the certificate at " + moment + ", when it was not believed"));
        LogKey.of(log.keyInfo().array(), crypto.provider()).verify(entry, promise);
        kept.add(promise.logId());
    }
}
