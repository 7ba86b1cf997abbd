/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.clients.Installed;
import dev.bulla.ca.clients.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart makes, before the definitions that clusters have of their own objects. */
@EnabledIf(
        value = "dev.bulla.ca.clients.Installed#hasKubernetesValidate",
        disabledReason = "target/clients/kubernetes is not there: .ci/clients installs it")
class ChartSchemasTest {
    @TempDir
    private Path folder;

    /** The oldest that the chart is for, and the newest that the definitions know. */
    @ParameterizedTest
    @ValueSource(strings = {"1.30", "1.37"})
    void clustersKnowEachField(String version) {
        var ran = validate(version, Rendered.names().map(Rendered::golden));

        assertThat(ran.exit()).as(ran.said()).isZero();
        assertThat(ran.said()).contains("statefulset/bulla", "deployment/bulla");
    }

    @Test
    void aMisspeltFieldIsNoticed() throws IOException {
        var misspelt = Rendered.read(Rendered.golden("remote")).replace("enableServiceLinks:", "enableServiceLink:");
        var file = Files.writeString(folder.resolve("remote.yaml"), misspelt);

        var ran = validate("1.37", Stream.of(file));

        assertThat(ran.exit()).isNotZero();
        assertThat(ran.said()).contains("enableServiceLink");
    }

    private Ran validate(String version, Stream<Path> files) {
        var judge = Stream.of(Installed.kubernetesValidate().toString(), "--strict", "-k", version);
        return Ran.of(
                folder,
                Map.of(),
                Stream.concat(judge, files.map(file -> file.toAbsolutePath().toString()))
                        .toList());
    }
}
