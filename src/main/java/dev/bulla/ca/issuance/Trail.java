/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.issuance;

import dev.bulla.ca.certificate.LogReceipt;
import dev.bulla.ca.certificate.Precertificate;
import dev.bulla.ca.fault.Step;
import dev.bulla.ca.policy.Grant;
import dev.bulla.ca.proof.ProvenKey;
import dev.bulla.ca.replay.TokenUse;
import dev.bulla.ca.token.UnverifiedToken;
import dev.bulla.ca.trust.Requester;
import dev.bulla.ca.trust.TrustedIssuer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one walk has established so far and how long each phase took. The walk hands its results through; nothing is
 * decided by what is kept here. Used by one thread.
 */
public final class Trail {

    /** The parts of a walk that are timed. */
    public enum Phase {
        /** Until there was a core to compute on. */
        WAIT(Step.REQUEST, Step.REQUEST),
        TOKEN(Step.TOKEN_FORM, Step.TOKEN),
        PROOF(Step.POLICY, Step.PROOF),
        PRECERTIFICATE(Step.TOKEN_USE, Step.PRECERTIFICATE),
        LOG(Step.LOG, Step.LOG),
        CERTIFICATE(Step.CERTIFICATE, Step.CERTIFICATE);

        private final int first;
        private final int last;

        Phase(Step first, Step last) {
            this.first = first.ordinal();
            this.last = last.ordinal();
        }
    }

    /** A step that was begun, and its begin and end on the clock of {@link System#nanoTime}. */
    public record Taken(Step step, long from, long until) {}

    private static final Step[] STEPS = Step.values();

    /** When each step began, and behind them when the last one ended. */
    private final long[] begun = new long[STEPS.length + 1];

    private Step step = Step.REQUEST;
    private boolean certified;
    private @Nullable TrustedIssuer issuer;
    private @Nullable Requester requester;
    private @Nullable Grant grant;
    private @Nullable TokenUse use;
    private @Nullable Precertificate precertificate;
    private @Nullable LogReceipt receipt;

    Trail() {
        begin(Step.REQUEST);
    }

    private void begin(Step next) {
        step = next;
        begun[next.ordinal()] = System.nanoTime();
    }

    /** There is a core for it, and the walk itself begins. What is refused before was never walked. */
    void entered() {
        begin(Step.TOKEN_FORM);
    }

    UnverifiedToken parsed(UnverifiedToken token) {
        begin(Step.ISSUER);
        return token;
    }

    TrustedIssuer found(TrustedIssuer issuer) {
        begin(Step.TOKEN);
        this.issuer = issuer;
        return issuer;
    }

    Requester identified(Requester requester) {
        begin(Step.POLICY);
        this.requester = requester;
        return requester;
    }

    Grant granted(Grant grant) {
        begin(Step.PROOF);
        this.grant = grant;
        return grant;
    }

    TokenUse reserved(TokenUse use) {
        begin(Step.PRECERTIFICATE);
        this.use = use;
        return use;
    }

    /** The end of the walk, however it ended: a token that brought no certificate may be used again. */
    void released() {
        if (use != null) {
            use.release();
        }
    }

    ProvenKey proved(ProvenKey key) {
        begin(Step.TOKEN_USE);
        return key;
    }

    Precertificate precertified(Precertificate precertificate) {
        begin(Step.LOG);
        this.precertificate = precertificate;
        return precertificate;
    }

    LogReceipt logged(LogReceipt receipt) {
        begin(Step.CERTIFICATE);
        this.receipt = receipt;
        return receipt;
    }

    void certified() {
        begun[STEPS.length] = System.nanoTime();
        certified = true;
    }

    /** What is being done, or was when the walk ended. */
    public Step step() {
        return step;
    }

    /** The issuer, once it turned out to be one we trust. */
    public Optional<TrustedIssuer> issuer() {
        return Optional.ofNullable(issuer);
    }

    /** Who asked, once their token was verified. */
    public Optional<Requester> requester() {
        return Optional.ofNullable(requester);
    }

    /** What was granted, once it was. */
    public Optional<Grant> grant() {
        return Optional.ofNullable(grant);
    }

    public Optional<Precertificate> precertificate() {
        return Optional.ofNullable(precertificate);
    }

    /** The log's receipt. If there is one and no certificate, the log has promised what we did not hand out. */
    public Optional<LogReceipt> receipt() {
        return Optional.ofNullable(receipt);
    }

    /** Nanoseconds since the walk began. */
    public long nanos() {
        return System.nanoTime() - begun[Step.REQUEST.ordinal()];
    }

    /** Nanoseconds per phase that was finished. */
    public Map<Phase, Long> phases() {
        var nanos = new EnumMap<Phase, Long>(Phase.class);
        for (var phase : Phase.values()) {
            if (isOver(phase.last)) {
                nanos.put(phase, begun[phase.last + 1] - begun[phase.first]);
            }
        }
        return nanos;
    }

    /** The steps that were begun, in their order. What is not over ends now. */
    public List<Taken> steps() {
        var steps = new ArrayList<Taken>();
        for (var i = 0; i <= step.ordinal(); i++) {
            steps.add(new Taken(STEPS[i], begun[i], isOver(i) ? begun[i + 1] : System.nanoTime()));
        }
        return steps;
    }

    private boolean isOver(int one) {
        return certified || one < step.ordinal();
    }
}
