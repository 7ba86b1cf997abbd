/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import dev.bulla.ca.certificate.LogReceipt;
import dev.bulla.ca.certificate.Precertificate;
import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.FailedException;
import dev.bulla.ca.fault.OrphanedException;
import dev.bulla.ca.fault.UnavailableException;
import dev.bulla.ca.issuance.Decision;
import dev.bulla.ca.issuance.Decision.Issued;
import dev.bulla.ca.issuance.Decision.NotIssued;
import dev.bulla.ca.rules.Ruling;
import dev.bulla.ca.rules.Verdict;
import dev.bulla.ca.trust.TrustedIssuer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** One JSON line for each decision: who asked, what they got, and why not. */
public final class AuditTrail {

    private final AuditSink sink;
    private final boolean required;
    private final InstantSource clock;
    private final Alarms alarms;
    private final LongAdder failures = new LongAdder();

    private AuditTrail(AuditSink sink, boolean required, InstantSource clock, Alarms alarms) {
        this.sink = sink;
        this.required = required;
        this.clock = clock;
        this.alarms = alarms;
    }

    /** @param required whether nothing is issued that cannot be recorded */
    public static AuditTrail toFile(Path path, boolean required, InstantSource clock, Alarms alarms) {
        return new AuditTrail(new AuditFile(path), required, clock, alarms);
    }

    public static AuditTrail toStream(PrintStream stream, boolean required, InstantSource clock, Alarms alarms) {
        return new AuditTrail(new AuditStream(stream), required, clock, alarms);
    }

    /** Throws before a key is used for what could not be recorded. */
    public void requireReady() {
        try {
            sink.ready();
        } catch (IOException e) {
            unwritable(e);
            if (required) {
                throw new UnavailableException(Backend.AUDIT, "the audit trail cannot be opened: " + e.getMessage(), e);
            }
        }
    }

    /** Throws only when a certificate would leave without its record. */
    public void record(Decision decision) {
        try {
            sink.append(line(decision));
            alarms.clear(Alarm.AUDIT_UNWRITABLE);
        } catch (IOException e) {
            unwritable(e);
            if (required && decision.outcome() instanceof Issued) {
                throw new FailedException(Backend.AUDIT, "the audit trail cannot be written: " + e.getMessage(), e);
            }
        }
    }

    /** What somebody did who is no requester. Whether it was written; if not, it may be told again. */
    public boolean event(String id, Instant time, String event, Map<String, String> facts) {
        var line = new JsonLine()
                .with("time", time.toString())
                .with("event", event)
                .with("id", id);
        new TreeMap<>(facts).forEach(line::with);
        try {
            sink.append(line.end());
            alarms.clear(Alarm.AUDIT_UNWRITABLE);
            return true;
        } catch (IOException e) {
            unwritable(e);
            return false;
        }
    }

    /** How often it could not be written. */
    public long failures() {
        return failures.sum();
    }

    private void unwritable(IOException e) {
        failures.increment();
        alarms.raise(Alarm.AUDIT_UNWRITABLE, "the audit trail cannot be written: " + e.getMessage());
    }

    private String line(Decision decision) {
        var trail = decision.trail();
        var line = new JsonLine()
                .with("time", clock.instant().toString())
                .with("request", decision.requestId())
                .with("decision", word(decision));
        trail.issuer().ifPresent(issuer -> issuer(line, issuer));
        trail.requester()
                .flatMap(requester -> requester.principalIfMapped())
                .ifPresent(principal -> line.with("identity", principal.name().value()));
        decision.verdict().ifPresent(verdict -> verdict(line, verdict));
        switch (decision.outcome()) {
            case Issued issued ->
                line.with("notBefore", issued.certificate().notBefore().toString())
                        .with("notAfter", issued.certificate().notAfter().toString());
            case NotIssued refused -> {
                line.with("reason", refused.reason());
                if (refused.cause() instanceof OrphanedException) {
                    line.with("orphan", true);
                }
            }
        }
        trail.precertificate().map(Precertificate::serial).ifPresent(serial -> line.with("serial", serial.hex()));
        trail.receipt().ifPresent(receipt -> receipt(line, receipt, decision));
        return line.end();
    }

    /** Nothing for issuers without rules, and of dry runs only what they would change. */
    private static void verdict(JsonLine line, Verdict verdict) {
        if (verdict.ruling().outcome() != Ruling.Outcome.UNRULED) {
            ruling(line, "ruling", "rule", verdict.ruling());
        }
        verdict.change().ifPresent(change -> ruling(line, "dryRunRuling", "dryRunRule", change));
    }

    private static void ruling(JsonLine line, String outcome, String name, Ruling ruling) {
        line.with(outcome, ruling.outcome().word());
        ruling.rule().ifPresent(rule -> line.with(name, rule.name()));
    }

    private static void issuer(JsonLine line, TrustedIssuer issuer) {
        line.with("issuer", issuer.url()).with("type", issuer.entry().type());
    }

    private static void receipt(JsonLine line, LogReceipt receipt, Decision decision) {
        switch (receipt) {
            case LogReceipt.NotLogged none -> line.with("logged", false);
            case LogReceipt.Logged logged -> {
                line.with("log", logged.timestamp().logId().toString())
                        .with(
                                "logTime",
                                Instant.ofEpochMilli(logged.timestamp().timestamp())
                                        .toString());
                if (decision.outcome() instanceof NotIssued) {
                    // The log tells the world of a certificate that nobody got.
                    line.with("orphan", true);
                }
            }
        }
    }

    private static String word(Decision decision) {
        return switch (decision.outcome()) {
            case Issued issued -> "issued";
            case NotIssued not -> not.kind().name().toLowerCase(Locale.ROOT);
        };
    }
}
