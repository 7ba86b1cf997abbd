/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What commands did that belongs into the audit trail. Only a server knows where that is and may write to it, so a command leaves a
 * note, and a server takes it up.
 */
public record AuditNotes(DataFolder folder) {
    private static final int LARGEST = 64 * 1024;

    /**
     * @param id    of this note and of no other
     * @param event what was done
     * @param facts who did it to what
     */
    public record Note(String id, Instant time, String event, Map<String, String> facts) {
        public Note {
            facts = Map.copyOf(facts);
        }
    }

    /** Whoever runs the server is to own the folder, or it could not take notes away. */
    public void prepare() throws IOException {
        Files.createDirectories(folder.auditNotes());
    }

    /** Whether whoever asks may leave one: a data folder may be somebody else's to write to. */
    public boolean isOpen() {
        return Files.isWritable(folder.auditNotes());
    }

    public void leave(Instant time, String event, Map<String, String> facts) throws IOException {
        var json = JsonMapper.shared()
                .createObjectNode()
                .put("time", time.toString())
                .put("event", event);
        var written = json.putObject("facts");
        facts.forEach(written::put);
        PublicFiles.replace(file(UUID.randomUUID().toString()), json.toPrettyString() + "\n");
    }

    /** In no particular order. */
    public List<Note> all() throws IOException {
        if (!Files.isDirectory(folder.auditNotes())) {
            return List.of();
        }
        var notes = new ArrayList<Note>();
        try (var found = Files.list(folder.auditNotes())) {
            for (var file : found.filter(it -> it.toString().endsWith(".json")).toList()) {
                notes.add(read(file));
            }
        }
        return notes;
    }

    public void takeAway(Note note) throws IOException {
        Files.deleteIfExists(file(note.id()));
    }

    private Path file(String id) {
        return folder.auditNotes().resolve(id + ".json");
    }

    private static Note read(Path file) throws IOException {
        var name = file.getFileName().toString();
        try (var in = Files.newInputStream(file)) {
            var json = JsonMapper.shared().readTree(in.readNBytes(LARGEST));
            return new Note(
                    name.substring(0, name.length() - ".json".length()),
                    Instant.parse(json.path("time").asString("")),
                    json.path("event").asString(""),
                    facts(json.path("facts")));
        } catch (JacksonException | DateTimeException e) {
            throw new IOException(file + " is damaged: write what it says into the audit trail and delete it", e);
        }
    }

    private static Map<String, String> facts(JsonNode json) {
        var facts = new LinkedHashMap<String, String>();
        json.properties()
                .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asString("")));
        return facts;
    }
}
