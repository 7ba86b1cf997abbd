/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a search answered, for people and for scripts. The text in it is anybody's: whoever had a certificate wrote it. */
final class FoundText {
    private final JsonNode found;

    private FoundText(JsonNode found) {
        this.found = found;
    }

    static FoundText parse(String json) {
        try {
            var found = JsonMapper.shared().readTree(json);
            if (!found.path("entries").isArray()) {
                throw notOurs();
            }
            return new FoundText(found);
        } catch (JacksonException _) {
            throw notOurs();
        }
    }

    private static CommandFailedException notOurs() {
        return new CommandFailedException("the answer is not that of a search in a Bulla log", ExitCode.NOBODY_ANSWERS);
    }

    boolean isEmpty() {
        return found.path("entries").isEmpty();
    }

    String json() {
        return JsonMapper.shared().writeValueAsString(found) + "\n";
    }

    /** A line for each entry, and one that says what there is more. */
    String table() {
        var text = new StringBuilder();
        for (var entry : found.path("entries")) {
            var identities = new ArrayList<String>();
            identities.add(of(entry, "workflow", "email", "username").orElse("-"));
            of(entry, "repository").ifPresent(repository -> identities.add("from " + repository));
            of(entry, "issuer").ifPresent(issuer -> identities.add("by " + issuer));
            text.append("%s %9s  %-24s  %s%n"
                    .formatted(
                            Inspection.printable(entry.path("shard").asString()),
                            Inspection.printable(entry.path("index").asString()),
                            Inspection.printable(entry.path("time").asString()),
                            String.join("  ", identities)));
        }
        return text.append(summary()).toString();
    }

    private String summary() {
        var count = found.path("entries").size();
        var of = "%d of %s entries"
                .formatted(count, Inspection.printable(found.path("size").asString()));
        if (!found.has("nextShard")) {
            return "%s%n".formatted(of);
        }
        var before = found.has("next")
                ? " --before " + Inspection.printable(found.path("next").asString())
                : "";
        return "%s; there may be more: --shard %s%s%n"
                .formatted(of, Inspection.printable(found.path("nextShard").asString()), before);
    }

    /** What an entry says of these kinds. */
    private static Optional<String> of(JsonNode entry, String... kinds) {
        var said = new ArrayList<String>();
        for (var identity : entry.path("identities")) {
            if (List.of(kinds).contains(identity.path("kind").asString())) {
                said.add(Inspection.printable(identity.path("text").asString()));
            }
        }
        return said.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", said));
    }
}
