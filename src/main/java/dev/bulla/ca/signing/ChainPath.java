/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import dev.bulla.ca.crypto.Crypto;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/**
 * The way from the issuing CA to the last certificate of a chain, which is trusted, over any of those between.
 *
 * <p>The issuing CA counts as the leaf, as in the original: a root of path length zero may stand over it, although its own
 * leaves are one step further.
 */
final class ChainPath {
    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
    private static final String ANY_USAGE = "2.5.29.37.0";
    private static final int KEY_CERT_SIGN = 5;
    private static final Crypto CRYPTO = Crypto.fastest();

    private final List<X509Certificate> chain;
    private final Instant now;
    private Optional<String> obstacle = Optional.empty();

    ChainPath(List<X509Certificate> chain, Instant now) {
        this.chain = chain;
        this.now = now;
    }

    void require() {
        var issuer = chain.getFirst();
        lifetimeFault(issuer, now).ifPresent(fault -> {
            throw new UnusableKeyException(fault, "renew the certificate, or check the clock");
        });
        var paths = pathsFrom(List.of(issuer)).toList();
        if (paths.isEmpty()) {
            throw new UnusableKeyException(
                    "x509: certificate signed by unknown authority" + obstacle.orElse(""),
                    "the chain file must hold the issuing CA first, then what signed it, and the root last");
        }
        if (paths.stream().noneMatch(path -> path.stream().allMatch(ChainPath::mayStandOverCodeSigning))) {
            throw new UnusableKeyException(
                    "x509: certificate specifies an incompatible key usage",
                    "no certificate of the chain may have extended key usages without codeSigning");
        }
    }

    private Stream<List<X509Certificate>> pathsFrom(List<X509Certificate> path) {
        var last = path.getLast();
        if (last.equals(chain.getLast())) {
            return Stream.of(path);
        }
        return chain.reversed().stream()
                .distinct()
                .filter(candidate -> !path.contains(candidate))
                .filter(candidate -> candidate.getSubjectX500Principal().equals(last.getIssuerX500Principal()))
                .filter(candidate -> mayStandOver(path, candidate))
                .flatMap(candidate -> pathsFrom(appended(path, candidate)));
    }

    private static List<X509Certificate> appended(List<X509Certificate> path, X509Certificate next) {
        var longer = new ArrayList<>(path);
        longer.add(next);
        return longer;
    }

    private boolean mayStandOver(List<X509Certificate> path, X509Certificate candidate) {
        var fault = signingFault(path.getLast(), candidate)
                .or(() -> lifetimeFault(candidate, now))
                .or(() -> lengthFault(path, candidate));
        fault.filter(first -> obstacle.isEmpty())
                .ifPresent(reason -> obstacle = Optional.of(
                        " (possibly because of \"%s\" while trying to verify candidate authority certificate \"%s\")"
                                .formatted(reason, nameOf(candidate))));
        return fault.isEmpty();
    }

    /** Why one certificate does not count as signed by another. */
    static Optional<String> signingFault(X509Certificate signed, X509Certificate signer) {
        var usage = signer.getKeyUsage();
        var isCa = signer.getVersion() < 3 || signer.getBasicConstraints() >= 0;
        if (!isCa || (usage != null && !usage[KEY_CERT_SIGN])) {
            return Optional.of("x509: invalid signature: parent certificate cannot sign this kind of certificate");
        }
        var algorithm = signed.getSigAlgName();
        if (algorithm.startsWith("SHA1") || algorithm.startsWith("MD")) {
            return Optional.of("x509: cannot verify signature: insecure algorithm " + algorithm);
        }
        try {
            CRYPTO.verify(signed, signer.getPublicKey());
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            return Optional.of("x509: the signature does not verify");
        }
    }

    /** Why a certificate is good for nothing at that time. */
    static Optional<String> lifetimeFault(X509Certificate certificate, Instant now) {
        var start = certificate.getNotBefore().toInstant();
        var end = certificate.getNotAfter().toInstant();
        if (now.isBefore(start)) {
            return Optional.of(lifetimeFault(now, "before", start));
        }
        return now.isAfter(end) ? Optional.of(lifetimeFault(now, "after", end)) : Optional.empty();
    }

    private static String lifetimeFault(Instant now, String side, Instant limit) {
        return "x509: certificate has expired or is not yet valid: current time %s is %s %s"
                .formatted(now.truncatedTo(ChronoUnit.SECONDS), side, limit);
    }

    /** Why a certificate must not stand over so long a path. */
    static Optional<String> lengthFault(List<X509Certificate> path, X509Certificate candidate) {
        return candidate.getVersion() >= 3 && path.size() - 1 > candidate.getBasicConstraints()
                ? Optional.of("x509: too many intermediates for path length constraint")
                : Optional.empty();
    }

    private static boolean mayStandOverCodeSigning(X509Certificate certificate) {
        var usages = ChainChecks.usages(certificate);
        return usages.isEmpty() || usages.contains(CODE_SIGNING) || usages.contains(ANY_USAGE);
    }

    private static String nameOf(X509Certificate certificate) {
        var subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        return Stream.of(BCStyle.CN, BCStyle.O)
                .flatMap(kind -> Arrays.stream(subject.getRDNs(kind)))
                .map(part -> IETFUtils.valueToString(part.getFirst().getValue()))
                .findFirst()
                .orElseGet(() -> "serial:" + certificate.getSerialNumber());
    }
}
