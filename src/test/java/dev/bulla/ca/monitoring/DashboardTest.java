/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard against what a server serves and what every Grafana has. */
class DashboardTest {
    private static final String DATASOURCE = "${datasource}";

    private static JsonNode dashboard() {
        return JsonMapper.shared().readTree(AlertRules.FOLDER.resolve("dashboard.json"));
    }

    static Stream<JsonNode> panels() {
        return dashboard().get("panels").valueStream();
    }

    static Stream<JsonNode> charts() {
        return panels().filter(panel -> !panel.get("type").asString().equals("row"));
    }

    static Stream<String> expressions() {
        var variables = dashboard().at("/templating/list").valueStream().map(it -> it.at("/query/query"));
        var targets =
                charts().flatMap(chart -> chart.get("targets").valueStream()).map(it -> it.get("expr"));
        return Stream.concat(variables.filter(JsonNode::isString), targets).map(JsonNode::asString);
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void everyMetricAndEveryLabelIsServed(String expression) throws IOException {
        var asked = Expression.of(expression.replaceFirst("^label_values\\((.*), \\w+\\)$", "$1"));

        Served.require(asked);
        assertThat(asked.asked())
                .allSatisfy(metric -> assertThat(
                                metric.matcher("instance").isPresent() || expression.startsWith("label_values"))
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("charts")
    void everyPanelIsOneOfGrafanasOwnAndSaysWhatItShows(JsonNode chart) {
        assertThat(chart.get("type").asString()).isIn("stat", "timeseries");
        assertThat(chart.at("/datasource/uid").asString()).isEqualTo(DATASOURCE);
        assertThat(chart.get("title").asString()).isNotBlank();
        assertThat(chart.get("description").asString()).endsWith(".");
        assertThat(chart.get("targets").valueStream())
                .isNotEmpty()
                .allSatisfy(target ->
                        assertThat(target.get("legendFormat").asString()).isNotBlank());
    }

    @Test
    void panelsHaveNumbersOfTheirOwnAndLieOnNoOther() {
        assertThat(panels().map(panel -> panel.get("id").asInt())).doesNotHaveDuplicates();
        assertThat(panels().flatMap(panel -> cells(panel.get("gridPos")).stream()))
                .doesNotHaveDuplicates();
    }

    @Test
    void rowsGoFromTheQuestionsOfANightToThoseOfADay() {
        assertThat(panels().filter(panel -> panel.get("type").asString().equals("row")))
                .extracting(row -> row.get("title").asString())
                .containsExactly(
                        "Is it serving",
                        "What it issues and refuses, and why",
                        "How long it takes",
                        "Issuers",
                        "The log",
                        "Keys and dates",
                        "Machine");
    }

    @Test
    void nothingOfOneInstallationIsInIt() {
        var uids = new HashSet<>(dashboard().findValuesAsString("uid"));

        assertThat(uids).containsExactlyInAnyOrder("bulla", DATASOURCE);
    }

    private static List<String> cells(JsonNode place) {
        var left = place.get("x").asInt();
        var top = place.get("y").asInt();
        assertThat(left + place.get("w").asInt()).isLessThanOrEqualTo(24);
        return IntStream.range(left, left + place.get("w").asInt())
                .boxed()
                .flatMap(x -> IntStream.range(top, top + place.get("h").asInt()).mapToObj(y -> x + " " + y))
                .toList();
    }
}
