/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.steps;

import dev.bulla.ca.api.Protocol;
import dev.bulla.ca.bench.load.Bodies;
import dev.bulla.ca.bench.load.RequestKind;
import dev.bulla.ca.certificate.IssuedCertificate;
import dev.bulla.ca.certificate.LogReceipt;
import dev.bulla.ca.certificate.Precertificate;
import dev.bulla.ca.issuance.Decision;
import dev.bulla.ca.issuance.Issuance;
import dev.bulla.ca.issuance.IssuanceEvents;
import dev.bulla.ca.issuance.IssuanceRequest;
import dev.bulla.ca.proof.ProvenKey;
import dev.bulla.ca.signing.CaKeyType;
import dev.bulla.ca.token.UnverifiedToken;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ctlog.LogGate;
import dev.bulla.ctlog.sequence.Draft;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The steps from a proven key to the bytes of an answer, and the whole walk, for authorities with keys of both usual kinds. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CertificateSteps {

    /** The key of the CA. */
    @Param({"P256", "P384"})
    public CaKeyType key = CaKeyType.P256;

    private final Protocol protocol = new Protocol();
    private Authority authority;
    private Issuance parts;
    private LogGate gate;
    private byte[] body;
    private ProvenKey proven;
    private Precertificate precertificate;
    private List<byte[]> chain;
    private LogReceipt receipt;
    private Decision decision;
    private IssuedCertificate issued;

    /** Takes each step once, since each needs what the one before makes. */
    @Setup
    public void open() throws IOException {
        authority = new Authority(key, false);
        parts = authority.server().issuance();
        gate = new LogGate(authority.server().log());
        body = Bodies.make(RequestKind.GITHUB, authority.tokens());
        decision = decided(protocol.read(body));
        proven = proven(protocol.read(body));
        precertificate = precertify();
        chain = new ArrayList<>(List.of(precertificate.der().array()));
        precertificate.chain().encoded().stream().map(Bytes::array).forEach(chain::add);
        receipt = parts.log().submit(precertificate).get();
        issued = certify();
    }

    private ProvenKey proven(IssuanceRequest request) {
        var token = UnverifiedToken.parse(request.token());
        var issuer = parts.issuers().of(token.issuer());
        var grant = parts.policy().permit(issuer.identify(issuer.verify(token)));
        return parts.possession().prove(grant, request.key());
    }

    /** What a whole walk tells in its end. */
    private Decision decided(IssuanceRequest request) {
        var told = new AtomicReference<Decision>();
        var events = new IssuanceEvents() {
            @Override
            public void requireReady() {
                // Nothing is recorded.
            }

            @Override
            public void decided(Decision decision) {
                told.set(decision);
            }
        };
        var _ = new Issuance(
                        parts.issuers(),
                        parts.policy(),
                        parts.possession(),
                        parts.authority(),
                        parts.log(),
                        parts.cores(),
                        events)
                .issue(request);
        return told.get();
    }

    /** Builds and signs, and looks at what was built. */
    @Benchmark
    public Precertificate precertify() {
        return parts.authority().precertify(proven);
    }

    /** What the log does with a submission before it is queued: parse, verify the CA's signature, take the poison out. */
    @Benchmark
    public Draft admit() {
        return gate.admit(chain);
    }

    /**
     * What {@link #precertify} does, and the whole of the log's step for it, from the submission to the promise. It cannot be had
     * without the other: the log knows an entry again and would only repeat its promise. Most of it is waiting for the disk.
     */
    @Benchmark
    public LogReceipt precertifyAndLog() {
        return parts.log().submit(precertify()).get();
    }

    /** Verifies the promise, builds, signs, verifies and looks at everything. */
    @Benchmark
    public IssuedCertificate certify() {
        return parts.authority().certify(precertificate, receipt);
    }

    /** Audit line, metrics and log line. */
    @Benchmark
    public Decision record() {
        parts.events().decided(decision);
        return decision;
    }

    @Benchmark
    public byte[] answer() {
        return protocol.answer(issued);
    }

    /** From the bytes of a request to those of its answer, the log's wait for the disk in it. */
    @Benchmark
    public byte[] wholeWalk() {
        return protocol.answer(parts.issue(protocol.read(body)));
    }

    @TearDown
    public void close() throws IOException {
        authority.close();
    }
}
