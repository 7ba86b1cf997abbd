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
        WAIT,
        TOKEN,
        PROOF,
        PRECERTIFICATE,
        LOG,
        CERTIFICATE;

        private static Phase of(Step step) {
            return switch (step) {
                case REQUEST -> WAIT;
                case TOKEN_FORM, ISSUER, TOKEN -> TOKEN;
                case POLICY, PROOF -> PROOF;
                case TOKEN_USE, PRECERTIFICATE -> PRECERTIFICATE;
                case LOG -> LOG;
                case CERTIFICATE -> CERTIFICATE;
            };
        }
    }

    /** A step that was begun, and its begin and end on the clock of {@link System#nanoTime}. */
    public record Taken(Step step, long from, long until) {}

    private final List<Taken> over = new ArrayList<>();
    private final long begin = System.nanoTime();
    private long since = begin;
    private Step step = Step.REQUEST;
    private boolean certified;
    private @Nullable TrustedIssuer issuer;
    private @Nullable Requester requester;
    private @Nullable Grant grant;
    private @Nullable TokenUse use;
    private @Nullable Precertificate precertificate;
    private @Nullable LogReceipt receipt;

    private void begin(Step next) {
        end();
        step = next;
    }

    private void end() {
        var now = System.nanoTime();
        over.add(new Taken(step, since, now));
        since = now;
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
        end();
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
        return System.nanoTime() - begin;
    }

    /** Nanoseconds per phase that was finished. */
    public Map<Phase, Long> phases() {
        var nanos = new EnumMap<Phase, Long>(Phase.class);
        for (var taken : over) {
            nanos.merge(Phase.of(taken.step()), taken.until() - taken.from(), Long::sum);
        }
        if (!certified) {
            nanos.remove(Phase.of(step));
        }
        return nanos;
    }

    /** The steps that were begun, in their order. What is not over ends now. */
    public List<Taken> steps() {
        var steps = new ArrayList<>(over);
        if (!certified) {
            steps.add(new Taken(step, since, System.nanoTime()));
        }
        return steps;
    }
}
