/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import dev.bulla.ctlog.merkle.Hash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a log tells of itself, in the terms of the browsers' log lists, version 3, and with what static-ct logs add to them.
 *
 * @param origin       the log's name in its checkpoints; monitors take it from here
 * @param friendlyName the log's name for people
 * @param key          SubjectPublicKeyInfo in DER
 * @param software     the version of what runs the log
 */
public record LogDescription(
        String origin,
        String friendlyName,
        Bytes key,
        Addresses addresses,
        Window window,
        State state,
        String software) {

    /**
     * How many seconds an entry may take until it is in the tree: all others promise a minute or a day, and a promise of
     * none would be broken by the first restart.
     */
    private static final int MERGE_DELAY = 60;

    private static final String READ_ONLY = "readonly";

    /** Both with the slash at their end. */
    public record Addresses(String submission, String monitoring) {
        boolean allPrivate() {
            return submission.startsWith("https:") && monitoring.startsWith("https:");
        }
    }

    /**
     * Which certificates the log takes: those that end in it.
     *
     * @param end the first moment that is not in it
     */
    public record Window(Instant start, Instant end) {}

    /**
     * Whether the log takes entries.
     *
     * @param since   when it became so
     * @param changes what is planned, the next one first
     * @param last    the tree to which nothing will be added any more, if that is decided
     */
    public record State(Instant since, List<Change> changes, Optional<TreeHead> last) {
        public State {
            changes = List.copyOf(changes);
        }

        String name() {
            return last.isPresent() ? READ_ONLY : "active";
        }
    }

    /** A state that the log will have from a moment on. */
    public record Change(String state, Instant from) {}

    public String json() {
        return JsonText.object(this::writeTo);
    }

    /** The log as one of a list of logs, which says of its state what the browsers' programs understand. */
    void writeListed(JsonText json) {
        json.text("description", friendlyName);
        writeIdentity(json);
        json.text("submission_url", addresses.submission())
                .text("monitoring_url", addresses.monitoring())
                .object(
                        "state",
                        states -> states.object(state.last().isPresent() ? READ_ONLY : "usable", it -> {
                            it.text("timestamp", state.since().toString());
                            writeLast(it);
                        }));
    }

    private void writeIdentity(JsonText json) {
        json.object(
                        "temporal_interval",
                        interval -> interval.text(
                                        "start_inclusive", window.start().toString())
                                .text("end_exclusive", window.end().toString()))
                .base64("log_id", Hash.sha256(key.toArray()).toBytes())
                .base64("key", key.toArray())
                .number("mmd", MERGE_DELAY);
    }

    private void writeTo(JsonText json) {
        json.text("description", origin).text("friendly_name", friendlyName);
        writeAddresses(json);
        writeIdentity(json);
        json.number("mmd_seconds", MERGE_DELAY)
                .text("log_spec", "static-ct-api")
                .flag("tls_only", addresses.allPrivate())
                .text("intended_use", "Sigstore code signing certificates");
        writeState(json);
        json.object("log_software", it -> it.text("name", "Bulla").text("version", software));
    }

    private void writeAddresses(JsonText json) {
        json.text("submission_url", addresses.submission())
                .text("monitoring_url", addresses.monitoring())
                .text("url", addresses.submission())
                .object("submission_endpoint", it -> it.text("url", addresses.submission()))
                .object("monitoring_endpoint", it -> it.text("url", addresses.monitoring()));
    }

    private void writeState(JsonText json) {
        json.text("status", state.name())
                .text("status_timestamp", state.since().toString())
                .objects(
                        "planned_changes",
                        state.changes().stream().map(LogDescription::change).toList());
        writeLast(json);
    }

    private void writeLast(JsonText json) {
        state.last()
                .ifPresent(head -> json.object(
                        "final_tree_head",
                        it -> it.base64("sha256_root_hash", head.root().toBytes())
                                .number("tree_size", head.size())
                                .number("timestamp", head.timestamp())));
    }

    private static Consumer<JsonText> change(Change change) {
        return json -> json.text("new_status", change.state())
                .text("effective_date", change.from().toString());
    }
}
