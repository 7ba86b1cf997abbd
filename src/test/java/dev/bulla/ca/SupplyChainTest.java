/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The build takes what was chosen, and not what is newest on the day. */
class SupplyChainTest {

    @ParameterizedTest
    @ValueSource(strings = {"../pom.xml", "../src/pom.xml", "../ct-log/pom.xml", "../deploy/container/pom.xml"})
    void everyVersionIsOneAndTheSameTomorrow(String pom) throws IOException {
        assertThat(Files.readString(Path.of(pom)))
                .doesNotContainPattern("</artifactId>\\s*<version>\\s*[\\[(]")
                .doesNotContainPattern("\\.version>\\s*[\\[(]")
                .doesNotContainPattern("version>\\s*(LATEST|RELEASE)");
    }

    @Test
    void mavenItselfIsTheOneWhoseHashIsKnown() throws IOException {
        assertThat(Files.readString(Path.of("../.mvn/wrapper/maven-wrapper.properties")))
                .containsPattern("(?m)^distributionUrl=https://")
                .containsPattern("(?m)^distributionSha256Sum=[0-9a-f]{64}$");
    }

    @Test
    void stepsOfTheBuildServerAreCommits() throws IOException {
        assertThat(Files.readAllLines(Path.of("../.github/workflows/ci.yml")))
                .filteredOn(line -> line.contains("uses:"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).containsPattern("@[0-9a-f]{40}( |$)"));
    }
}
