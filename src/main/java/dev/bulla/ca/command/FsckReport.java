/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ctlog.CheckReport;
import dev.bulla.ctlog.DamagedFile;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a check of a log found, for a person or a script.
 *
 * @param place as it was typed
 */
record FsckReport(String place, CheckReport report, Duration took) {
    private static final double MILLIS = 1000.0;

    String text() {
        var text = new StringBuilder();
        report.head()
                .ifPresent(head -> text.append(
                                "log:     %s, %d entries, %s%n".formatted(head.origin(), head.size(), head.time()))
                        .append("root:    %s%n".formatted(head.root())));
        text.append("key:     %s (%s)%n".formatted(report.key().id(), keyFrom()));
        text.append("checked: %d entries in %s s%n".formatted(report.checked(), seconds()));
        text.append(report.isClean() ? "clean%n".formatted() : damaged());
        return text.toString();
    }

    private String keyFrom() {
        return report.keyFrom().equals("given") ? "given" : "from " + report.keyFrom() + " in the log's own folder";
    }

    private String damaged() {
        var text = new StringBuilder("damaged: %d files, the first is %s%n"
                .formatted(report.damaged().size(), report.damaged().getFirst().path()));
        for (var file : report.damaged()) {
            text.append("  %s%s%n"
                    .formatted(
                            file,
                            file.rebuildable() ? "; delete it, and the next start of the log makes it again" : ""));
        }
        return text.toString();
    }

    private String seconds() {
        return String.format(Locale.ROOT, "%.1f", took.toMillis() / MILLIS);
    }

    String json() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("place", place);
        fields.put("clean", report.isClean());
        fields.put("logId", report.key().id().toString());
        fields.put("keyFrom", report.keyFrom());
        report.head().ifPresent(head -> {
            fields.put("origin", head.origin());
            fields.put("size", head.size());
            fields.put("time", head.time().toString());
            fields.put("root", head.root());
        });
        fields.put("checked", report.checked());
        fields.put("seconds", took.toMillis() / MILLIS);
        fields.put("damaged", report.damaged().stream().map(FsckReport::fields).toList());
        return JsonMapper.shared().writeValueAsString(fields) + System.lineSeparator();
    }

    private static Map<String, Object> fields(DamagedFile file) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("path", file.path());
        fields.put("entries", List.of(file.firstEntry(), file.endEntry()));
        fields.put("what", file.what());
        fields.put("rebuildable", file.rebuildable());
        return fields;
    }
}
