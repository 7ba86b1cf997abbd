/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import dev.bulla.ca.certificate.LogReceipt;
import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.ErrorPage;
import dev.bulla.ca.fault.FailedException;
import dev.bulla.ca.fault.OrphanedException;
import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.issuance.Decision;
import dev.bulla.ca.issuance.Decision.Issued;
import dev.bulla.ca.issuance.Decision.NotIssued;
import dev.bulla.ca.issuance.Issuance;
import dev.bulla.ca.issuance.IssuanceEvents;
import dev.bulla.ca.issuance.Trail;
import dev.bulla.ca.rules.Ruling;
import dev.bulla.ca.rules.Verdict;
import dev.bulla.ca.trust.TrustedIssuer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;

/**
 * Tells every decision to those who keep count: the audit trail first, then numbers, alarms and the log. Who was turned away
 * for want of room is counted only: nobody looked at what they brought, and records of it could fill a disk.
 */
public final class Decisions implements IssuanceEvents {
    private static final Logger LOG = System.getLogger(Decisions.class.getName());

    private static final TrustedIssuer.Entry NOBODY = new TrustedIssuer.Entry("", "");

    private final AuditTrail audit;
    private final Alarms alarms;
    private final Counter certificates;
    private final Counter decisions;
    private final Counter rulings;
    private final Histogram walks;
    private final Histogram phases;
    private final TurnedAway turnedAway = new TurnedAway(System::nanoTime);

    public Decisions(AuditTrail audit, Alarms alarms, Metrics metrics) {
        this.audit = audit;
        this.alarms = alarms;
        certificates = metrics.counter("fulcio_new_certs", "The total number of certificates generated");
        decisions = metrics.counter(
                "bulla_decisions_total", "Requests by how they ended.", "outcome", "reason", "issuer", "type");
        rulings = metrics.counter(
                "bulla_rulings_total",
                "Requests by what the rules of their issuer said; dry runs where they would change it.",
                "issuer",
                "ruling",
                "rule",
                "dry_run");
        walks = metrics.fineHistogram("bulla_decision_seconds", "Time until a decision.", "outcome", "type");
        phases = metrics.fineHistogram("bulla_phase_seconds", "Time per part of a request.", "phase");
        metrics.observedCounter("bulla_audit_failures_total", "Times the audit trail could not be written.")
                .is(audit::failures);
    }

    @Override
    public void requireReady() {
        audit.requireReady();
    }

    @Override
    public void decided(Decision decision) {
        if (decision.outcome() instanceof NotIssued not && not.reason().equals(Refusal.OVERLOADED.name())) {
            decisions.count("refused", not.reason(), "", "");
            turnedAway.one(decision.requestId());
            return;
        }
        audit.record(decision);
        var trail = decision.trail();
        trail.phases().forEach((phase, nanos) -> phases.took(nanos, phase.name().toLowerCase(Locale.ROOT)));
        decision.verdict().ifPresent(verdict -> count(verdict, entry(trail).name()));
        switch (decision.outcome()) {
            case Issued issued -> {
                certificates.count();
                count("issued", "", trail);
                LOG.log(Level.INFO, "request {0} issued: serial {1}", decision.requestId(), serial(issued));
            }
            case NotIssued not -> {
                count(not.kind().name().toLowerCase(Locale.ROOT), not.reason(), trail);
                alarm(decision, not, trail);
                log(decision, not);
            }
        }
    }

    private void count(String outcome, String reason, Trail trail) {
        var entry = entry(trail);
        decisions.count(outcome, reason, entry.name(), entry.type());
        walks.took(trail.nanos(), outcome, entry.type());
    }

    private static TrustedIssuer.Entry entry(Trail trail) {
        return trail.issuer().map(TrustedIssuer::entry).orElse(NOBODY);
    }

    private void count(Verdict verdict, String issuer) {
        if (verdict.ruling().outcome() != Ruling.Outcome.UNRULED) {
            count(verdict.ruling(), issuer, "false");
        }
        verdict.change().ifPresent(change -> count(change, issuer, "true"));
    }

    private void count(Ruling ruling, String issuer, String dryRun) {
        rulings.count(issuer, ruling.outcome().word(), ruling.ruleName(), dryRun);
    }

    private static String serial(Issued issued) {
        return issued.certificate().serial().hex();
    }

    private void alarm(Decision decision, NotIssued not, Trail trail) {
        if (not.cause() instanceof FailedException failed && failed.backend() == Backend.CERTIFICATE) {
            alarms.raise(Alarm.CERTIFICATE_REFUSED_BY_LINT, not.detail().orElse("no detail"));
        }
        if (not.cause() instanceof OrphanedException
                || trail.receipt().filter(LogReceipt.Logged.class::isInstance).isPresent()) {
            alarms.raise(Alarm.ORPHAN_LOGGED, "request " + decision.requestId() + " was logged and got no certificate");
        }
    }

    /** A refusal is ordinary; what is ours or a dependency's fault is not. A bug alone brings its stack trace. */
    private static void log(Decision decision, NotIssued not) {
        var line = "request " + decision.requestId() + " not issued: " + not.reason() + " when "
                + decision.trail().step().words() + ": " + not.detail().orElse("no detail") + " (see "
                + ErrorPage.place(not.reason()) + ")";
        if (not.reason().equals(Issuance.BUG)) {
            LOG.log(Level.ERROR, line, not.cause());
        } else {
            LOG.log(not.kind() == Decision.Kind.REFUSED ? Level.INFO : Level.WARNING, line);
        }
    }
}
