/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.steps;

import dev.bulla.ca.api.Protocol;
import dev.bulla.ca.bench.load.Bodies;
import dev.bulla.ca.bench.load.RequestKind;
import dev.bulla.ca.issuance.Issuance;
import dev.bulla.ca.issuance.IssuanceRequest;
import dev.bulla.ca.policy.Grant;
import dev.bulla.ca.proof.ProvenKey;
import dev.bulla.ca.replay.TokenUse;
import dev.bulla.ca.signing.CaKeyType;
import dev.bulla.ca.token.UnverifiedToken;
import dev.bulla.ca.token.VerifiedToken;
import dev.bulla.ca.trust.Requester;
import dev.bulla.ca.trust.TrustedIssuer;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The steps from the bytes of a request to a proven key. The authority's own key has no part in them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RequestSteps {
    private final Protocol protocol = new Protocol();
    private Authority authority;
    private Issuance parts;
    private byte[] body;
    private IssuanceRequest request;
    private IssuanceRequest csrRequest;
    private UnverifiedToken token;
    private TrustedIssuer issuer;
    private VerifiedToken verified;
    private Requester requester;
    private Grant grant;

    /** Takes each step once, since each needs what the one before makes. */
    @Setup
    public void open() throws IOException {
        authority = new Authority(CaKeyType.P256, true);
        parts = authority.server().issuance();
        body = Bodies.make(RequestKind.GITHUB, authority.tokens());
        csrRequest = protocol.read(Bodies.make(RequestKind.CSR, authority.tokens()));
        request = readRequest();
        token = parseToken();
        issuer = parts.issuers().of(token.issuer());
        verified = verifyToken();
        requester = identify();
        grant = permit();
    }

    @Benchmark
    public IssuanceRequest readRequest() {
        return protocol.read(body);
    }

    @Benchmark
    public UnverifiedToken parseToken() {
        return UnverifiedToken.parse(request.token());
    }

    /** Finds the issuer, verifies the signature and checks what every token says. */
    @Benchmark
    public VerifiedToken verifyToken() {
        return parts.issuers().of(token.issuer()).verify(token);
    }

    @Benchmark
    public Requester identify() {
        return issuer.identify(verified);
    }

    @Benchmark
    public Grant permit() {
        return parts.policy().permit(requester);
    }

    /** Reads the key, sees whether it is sound and verifies the signed challenge. */
    @Benchmark
    public ProvenKey proveByChallenge() {
        return parts.possession().prove(grant, request.key());
    }

    /** The same for a key in a certificate signing request. */
    @Benchmark
    public ProvenKey proveByRequest() {
        return parts.possession().prove(grant, csrRequest.key());
    }

    /** With a replay guard: keeps others from the token, and lets it go again. Nothing is written. */
    @Benchmark
    public TokenUse reserveToken() {
        var use = grant.reserveToken();
        use.release();
        return use;
    }

    @TearDown
    public void close() throws IOException {
        authority.close();
    }
}
