/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.issuance.Decision;
import dev.bulla.ca.issuance.Decision.Kind;
import dev.bulla.ca.issuance.Decision.NotIssued;
import dev.bulla.ca.issuance.Trail;
import dev.bulla.ca.testing.Heard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of requests for which there was no room. */
class TurnedAwayTest {
    private final Heard heard = Heard.from(TurnedAway.class.getName());

    @TempDir
    private Path folder;

    @AfterEach
    void stopListening() {
        heard.close();
    }

    @Test
    void isTheFirstAtOnceAndThenASumOncePerSecond() {
        var now = new AtomicLong(Long.MAX_VALUE - 5);
        var turnedAway = new TurnedAway(now::get);

        turnedAway.one("first");
        turnedAway.one("second");
        now.addAndGet(Duration.ofMillis(999).toNanos());
        turnedAway.one("third");
        assertThat(heard.lines()).singleElement().asString().contains("1 requests", "first");

        now.addAndGet(Duration.ofMillis(1).toNanos());
        turnedAway.one("fourth");
        assertThat(heard.lines()).hasSize(2).last().asString().contains("3 requests", "fourth");
    }

    @Test
    void areCountedAndLeaveNoRecord() throws IOException {
        var audit = folder.resolve("audit.jsonl");
        var metrics = new Metrics();
        var alarms = new Alarms(metrics);
        var decisions = new Decisions(AuditTrail.toFile(audit, true, InstantSource.system(), alarms), alarms, metrics);
        decisions.requireReady();

        decisions.decided(refused("one", Refusal.OVERLOADED));
        decisions.decided(refused("two", Refusal.OVERLOADED));
        decisions.decided(refused("three", Refusal.REQUEST_UNREADABLE));

        assertThat(metrics.page())
                .contains("bulla_decisions_total{outcome=\"refused\",reason=\"OVERLOADED\",issuer=\"\",type=\"\"} 2");
        assertThat(Files.readString(audit).lines()).singleElement().asString().contains("three");
        assertThat(heard.lines()).singleElement().asString().contains("one");
    }

    private static Decision refused(String id, Refusal refusal) {
        var cause = new RefusedException(refusal, "because");
        return new Decision(
                id, new Trail(), new NotIssued(Kind.REFUSED, refusal.name(), Optional.of("because"), cause));
    }
}
