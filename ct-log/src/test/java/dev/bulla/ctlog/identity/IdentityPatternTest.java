/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.identity.Identity.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityPatternTest {
    private static final Identity REPOSITORY = new Identity(Kind.REPOSITORY, "https://github.com/acme/app");

    @ParameterizedTest
    @CsvSource({
        "https://github.com/acme/app, true",
        "acme/app, true",
        "acme/ap, false",
        "app, false",
        "github.com/acme/app, false",
        "Acme/app, false"
    })
    void aRepositoryIsFoundByItsUriAndByItsName(String asked, boolean found) {
        assertThat(new IdentityPattern(Kind.REPOSITORY, asked, false).matches(REPOSITORY))
                .isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"https://github.com/ac, true", "acme/, true", "'', true", "cme, false", "acme/app2, false"})
    void aPrefixMeetsWhateverBeginsWithIt(String asked, boolean found) {
        assertThat(new IdentityPattern(Kind.REPOSITORY, asked, true).matches(REPOSITORY))
                .isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "https://gitlab.com/group/sub/app, group/sub/app",
        "github.com/acme/app, acme/app",
        "https://github.com/, ",
        "https://github.com, ",
        "acme/app, "
    })
    void theShortNameIsWhatFollowsTheHost(String uri, String name) {
        assertThat(new Identity(Kind.REPOSITORY, uri).shortName().orElse(null)).isEqualTo(name);
    }

    @Test
    void anotherKindIsNeverMet() {
        assertThat(new IdentityPattern(Kind.WORKFLOW, "https://github.com/acme/app", true).matches(REPOSITORY))
                .isFalse();
        assertThat(new Identity(Kind.WORKFLOW, "https://github.com/acme/app").shortName())
                .isEmpty();
    }

    @Test
    void neitherIsEverPrinted() {
        assertThat(REPOSITORY).hasToString("REPOSITORY");
        assertThat(new IdentityPattern(Kind.EMAIL, "alice@example.com", false)).hasToString("EMAIL");
    }
}
