/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.IdentityKind;
import dev.bulla.ctlog.IdentityStatement;
import dev.bulla.ctlog.WatchNews;
import dev.bulla.ctlog.WatchedIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonLinesTest {
    private static final String LOG = "0123456789abcdef".repeat(4);
    private static final Instant TIME = Instant.parse("2026-11-21T10:15:30Z");
    private static final WatchNews.Place PLACE = new WatchNews.Place(8, 8, TIME, "00".repeat(32));

    private final List<String> lines = new ArrayList<>();
    private final JsonLines json = new JsonLines(LOG, lines::addAll);

    @Test
    void aCertificateIsToldWithWhatItSaysAndWhatOfThatIsWatched() throws IOException {
        json.news(news(List.of(new IdentityStatement(IdentityKind.EMAIL, "ada@example.com"))));

        var event = event();
        assertThat(event.propertyNames())
                .containsExactly(
                        "event", "id", "log", "index", "logged", "precertificate", "leafHash", "matched", "identities");
        assertThat(event.path("event").asString()).isEqualTo("certificate");
        assertThat(event.path("id").asString()).isEqualTo("0123456789abcdef-7");
        assertThat(event.path("logged").asString()).isEqualTo("2026-11-21T10:15:30Z");
        assertThat(event.path("matched").toString()).isEqualTo("[{\"email\":\"ada@*\"}]");
        assertThat(event.path("identities").toString()).isEqualTo("[{\"email\":\"ada@example.com\"}]");
    }

    @Test
    void whatACertificateSaysIsBoundedAndStaysOnOneLine() throws IOException {
        var wordy = new IdentityStatement(IdentityKind.WORKFLOW, "\n\u0000\"" + "😀".repeat(5000));

        json.news(news(Collections.nCopies(1000, wordy)));

        assertThat(lines).singleElement().asString().doesNotContain("\n").hasSizeLessThan(100_000);
        assertThat(event().path("identities")).hasSize(20);
    }

    @Test
    void entriesThatNobodyCanReadAreToldTogether() throws IOException {
        json.news(new WatchNews(PLACE, List.of(), List.of(3L, 4L, 6L)));

        assertThat(event().path("event").asString()).isEqualTo("unreadable");
        assertThat(event().path("first").asInt()).isEqualTo(3);
        assertThat(event().path("last").asInt()).isEqualTo(6);
        assertThat(event().path("count").asInt()).isEqualTo(3);
    }

    @Test
    void nothingIsToldOfNothing() throws IOException {
        json.news(new WatchNews(PLACE, List.of(), List.of()));

        assertThat(lines).isEmpty();
    }

    @Test
    void anAlarmNamesTheFaultAndTheEvidence() throws IOException {
        json.alarm(new LogAlarm(
                "not-signed",
                "unread",
                "the log shows …",
                false,
                Optional.empty(),
                Optional.empty(),
                Path.of("state/evidence")));

        assertThat(event().path("event").asString()).isEqualTo("alarm");
        assertThat(event().path("id").asString()).endsWith("-not-signed-unread");
        assertThat(event().path("fault").asString()).isEqualTo("not-signed");
        assertThat(event().path("lasting").asBoolean(true)).isFalse();
        assertThat(event().path("evidence").asString()).isEqualTo("state/evidence");
    }

    private JsonNode event() {
        return JsonMapper.shared().readTree(lines.getFirst());
    }

    private static WatchNews news(List<IdentityStatement> says) {
        var matched = List.of(new WatchedIdentity(IdentityKind.EMAIL, "ada@", true));
        return new WatchNews(
                PLACE, List.of(new WatchNews.Certificate(7, TIME, true, "00".repeat(32), says, matched)), List.of());
    }
}
