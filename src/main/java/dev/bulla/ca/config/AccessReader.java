/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import dev.bulla.ca.config.AccessSettings.Rate;
import dev.bulla.ca.config.AccessSettings.RuleSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads the keys of an issuer that are Bulla's own: rules, quotas and the replay guard. */
final class AccessReader {
    /** The keys of an issuer that are read here, by their JSON spelling in lower case. */
    static final Map<String, String> NAMES = Map.of(
            "rules", "rules",
            "quota", "quota",
            "quotaperidentity", "quota-per-identity",
            "quotaidentities", "quota-identities",
            "replayguard", "replay-guard",
            "replayguardtokens", "replay-guard-tokens");

    /** The JSON spelling of the keys of a rule, in lower case. */
    private static final Map<String, String> RULE = Map.of(
            "name", "name",
            "allow", "allow",
            "deny", "deny",
            "reason", "reason",
            "dryrun", "dry-run");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern RATE = Pattern.compile("([1-9][0-9]{0,8})/(.+)");
    private static final Duration LONGEST_PERIOD = Duration.ofDays(31);
    private static final int MOST_RULES = 64;
    private static final int LONGEST_REASON = 200;
    private static final int LARGEST_MEMORY = 1_000_000;

    private final Fields fields;
    private final Problems problems;

    private AccessReader(Fields fields, Problems problems) {
        this.fields = fields;
        this.problems = problems;
    }

    static AccessSettings read(Fields fields, Problems problems) {
        return new AccessReader(fields, problems).access();
    }

    private AccessSettings access() {
        var guarded = fields.flag("replay-guard");
        var tokens = memory("replay-guard-tokens");
        return new AccessSettings(
                rules(),
                rate("quota"),
                rate("quota-per-identity"),
                memory("quota-identities"),
                guarded ? OptionalInt.of(tokens) : OptionalInt.empty());
    }

    private List<RuleSettings> rules() {
        var rules = new ArrayList<RuleSettings>();
        var names = new HashSet<String>();
        for (var item : fields.items("rules")) {
            var rule = fields.nested("a rule", item, RULE);
            var read = rule(rule);
            if (!names.add(read.name())) {
                problems.add(rule.placeOf("name"), "there are two rules named \"" + read.name() + "\"");
            }
            rules.add(read);
        }
        if (rules.size() > MOST_RULES) {
            problems.add(fields.placeOf("rules"), "there are more than " + MOST_RULES + " rules");
        }
        return rules;
    }

    private RuleSettings rule(Fields rule) {
        var name = rule.text("name");
        if (!NAME.matcher(name).matches()) {
            problems.add(
                    rule.placeOf("name"),
                    "a rule needs a name of at most 64 letters, digits, dots, dashes and underscores");
        }
        var allow = rule.text("allow");
        var deny = rule.text("deny");
        if (allow.isBlank() == deny.isBlank()) {
            problems.add(rule.place(), "rule \"" + name + "\" needs a condition under either \"allow\" or \"deny\"");
        }
        var denies = !deny.isBlank();
        var read = new RuleSettings(
                name,
                rule.placeOf(denies ? "deny" : "allow"),
                denies ? deny : allow,
                denies,
                reason(rule),
                rule.flag("dry-run"));
        rule.onlyKnown();
        return read;
    }

    private String reason(Fields rule) {
        var reason = rule.text("reason").strip();
        if (reason.length() > LONGEST_REASON || reason.chars().anyMatch(Character::isISOControl)) {
            problems.add(
                    rule.placeOf("reason"),
                    "the reason goes to requesters: one line of at most " + LONGEST_REASON + " characters");
        }
        return reason;
    }

    private Optional<Rate> rate(String key) {
        var text = fields.text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var parts = RATE.matcher(text);
        var period = parts.matches() ? GoDuration.parse(parts.group(2)) : Optional.<Duration>empty();
        if (period.isEmpty() || !period.get().isPositive() || period.get().compareTo(LONGEST_PERIOD) > 0) {
            problems.add(
                    fields.placeOf(key),
                    "\"" + key + "\" must be requests and a period of at most 31 days, such as 30/1m, was \"" + text
                            + "\"");
            return Optional.empty();
        }
        return Optional.of(new Rate(Integer.parseInt(parts.group(1)), period.get()));
    }

    private int memory(String key) {
        var text = fields.text(key);
        if (text.isEmpty()) {
            return AccessSettings.USUAL_MEMORY;
        }
        if (text.matches("[1-9][0-9]{0,6}") && Integer.parseInt(text) <= LARGEST_MEMORY) {
            return Integer.parseInt(text);
        }
        problems.add(
                fields.placeOf(key),
                "\"" + key + "\" must be a number from 1 to " + LARGEST_MEMORY + ", was \"" + text + "\"");
        return AccessSettings.USUAL_MEMORY;
    }
}
