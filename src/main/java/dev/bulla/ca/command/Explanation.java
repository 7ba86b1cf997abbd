/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.issuance.Decision;
import dev.bulla.ca.issuance.Decision.Issued;
import dev.bulla.ca.issuance.Decision.NotIssued;
import dev.bulla.ca.issuance.Trail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A decision in words, for the operator whose configuration it followed.
 *
 * @param issued  whether there would be a certificate
 * @param facts   what was established on the way, in order
 * @param content every extension of the certificate, or none
 */
record Explanation(boolean issued, Map<String, String> facts, List<ExtensionText> content) {

    Explanation {
        content = List.copyOf(content);
    }

    static Explanation of(Decision decision) {
        var facts = new LinkedHashMap<String, String>();
        var trail = decision.trail();
        switch (decision.outcome()) {
            case Issued _ -> facts.put("outcome", "issued");
            case NotIssued not -> {
                facts.put("outcome", not.kind().name().toLowerCase(Locale.ROOT));
                facts.put("step", step(trail));
                facts.put("reason", not.reason());
                not.detail().ifPresent(detail -> facts.put("detail", detail));
                if (not.cause() instanceof RefusedException refused) {
                    facts.put("sentence", refused.sentence());
                }
            }
        }
        trail.issuer().ifPresent(issuer -> {
            facts.put("issuer", issuer.url());
            facts.put("type", issuer.kind());
        });
        trail.requester().ifPresent(requester -> facts.put("challenge", requester.challenge()));
        return new Explanation(decision.outcome() instanceof Issued, facts, content(decision));
    }

    /** The first step that has left no trace. */
    private static String step(Trail trail) {
        if (trail.issuer().isEmpty()) {
            return "finding the issuer";
        }
        return trail.requester().isEmpty() ? "verifying the token" : "making the certificate";
    }

    private static List<ExtensionText> content(Decision decision) {
        return decision.outcome() instanceof Issued issued
                ? Inspection.of(CertificateReader.read(
                                        issued.certificate().der().array())
                                .getFirst())
                        .extensions()
                : List.of();
    }

    String text() {
        var text = new StringBuilder();
        facts.forEach((name, value) -> text.append("%-11s%s%n".formatted(name + ":", Inspection.printable(value))));
        content.forEach(extension -> text.append(Inspection.text(extension)));
        return text.toString();
    }

    Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>(facts);
        if (issued) {
            fields.put("extensions", content);
        }
        return fields;
    }
}
