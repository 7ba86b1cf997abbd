/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.config.Program;
import dev.bulla.ca.config.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Holds the chart's values, their schema, its README and the program's settings against each other. */
class ChartValuesTest {
    private static final Pattern KEY = Pattern.compile("^( *)([A-Za-z]+):.*");
    private static final Pattern COMMENT = Pattern.compile("^ *# (.*)");
    private static final Pattern WRITTEN = Pattern.compile("(?m)^(\\{\\{ \\$prefix }})?([a-z0-9_.-]+): ");
    private static final Pattern MAPPED = Pattern.compile("(?m)^\\| `[^|]*\\| (.*) \\|$");
    private static final Pattern VALUE = Pattern.compile("`([a-z][A-Za-z.]*)`");
    private static final Set<String> ADDRESSES = Set.of("host", "grpc-host", "admin-host");

    private final Node values = Node.read(Rendered.read(Rendered.CHART.resolve("values.yaml")));
    private final Node schema = Node.read(Rendered.read(Rendered.CHART.resolve("values.schema.json")));

    @Test
    void theSchemaIsJson() {
        var read = JsonMapper.shared().readTree(Rendered.read(Rendered.CHART.resolve("values.schema.json")));

        assertThat(read.get("$schema").stringValue()).isEqualTo("http://json-schema.org/draft-07/schema#");
    }

    @Test
    void theSchemaDescribesEachValueInTheWordsOfTheFile() {
        var described = new TreeMap<String, String>();
        described(schema, "", described);
        described.keySet().removeIf(name -> name.startsWith("settings.") || name.equals("global"));

        assertThat(described)
                .containsExactlyEntriesOf(new TreeMap<>(comments()))
                .hasSizeGreaterThan(150);
    }

    /** What is misspelt is refused, and not left out. */
    @Test
    void theSchemaKnowsEachValueAndNoOther() {
        var open = schema.maps()
                .filter(map -> map.at("properties").isThere())
                .filter(map -> map.at("type").isThere() && map.at("type").text().equals("object"))
                .filter(map -> !map.at("additionalProperties").isThere())
                .map(Node::value);

        assertThat(open).isEmpty();
        assertThat(missing(values, schema, "")).isEmpty();
    }

    @Test
    void eachSettingIsTheChartsOwnOrASecretOrFreeToSay() {
        var template = Rendered.read(Rendered.CHART.resolve("templates/_settings.tpl"));
        var written = WRITTEN.matcher(template)
                .results()
                .flatMap(ChartValuesTest::settings)
                .collect(Collectors.toCollection(TreeSet::new));
        written.removeIf(name -> name.equals("audit-log"));
        var free = schema.at("properties", "settings", "properties").entries().keySet();
        var others = Program.AUTHORITY.settings().stream()
                .filter(setting -> !setting.isSecret())
                .map(Setting::flag)
                .filter(name -> !written.contains(name) && !ADDRESSES.contains(name))
                .toList();

        assertThat(written).allSatisfy(name -> assertThat(Setting.named(name)).isPresent());
        assertThat(free).containsExactlyElementsOf(others);
    }

    @Test
    void settingsAreDescribedInTheWordsOfTheProgram() {
        assertThat(schema.at("properties", "settings", "properties").entries())
                .allSatisfy(
                        (name, setting) -> assertThat(setting.at("description").text())
                                .isEqualTo(Setting.named(name).orElseThrow().why()));
    }

    @Test
    void theChartIsOfThisVersion() {
        var chart = Node.read(Rendered.read(Rendered.CHART.resolve("Chart.yaml")));
        var pom = Rendered.read(Path.of(System.getProperty("bulla.root", ".."), "pom.xml"));

        assertThat(pom).contains("<version>" + chart.at("appVersion").text());
    }

    @Test
    void theReadmeNamesValuesThatThereAre() {
        var readme = Rendered.read(Rendered.CHART.resolve("README.md"));
        var named = MAPPED.matcher(readme)
                .results()
                .flatMap(row -> VALUE.matcher(row.group(1)).results())
                .map(value -> value.group(1))
                .toList();

        assertThat(named)
                .hasSizeGreaterThan(30)
                .allSatisfy(name -> assertThat(values.at(name.split("\\.")).isThere())
                        .as(name)
                        .isTrue());
    }

    private static Stream<String> settings(MatchResult line) {
        return line.group(1) == null
                ? Stream.of(line.group(2))
                : Stream.of("", "grpc-", "admin-").map(port -> port + line.group(2));
    }

    private static void described(Node schema, String name, Map<String, String> into) {
        if (schema.at("description").isThere()) {
            into.put(name, schema.at("description").text());
        }
        schema.at("properties").entries().forEach((key, below) -> described(below, below(name, key), into));
    }

    private static List<String> missing(Node values, Node schema, String name) {
        var missing = new ArrayList<String>();
        var known = schema.at("properties").entries();
        values.entries().forEach((key, value) -> {
            if (known.containsKey(key)) {
                missing.addAll(missing(value, known.get(key), below(name, key)));
            } else if (schema.at("additionalProperties").isThere()
                    && schema.at("additionalProperties").text().equals("false")) {
                missing.add(below(name, key));
            }
        });
        return missing;
    }

    private static String below(String name, String key) {
        return name.isEmpty() ? key : name + "." + key;
    }

    /** The comment above each value. */
    private static Map<String, String> comments() {
        var comments = new LinkedHashMap<String, String>();
        var path = new ArrayList<String>();
        var above = "";
        for (var line : Rendered.read(Rendered.CHART.resolve("values.yaml")).split("\n", -1)) {
            var key = KEY.matcher(line);
            var comment = COMMENT.matcher(line);
            if (key.matches()) {
                var depth = Math.min(key.group(1).length() / 2, path.size());
                path.subList(depth, path.size()).clear();
                path.add(key.group(2));
                if (!above.isEmpty()) {
                    comments.put(String.join(".", path), above);
                }
            }
            above = comment.matches() ? comment.group(1) : "";
        }
        return comments;
    }
}
