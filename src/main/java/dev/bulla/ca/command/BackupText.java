/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.backup.About;
import dev.bulla.ca.backup.Restore.Restored;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is in a backup, for a person or a script. */
record BackupText(Path folder, About about) {

    /** @param isNoted whether the server will write it into its audit trail */
    String made(boolean isNoted) {
        var text = new StringBuilder("backup: %s, of %s at %s, by Bulla %s%n"
                .formatted(folder, about.data(), about.time(), about.version()));
        about.logs().forEach(log -> text.append(line(log)));
        text.append("audit:  %d records%s%n"
                .formatted(about.auditRecords(), isNoted ? "" : "; this backup is not noted there"));
        text.append(
                about.keys().isEmpty()
                        ? "keys:   none%n".formatted()
                        : "keys:   %d private keys: keep this folder as safe as the server%n"
                                .formatted(about.keys().size()));
        about.keys().forEach(key -> text.append("          %s%n".formatted(key)));
        if (!about.notContained().isEmpty()) {
            text.append("not contained:%n".formatted());
            about.notContained().forEach(what -> text.append("          %s%n".formatted(what)));
        }
        return text.toString();
    }

    private static String line(About.LogPart log) {
        return "log:    %s, %d entries, %s%s%n        root %s, id %s%n"
                .formatted(log.origin(), log.size(), log.time(), log.ended() ? ", ended" : "", log.root(), log.logId());
    }

    String json() {
        return object() + System.lineSeparator();
    }

    private ObjectNode object() {
        var json = JsonMapper.shared()
                .createObjectNode()
                .put("backup", folder.toString())
                .put("data", about.data())
                .put("time", about.time().toString())
                .put("version", about.version());
        var logs = json.putArray("logs");
        about.logs()
                .forEach(log -> logs.addObject()
                        .put("name", log.name())
                        .put("origin", log.origin())
                        .put("logId", log.logId())
                        .put("size", log.size())
                        .put("time", log.time().toString())
                        .put("root", log.root())
                        .put("ended", log.ended()));
        about.keys().forEach(json.putArray("privateKeys")::add);
        json.put("auditRecords", about.auditRecords());
        about.notContained().forEach(json.putArray("notContained")::add);
        return json;
    }

    /** @param elsewhere what lay outside of the data folder */
    String restored(Path data, Restored restored, List<String> elsewhere) {
        var text = new StringBuilder(
                "restored: %s, from %s of %s, by Bulla %s%n".formatted(data, folder, about.time(), about.version()));
        for (var log : about.logs()) {
            var end = restored.cutOff().contains(log.name()) ? ", ends here" : log.ended() ? ", ended" : "";
            text.append("log:      %s, %d entries, %s%s%n          id %s%n"
                    .formatted(log.origin(), log.size(), log.time(), end, log.logId()));
        }
        if (restored.asked()) {
            text.append(
                    ("next:     the server makes another log with a new key within seconds of its start: back that up, and give"
                                    + " verifiers the trust root anew%n")
                            .formatted());
        }
        if (!elsewhere.isEmpty()) {
            text.append(
                    "settings: nothing outside of the data folder was touched; in the backup, below elsewhere, are%n"
                            .formatted());
            elsewhere.forEach(path -> text.append("            %s%n".formatted(path)));
        }
        return text.toString();
    }

    String restoredJson(Path data, Restored restored, List<String> elsewhere) {
        var json = object().put("restored", data.toString());
        restored.cutOff().forEach(json.putArray("cutOff")::add);
        json.put("nextLogAsked", restored.asked());
        elsewhere.forEach(json.putArray("elsewhere")::add);
        return json + System.lineSeparator();
    }
}
