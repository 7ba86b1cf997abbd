/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.bulla.ca.identity.InvalidTemplatesException.Problem;
import dev.bulla.ca.x509.Extension;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderTemplatesTest {

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        var extensions = Map.of(
                Extension.BUILD_TRIGGER, "{{ .a",
                Extension.BUILD_SIGNER_URI, "fine",
                Extension.RUN_INVOCATION_URI, "x\n y {{ foo }}");

        var invalid = catchThrowableOfType(
                InvalidTemplatesException.class, () -> ProviderTemplates.compile(Map.of(), extensions, "{{ nil }}"));

        assertThat(invalid.problems())
                .extracting(Problem::extension, problem -> problem.fault().getMessage())
                .containsExactlyInAnyOrder(
                        tuple(Optional.empty(), "line 1, column 4: nil cannot stand alone"),
                        tuple(Optional.of(Extension.BUILD_TRIGGER), "line 1, column 1: the braces are not closed"),
                        tuple(
                                Optional.of(Extension.RUN_INVOCATION_URI),
                                "line 2, column 7: \"foo\" is no function here"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\n"})
    void needsATemplateForTheSubjectName(String blank) {
        var invalid = catchThrowableOfType(
                InvalidTemplatesException.class, () -> ProviderTemplates.compile(Map.of(), Map.of(), blank));

        assertThat(invalid.problems())
                .extracting(problem -> problem.fault().problem())
                .containsExactly("the template is blank");
    }

    /** The original would certify the blanks. */
    @Test
    void refusesAnExtensionOfBlanks() {
        var blank = Map.of(Extension.BUILD_TRIGGER, "   ");

        assertThat(catchThrowableOfType(
                        InvalidTemplatesException.class, () -> ProviderTemplates.compile(Map.of(), blank, "sub")))
                .isNotNull();
    }

    @Test
    void takesAnEmptyTemplateForNoExtension() {
        var empty = Map.of(Extension.BUILD_TRIGGER, "");

        assertThatCode(() -> ProviderTemplates.compile(Map.of(), empty, "sub")).doesNotThrowAnyException();
    }

    @Test
    void needsTemplatesToCompileThatItWillNotUse() {
        var unused = Map.of(Extension.ISSUER_V1, "{{.foo", Extension.TOKEN_SUBJECT, "{{.foo");

        var invalid = catchThrowableOfType(
                InvalidTemplatesException.class, () -> ProviderTemplates.compile(Map.of(), unused, "sub"));

        assertThat(invalid.problems()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "github-workflow",
                "gitlab-pipeline",
                "codefresh-workflow",
                "buildkite-job",
                "circleci-job",
                "buddy-pipeline"
            })
    void compilesWhatThePublicInstanceRunsWith(String provider) {
        assertThatCode(() -> PublishedTemplates.of(provider)).doesNotThrowAnyException();
    }
}
