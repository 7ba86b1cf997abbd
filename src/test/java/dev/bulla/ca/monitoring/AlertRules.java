/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files of deploy/monitoring, as far as tests ask. */
final class AlertRules {
    static final Path DEPLOY = Path.of(System.getProperty("bulla.root", ".."), "deploy");
    static final Path FOLDER = DEPLOY.resolve("monitoring");

    private AlertRules() {}

    record Alert(String name, String expression, String severity, String summary, String runbook) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Alert> all() throws IOException {
        return maps(yaml("alerts.yaml"), "groups").stream()
                .flatMap(group -> maps(group, "rules").stream())
                .map(rule -> new Alert(
                        text(rule, "alert"),
                        text(rule, "expr"),
                        text(map(rule, "labels"), "severity"),
                        text(map(rule, "annotations"), "summary"),
                        text(map(rule, "annotations"), "runbook_url")))
                .toList();
    }

    static Map<?, ?> yaml(String name) throws IOException {
        var text = Files.readString(FOLDER.resolve(name));
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    static List<Map<?, ?>> maps(Map<?, ?> from, String key) {
        return ((List<?>) value(from, key))
                .stream().<Map<?, ?>>map(it -> (Map<?, ?>) it).toList();
    }

    static String text(Map<?, ?> from, String key) {
        return value(from, key).toString();
    }

    private static Map<?, ?> map(Map<?, ?> from, String key) {
        return (Map<?, ?>) value(from, key);
    }

    private static Object value(Map<?, ?> from, String key) {
        var value = from.get(key);
        if (value == null) {
            throw new AssertionError("no " + key + " in " + from);
        }
        return value;
    }
}
