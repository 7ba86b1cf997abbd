/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * The logs of one operator in the form of the browsers' log lists, version 3.
 *
 * @param operator a name for people
 * @param changed  when the list became what it is
 */
public record LogList(String operator, Instant changed, List<LogDescription> logs) {
    public LogList {
        logs = List.copyOf(logs);
    }

    public String json() {
        return JsonText.object(list ->
                list.text("log_list_timestamp", changed.toString()).objects("operators", List.of(this::writeOperator)));
    }

    private void writeOperator(JsonText json) {
        json.text("name", operator)
                .texts("email", List.of())
                .objects("logs", List.of())
                .objects(
                        "tiled_logs",
                        logs.stream()
                                .<Consumer<JsonText>>map(log -> log::writeListed)
                                .toList());
    }
}
