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
import java.util.EnumMap;
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
        WAIT,
        TOKEN,
        PROOF,
        PRECERTIFICATE,
        LOG,
        CERTIFICATE
    }

    private final Map<Phase, Long> nanos = new EnumMap<>(Phase.class);
    private final long begin = System.nanoTime();
    private long since = begin;
    private Step step = Step.REQUEST;
    private @Nullable TrustedIssuer issuer;
    private @Nullable Requester requester;
    private @Nullable Grant grant;
    private @Nullable TokenUse use;
    private @Nullable Precertificate precertificate;
    private @Nullable LogReceipt receipt;

    /** The first step of the walk itself. What is refused before it was never walked. */
    void entered() {
        step = Step.TOKEN_FORM;
    }

    UnverifiedToken parsed(UnverifiedToken token) {
        step = Step.ISSUER;
        return token;
    }

    /** There is a core for it. */
    Trail admitted() {
        ended(Phase.WAIT);
        return this;
    }

    TrustedIssuer found(TrustedIssuer issuer) {
        step = Step.TOKEN;
        this.issuer = issuer;
        return issuer;
    }

    Requester identified(Requester requester) {
        step = Step.POLICY;
        this.requester = requester;
        ended(Phase.TOKEN);
        return requester;
    }

    Grant granted(Grant grant) {
        step = Step.PROOF;
        this.grant = grant;
        return grant;
    }

    TokenUse reserved(TokenUse use) {
        step = Step.PRECERTIFICATE;
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
        step = Step.TOKEN_USE;
        ended(Phase.PROOF);
        return key;
    }

    Precertificate precertified(Precertificate precertificate) {
        step = Step.LOG;
        this.precertificate = precertificate;
        ended(Phase.PRECERTIFICATE);
        return precertificate;
    }

    LogReceipt logged(LogReceipt receipt) {
        step = Step.CERTIFICATE;
        this.receipt = receipt;
        ended(Phase.LOG);
        return receipt;
    }

    void ended(Phase phase) {
        var now = System.nanoTime();
        nanos.put(phase, now - since);
        since = now;
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
        return System.nanoTime() - begin;
    }

    /** Nanoseconds per phase that was finished. */
    public Map<Phase, Long> phases() {
        return nanos;
    }
}
