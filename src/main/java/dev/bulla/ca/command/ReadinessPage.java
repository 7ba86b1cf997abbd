/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a server says of itself at length.
 *
 * @param facts  what it is made of, by name, in its order
 * @param alarms what is raised, by name
 */
record ReadinessPage(boolean ready, Map<String, String> facts, Map<String, String> alarms) {
    private static final String ALARM = "alarm ";

    ReadinessPage {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        alarms = Collections.unmodifiableMap(new LinkedHashMap<>(alarms));
    }

    static ReadinessPage parse(boolean ready, String page) {
        var facts = new LinkedHashMap<String, String>();
        var alarms = new LinkedHashMap<String, String>();
        page.lines()
                .skip(1)
                .map(line -> line.split(": ", 2))
                .filter(line -> line.length == 2)
                .forEach(line -> {
                    if (line[0].startsWith(ALARM)) {
                        alarms.put(line[0].substring(ALARM.length()), line[1]);
                    } else {
                        facts.put(line[0], line[1]);
                    }
                });
        return new ReadinessPage(ready, facts, alarms);
    }

    String fact(String name) {
        return facts.getOrDefault(name, "unknown");
    }
}
