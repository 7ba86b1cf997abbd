/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.testing.SingleEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogDescriptionTest {
    private static final LogDescription.Addresses ADDRESSES =
            new LogDescription.Addresses("https://log.example/2026/", "https://mon.example/2026/");
    private static final LogDescription.Window YEAR =
            new LogDescription.Window(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));
    private static final Instant SINCE = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void anActiveLogTellsWhatListsAskFor() {
        var change = new LogDescription.Change("readonly", YEAR.end());
        var active = new LogDescription.State(SINCE, List.of(change), Optional.empty());

        assertThat(described(ADDRESSES, active))
                .isEqualTo("{\"description\":\"log.example/2026\",\"friendly_name\":\"The \\\"log\\\"\","
                        + "\"submission_url\":\"https://log.example/2026/\","
                        + "\"monitoring_url\":\"https://mon.example/2026/\","
                        + "\"url\":\"https://log.example/2026/\","
                        + "\"submission_endpoint\":{\"url\":\"https://log.example/2026/\"},"
                        + "\"monitoring_endpoint\":{\"url\":\"https://mon.example/2026/\"},"
                        + "\"temporal_interval\":{\"start_inclusive\":\"2026-01-01T00:00:00Z\","
                        + "\"end_exclusive\":\"2027-01-01T00:00:00Z\"},"
                        + "\"log_id\":\"L8l08FooeYz1GIYHxyYaN/1TNmhWXlJXZD7IWIIueqk=\","
                        + "\"key\":\"" + SingleEntry.text("log.key") + "\","
                        + "\"mmd\":60,\"mmd_seconds\":60,\"log_spec\":\"static-ct-api\",\"tls_only\":true,"
                        + "\"intended_use\":\"Sigstore code signing certificates\","
                        + "\"status\":\"active\",\"status_timestamp\":\"2026-01-02T03:04:05Z\","
                        + "\"planned_changes\":[{\"new_status\":\"readonly\","
                        + "\"effective_date\":\"2027-01-01T00:00:00Z\"}],"
                        + "\"log_software\":{\"name\":\"Bulla\",\"version\":\"1.2.3\"}}");
    }

    @Test
    void aLogThatTakesNothingMoreTellsItsLastTree() {
        var last = new TreeHead(0, 1_700_000_000_000L, TreeHasher.EMPTY);
        var readonly = new LogDescription.State(SINCE, List.of(), Optional.of(last));

        assertThat(described(ADDRESSES, readonly))
                .contains(
                        "\"status\":\"readonly\",\"status_timestamp\":\"2026-01-02T03:04:05Z\",\"planned_changes\":[],"
                                + "\"final_tree_head\":{\"sha256_root_hash\":\"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\","
                                + "\"tree_size\":0,\"timestamp\":1700000000000}");
    }

    @Test
    void aLogWithAPlainAddressSaysSo() {
        var plain = new LogDescription.Addresses("https://log.example/", "http://mon.example/");
        var active = new LogDescription.State(SINCE, List.of(), Optional.empty());

        assertThat(described(plain, active)).contains("\"tls_only\":false");
    }

    @Test
    void aListNamesTheLogsAndTheStatesThatBrowsersKnow() {
        var last = new TreeHead(7, 1_700_000_000_000L, TreeHasher.EMPTY);
        var active = log(new LogDescription.State(SINCE, List.of(), Optional.empty()));
        var ended = log(new LogDescription.State(SINCE, List.of(), Optional.of(last)));

        var list = new LogList("log.example", SINCE, List.of(active, ended)).json();

        assertThat(list)
                .startsWith("{\"log_list_timestamp\":\"2026-01-02T03:04:05Z\","
                        + "\"operators\":[{\"name\":\"log.example\",\"email\":[],\"logs\":[],\"tiled_logs\":["
                        + "{\"description\":\"The \\\"log\\\"\","
                        + "\"temporal_interval\":{\"start_inclusive\":\"2026-01-01T00:00:00Z\","
                        + "\"end_exclusive\":\"2027-01-01T00:00:00Z\"},"
                        + "\"log_id\":\"L8l08FooeYz1GIYHxyYaN/1TNmhWXlJXZD7IWIIueqk=\","
                        + "\"key\":\"" + SingleEntry.text("log.key") + "\",\"mmd\":60,"
                        + "\"submission_url\":\"https://log.example/2026/\","
                        + "\"monitoring_url\":\"https://mon.example/2026/\","
                        + "\"state\":{\"usable\":{\"timestamp\":\"2026-01-02T03:04:05Z\"}}},{")
                .endsWith("\"state\":{\"readonly\":{\"timestamp\":\"2026-01-02T03:04:05Z\","
                        + "\"final_tree_head\":{\"sha256_root_hash\":\"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\","
                        + "\"tree_size\":7,\"timestamp\":1700000000000}}}}]}]}");
    }

    private static LogDescription log(LogDescription.State state) {
        var key = Bytes.view(SingleEntry.base64("log.key"));
        return new LogDescription("log.example/2026", "The \"log\"", key, ADDRESSES, YEAR, state, "1.2.3");
    }

    private static String described(LogDescription.Addresses addresses, LogDescription.State state) {
        var key = Bytes.view(SingleEntry.base64("log.key"));
        return new LogDescription("log.example/2026", "The \"log\"", key, addresses, YEAR, state, "1.2.3").json();
    }
}
