/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.certificate.CertificateAuthority;
import dev.bulla.ca.certificate.IssuedCertificate;
import dev.bulla.ca.certificate.TransparencyLog;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.fault.Step;
import dev.bulla.ca.identity.Principal;
import dev.bulla.ca.issuance.IssuanceRequest;
import dev.bulla.ca.issuance.NotIssuedException;
import dev.bulla.ca.policy.Profile;
import dev.bulla.ca.policy.SigningAlgorithm;
import dev.bulla.ca.proof.Proven;
import dev.bulla.ca.testing.KeyKind;
import dev.bulla.ca.testing.TestAuthority;
import dev.bulla.ca.testing.TestLog;
import dev.bulla.ca.transparency.NoLog;
import dev.bulla.ca.x509.SubjectName;
import dev.bulla.ctlog.LogKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/**
 * Takes the place of the walk: it believes everybody and makes real certificates, each for a key of its own, with or without
 * a log. It keeps what it was asked, and does something else when it is told to.
 */
final class StandInCa implements Function<IssuanceRequest, IssuedCertificate> {
    private static final Crypto CRYPTO = Crypto.fastest();
    private static final InstantSource CLOCK = InstantSource.system();

    private final BlockingQueue<IssuanceRequest> asked = new LinkedBlockingQueue<>();
    private final TestAuthority authority = TestAuthority.of(KeyKind.P256, CLOCK.instant(), CRYPTO);
    private final TestLog log = new TestLog(CLOCK, CRYPTO);
    private volatile Function<IssuanceRequest, IssuedCertificate> behaviour = request -> issue();

    IssuedCertificate issue() {
        return issue(log, List.of(log.key()));
    }

    private IssuedCertificate issue(TransparencyLog log, List<LogKey> believed) {
        var certificates = new CertificateAuthority(() -> authority, believed, CLOCK, new SecureRandom());
        var holder = KeyKind.P256.generate(CRYPTO).getPublic();
        var principal = Principal.of(
                new SubjectName.Email("ada@example.com"), "https://issuer.example.com", "ada \"<&>\" \\ \u00e9");
        var profile = new Profile(Duration.ofMinutes(10), Duration.ZERO, Set.of(SigningAlgorithm.values()));
        var precertificate = certificates.precertify(Proven.key(holder, principal, profile));
        return certificates.certify(precertificate, log.submit(precertificate).get());
    }

    StandInCa withoutLog() {
        return doing(request -> issue(NoLog.NO_LOG, List.of()));
    }

    StandInCa throwing(RuntimeException failure) {
        return doing(request -> {
            throw failure;
        });
    }

    /** As the walk ends that came this far. */
    StandInCa endingAt(Step step, Throwable reason) {
        return doing(request -> {
            throw new NotIssuedException(step, reason);
        });
    }

    StandInCa throwing(Error failure) {
        return doing(request -> {
            throw failure;
        });
    }

    /** Nobody asked it anything, and it believes everybody again. */
    void forget() {
        asked.clear();
        doing(request -> issue());
    }

    /** From now on. */
    StandInCa doing(Function<IssuanceRequest, IssuedCertificate> behaviour) {
        this.behaviour = behaviour;
        return this;
    }

    @Override
    public IssuedCertificate apply(IssuanceRequest request) {
        asked.add(request);
        return behaviour.apply(request);
    }

    /** The first request that was not looked at yet. */
    IssuanceRequest asked() {
        var request = asked.poll();
        if (request == null) {
            throw new AssertionError("nobody asked for a certificate");
        }
        return request;
    }

    boolean wasAsked() {
        return !asked.isEmpty();
    }

    TestAuthority authority() {
        return authority;
    }
}
