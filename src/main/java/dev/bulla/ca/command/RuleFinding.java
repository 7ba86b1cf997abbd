/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.rules.Explanation.Finding;
import dev.bulla.ca.rules.Result;
import dev.bulla.ca.rules.Result.Evaluated;
import dev.bulla.ca.rules.Result.Failed;
import java.util.Locale;

/**
 * What became of one rule, in words.
 *
 * @param dryRun whether it is only recorded and decides nothing
 * @param result matched, not-matched, or why it could not be evaluated
 */
record RuleFinding(String name, String effect, boolean dryRun, String result) {

    static RuleFinding of(Finding finding) {
        var rule = finding.rule();
        return new RuleFinding(
                rule.name(), rule.effect().name().toLowerCase(Locale.ROOT), rule.dryRun(), words(finding.result()));
    }

    private static String words(Result result) {
        return switch (result) {
            case Evaluated.MATCHED -> "matched";
            case Evaluated.NOT_MATCHED -> "not-matched";
            case Failed failed -> "failed: " + failed.code() + " " + failed.message();
        };
    }

    String text() {
        return "  %s %s%s: %s%n".formatted(effect, name, dryRun ? " (dry run)" : "", Inspection.printable(result));
    }
}
