/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.issuance.Decision;
import dev.bulla.ca.issuance.Decision.Issued;
import dev.bulla.ca.issuance.Decision.NotIssued;
import dev.bulla.ca.rules.Explanation;
import dev.bulla.ca.rules.Ruling;
import dev.bulla.ca.trust.Requester;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A decision in words, for the operator whose configuration it followed.
 *
 * @param issued  whether there would be a certificate
 * @param facts   what was established on the way, in order
 * @param rules   what became of each rule of the issuer, in the order in which they are asked
 * @param content every extension of the certificate, or none
 */
record DecisionText(boolean issued, Map<String, String> facts, List<RuleFinding> rules, List<ExtensionText> content) {

    DecisionText {
        rules = List.copyOf(rules);
        content = List.copyOf(content);
    }

    static DecisionText of(Decision decision) {
        var trail = decision.trail();
        var explained = trail.requester().map(Requester::explain);
        var facts = outcome(decision);
        trail.issuer().ifPresent(issuer -> {
            facts.put("issuer", issuer.url());
            facts.put("type", issuer.entry().type());
        });
        trail.requester().ifPresent(requester -> facts.put("challenge", requester.challenge()));
        explained.ifPresent(rules -> facts.put("ruling", words(rules.verdict().ruling())));
        explained
                .flatMap(rules -> rules.verdict().change())
                .ifPresent(change -> facts.put("dry-run", words(change) + ", if all rules counted"));
        return new DecisionText(
                decision.outcome() instanceof Issued,
                facts,
                explained.map(DecisionText::findings).orElse(List.of()),
                content(decision));
    }

    private static Map<String, String> outcome(Decision decision) {
        var facts = new LinkedHashMap<String, String>();
        switch (decision.outcome()) {
            case Issued _ -> facts.put("outcome", "issued");
            case NotIssued not -> {
                facts.put("outcome", not.kind().name().toLowerCase(Locale.ROOT));
                facts.put("step", decision.trail().step().words());
                facts.put("reason", not.reason());
                not.detail().ifPresent(detail -> facts.put("detail", detail));
                if (not.cause() instanceof RefusedException refused) {
                    facts.put("sentence", refused.sentence());
                }
            }
        }
        return facts;
    }

    private static List<RuleFinding> findings(Explanation explanation) {
        return explanation.rules().stream().map(RuleFinding::of).toList();
    }

    private static String words(Ruling ruling) {
        return ruling.outcome().word()
                + ruling.rule().map(rule -> " by " + rule.name()).orElse("");
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
        rules.forEach(rule -> text.append(rule.text()));
        content.forEach(extension -> text.append(Inspection.text(extension)));
        return text.toString();
    }

    Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>(facts);
        fields.put("rules", rules);
        if (issued) {
            fields.put("extensions", content);
        }
        return fields;
    }
}
