/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All that was measured, as text and as fields.
 *
 * @param prepared how many different requests were sent, over and over if more were needed
 * @param memory   of the server
 */
public record LoadReport(LoadPlan plan, int prepared, LoadResult result, Verified verified, Optional<Memory> memory) {
    private static final double MEBIBYTE = 1024 * 1024;

    /** What was found in those answers that were verified in every respect. */
    public record Verified(int answers, Failures faults) {}

    /**
     * @param resident  bytes in use
     * @param anonymous of those, bytes that no file stands behind
     */
    public record Memory(long resident, long anonymous) {}

    /** Whether every answer that was verified was good. */
    public boolean isGood() {
        return verified.faults().total() == 0;
    }

    /** How many requests got no certificate. */
    public long errors() {
        return result.failures().total();
    }

    /** The same in every language of who runs it. */
    public String text() {
        var text = new StringBuilder();
        line(text, "certificates/s", tenths(result.certificatesPerSecond()));
        line(text, "certificates", result.certificates() + " in " + tenths(result.seconds()) + " s, " + pace());
        line(text, "latency ms", result.fromDue().summary().toString());
        if (plan.pace() instanceof Pace.Rate) {
            line(text, "  since sent", result.fromSent().summary().toString());
        }
        line(
                text,
                "verified",
                verified.answers() + " answers, " + verified.faults().total() + " bad");
        verified.faults().counts().forEach((fault, count) -> line(text, "  bad", count + " x " + fault));
        line(text, "errors", Long.toString(result.failures().total()));
        result.failures().counts().forEach((reason, count) -> line(text, "  error", count + " x " + reason));
        line(text, "requests", prepared + " different ones; connections opened again: " + result.reopened());
        result.serverCost().ifPresent(cost -> line(text, "server CPU", Math.round(cost) + " us per certificate"));
        memory.ifPresent(it -> line(
                text,
                "server memory",
                mebibytes(it.resident()) + " MiB resident, " + mebibytes(it.anonymous()) + " of it anonymous"));
        result.generatorCost().ifPresent(cost -> line(text, "generator CPU", Math.round(cost) + " us per answer"));
        return text.toString();
    }

    private static String tenths(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private static long mebibytes(long bytes) {
        return Math.round(bytes / MEBIBYTE);
    }

    private String pace() {
        var pace = plan.pace() instanceof Pace.Rate(var perSecond) ? perSecond + "/s asked for" : "as many as it took";
        return pace + " on " + plan.connections() + " connections";
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "%-16s%s%n", name, value));
    }

    public Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("connections", plan.connections());
        fields.put("rate", plan.pace() instanceof Pace.Rate(var perSecond) ? perSecond : "max");
        fields.put("seconds", result.seconds());
        fields.put("certificates", result.certificates());
        fields.put("certificatesPerSecond", result.certificatesPerSecond());
        fields.put("milliseconds", result.fromDue().summary());
        fields.put("sinceSentMilliseconds", result.fromSent().summary());
        fields.put("errors", result.failures().counts());
        fields.put("verified", verified.answers());
        fields.put("faults", verified.faults().counts());
        fields.put("requests", prepared);
        fields.put("reopened", result.reopened());
        result.generatorCost().ifPresent(cost -> fields.put("generatorMicrosecondsPerAnswer", cost));
        result.serverCost().ifPresent(cost -> fields.put("serverMicrosecondsPerCertificate", cost));
        memory.ifPresent(it -> fields.put("serverBytes", it));
        return fields;
    }
}
