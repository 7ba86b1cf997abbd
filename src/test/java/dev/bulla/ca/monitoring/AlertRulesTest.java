/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.monitoring.AlertRules.Alert;
import dev.bulla.ca.observe.Alarm;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The alert rules against what a server serves and raises; whether they fire, Prometheus' own tool says. */
class AlertRulesTest {
    /** Alarms about a time that is a metric as well, and the alert about that. */
    private static final Map<Alarm, String> BY_TIME =
            Map.of(Alarm.CHAIN_ENDS_SOON, "BullaCaEnds", Alarm.TSA_CHAIN_ENDS_SOON, "BullaTsaEnds");

    static List<Alert> alerts() throws IOException {
        return AlertRules.all();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void everyMetricAndEveryLabelIsServed(Alert alert) throws IOException {
        Served.require(Expression.of(alert.expression()));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void whatItComparesLabelsWithIsThere(Alert alert) {
        assertThat(unmatched(alert, "alarm", Stream.of(Alarm.values()).map(Alarm::word)))
                .isEmpty();
        assertThat(unmatched(alert, "reason", Stream.of(Refusal.values()).map(Enum::name)))
                .isEmpty();
        assertThat(unmatched(alert, "outcome", Stream.of("issued", "refused", "unavailable", "failed", "accepted")))
                .isEmpty();
        assertThat(unmatched(alert, "role", Stream.of("root", "targets", "snapshot", "timestamp")))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyAlarmHasAnAlert(Alarm alarm) throws IOException {
        var raised = alerts().stream()
                .filter(alert -> Expression.of(alert.expression()).asked().stream()
                        .filter(asked -> asked.metric().equals("bulla_alarm"))
                        .flatMap(asked -> asked.matcher("alarm").stream())
                        .anyMatch(matcher -> matcher.lets(alarm.word())))
                .map(Alert::name);

        assertThat(Stream.concat(raised, Stream.ofNullable(BY_TIME.get(alarm)))).hasSize(1);
        assertThat(alerts()).extracting(Alert::name).containsAll(BY_TIME.values());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void everyAlertSaysHowUrgentItIsAndWhereItHappens(Alert alert) {
        assertThat(alert.name()).matches("Bulla[A-Z]\\w+");
        assertThat(alert.severity()).isIn("page", "ticket");
        assertThat(alert.summary()).containsAnyOf("{{ $labels.instance }}", "{{ $labels.job }}");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void everyAlertHasACaseInWhichItFiresAndOneInWhichItDoesNot(Alert alert) throws IOException {
        var cases = AlertRules.maps(AlertRules.yaml("alerts.test.yaml"), "tests").stream()
                .flatMap(test -> AlertRules.maps(test, "alert_rule_test").stream())
                .filter(look -> AlertRules.text(look, "alertname").equals(alert.name()))
                .map(look -> AlertRules.maps(look, "exp_alerts").isEmpty())
                .collect(Collectors.toSet());

        assertThat(cases).isEqualTo(Set.of(true, false));
    }

    @ParameterizedTest
    @MethodSource("promtool")
    void prometheusTakesTheRulesAndTheyFireWhenTheyShould(List<String> arguments)
            throws IOException, InterruptedException {
        new Promtool().run(arguments);
    }

    static List<List<String>> promtool() {
        return List.of(List.of("check", "rules", "alerts.yaml"), List.of("test", "rules", "alerts.test.yaml"));
    }

    @Test
    void thereIsOneOfEachName() throws IOException {
        assertThat(alerts()).hasSizeGreaterThan(20).extracting(Alert::name).doesNotHaveDuplicates();
    }

    /** What it lets through or keeps out, one of these alternatives at a time, and nothing is called so. */
    private static List<String> unmatched(Alert alert, String label, Stream<String> known) {
        var names = known.toList();
        return Expression.of(alert.expression()).asked().stream()
                .flatMap(asked -> asked.matcher(label).stream())
                .flatMap(matcher -> Alternatives.of(matcher.value()).stream())
                .filter(value -> !names.contains(value))
                .toList();
    }
}
