/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the settings say of the time-stamping authority. */
final class TimestampReader {
    private static final int MOST_IN_FLIGHT = 1_000_000;
    private static final int LONGEST_POLICY = 128;

    /** The first two numbers are one in DER, which bounds them. */
    private static final Pattern OBJECT_IDENTIFIER =
            Pattern.compile("([01]\\.[1-3]?[0-9]|2\\.(0|[1-9][0-9]*))(\\.(0|[1-9][0-9]*))+");

    private static final List<Setting> OF_FILES = List.of(Setting.TSA_CHAIN, Setting.TSA_KEY, Setting.TSA_KEY_PASSWD);

    private final SettingValues values;

    TimestampReader(SettingValues values) {
        this.values = values;
    }

    /** Empty for none. */
    Optional<TimestampSettings> settings() {
        var policy = policy();
        var accuracy = values.wholeSeconds(Setting.TSA_ACCURACY, Duration.ofSeconds(1));
        var inFlight = values.number(Setting.TSA_REQUESTS_IN_FLIGHT, 1, MOST_IN_FLIGHT);
        return key().map(key -> new TimestampSettings(key, policy, accuracy, inFlight));
    }

    private Optional<TimestampSettings.Key> key() {
        var where = values.text(Setting.TSA);
        if (where.equals("file")) {
            values.require(Setting.TSA_CHAIN, "tsa-chain must be set to the path of a chain when tsa is file");
            values.require(Setting.TSA_KEY, "tsa-key must be set to the path of a private key when tsa is file");
            return Optional.of(new TimestampSettings.Files(
                    Path.of(values.text(Setting.TSA_CHAIN)),
                    Path.of(values.text(Setting.TSA_KEY)),
                    values.text(Setting.TSA_KEY_PASSWD)));
        }
        OF_FILES.stream()
                .filter(setting -> values.optional(setting).isPresent())
                .forEach(setting -> values.problem(setting, "means nothing unless tsa is file"));
        return switch (where) {
            case "none" -> Optional.empty();
            case "ephemeral" -> Optional.of(TimestampSettings.Throwaway.THROWAWAY);
            default -> {
                values.problem(Setting.TSA, "must be none, file or ephemeral, was \"" + where + "\"");
                yield Optional.empty();
            }
        };
    }

    private String policy() {
        var policy = values.text(Setting.TSA_POLICY);
        if (policy.length() > LONGEST_POLICY
                || !OBJECT_IDENTIFIER.matcher(policy).matches()) {
            values.problem(
                    Setting.TSA_POLICY,
                    "must be an object identifier, numbers with dots between them, was \"" + policy + "\"");
        }
        return policy;
    }
}
