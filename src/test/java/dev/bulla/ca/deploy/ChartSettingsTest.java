/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.SettingsReader;
import dev.bulla.ca.config.TrustFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The settings and issuers that the chart writes, read as the server reads them. */
class ChartSettingsTest {
    @TempDir
    private Path folder;

    private final Problems problems = new Problems();

    static Stream<Rendered> all() {
        return Rendered.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theServerFindsNothingWrongWithThem(Rendered rendered) throws IOException {
        var file = Files.writeString(
                folder.resolve("bulla.yaml"),
                rendered.settings().at("bulla.yaml").text());
        var variables = rendered.container().at("env").items().stream()
                .collect(Collectors.toMap(variable -> variable.at("name").text(), _ -> "said"));

        SettingsReader.read(Map.of(), variables, Optional.of(file), problems);

        assertThat(problems.errors()).isEmpty();
        assertThat(problems.warnings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theirFilesAreMounted(Rendered rendered) {
        var settings = Node.read(rendered.settings().at("bulla.yaml").text());
        var named = settings.entries().values().stream()
                .flatMap(value -> value.items().isEmpty() ? Stream.of(value) : value.items().stream())
                .map(Node::text)
                .filter(value -> value.startsWith("/etc/bulla/") && value.contains("."));

        assertThat(named).allSatisfy(file -> assertThat(files(rendered)).contains(file));
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatMustLastLiesOnVolumes(Rendered rendered) {
        var settings = Node.read(rendered.settings().at("bulla.yaml").text());
        var mounts = rendered.container().at("volumeMounts").items().stream()
                .map(mount -> mount.at("mountPath").text() + "/")
                .toList();

        assertThat(Stream.of("data", "log-anchor").map(settings::at).filter(Node::isThere))
                .allSatisfy(place ->
                        assertThat(mounts).anyMatch(mount -> place.text().startsWith(mount)));
    }

    static Stream<Rendered> withIssuers() {
        return Rendered.all().filter(rendered -> issuers(rendered).isPresent());
    }

    @ParameterizedTest
    @MethodSource("withIssuers")
    void theIssuersAreOnesThatAServerTakes(Rendered rendered) throws IOException {
        for (var file : issuers(rendered).orElseThrow().at("data").entries().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue().text());
        }

        var trust = TrustFile.read(folder, problems);

        assertThat(problems.errors()).isEmpty();
        assertThat(trust.issuers()).isNotEmpty();
    }

    private static Optional<Node> issuers(Rendered rendered) {
        return rendered.ofKind("ConfigMap")
                .filter(map -> map.at("metadata", "name").text().endsWith("-issuers"))
                .findFirst();
    }

    private static Stream<String> files(Rendered rendered) {
        var config = rendered.settings().entries().keySet().stream().map(name -> "/etc/bulla/config/" + name);
        var secrets = rendered.container().at("volumeMounts").items().stream()
                .filter(mount -> mount.at("mountPath").text().startsWith("/etc/bulla/secrets/"))
                .flatMap(mount ->
                        rendered
                                .pod()
                                .at("volumes")
                                .named(mount.at("name").text())
                                .at("secret", "items")
                                .items()
                                .stream()
                                .map(item -> mount.at("mountPath").text() + "/"
                                        + item.at("path").text()));
        return Stream.concat(config, secrets);
    }
}
