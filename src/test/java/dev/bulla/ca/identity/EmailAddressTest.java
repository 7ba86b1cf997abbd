/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice@example.com",
                "A@B.COM",
                "a+b@x.io",
                "a'b@x.io",
                "a@x.c",
                "a@x_y.io",
                "a@b..c.com",
                "a@b.com.",
                "é@x.io",
                "user@münchen.de"
            })
    void isOne(String address) {
        assertThat(EmailAddress.matches(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "foo.com",
                "a@localhost",
                "a@b.c1",
                "a@x.1c",
                "a@b..com",
                "a@1.2.3.4",
                "a@[1.2.3.4]",
                "a..b@x.io",
                ".a@x.io",
                "a.@x.io",
                "a@-x.io",
                "a@x-.io",
                "\"a b\"@x.io",
                "\"\"@x.io",
                "\"ab\"@x.io",
                " a@x.io",
                "a@x.io\n",
                "😀@x.io"
            })
    void isNone(String text) {
        assertThat(EmailAddress.matches(text)).isFalse();
    }

    /** The original takes these, by a slip in its pattern. */
    @ParameterizedTest
    @ValueSource(strings = {"\"@x.io", "\"a\"b\"@x.io"})
    void isNoneWithAQuotedLocalPart(String text) {
        assertThat(EmailAddress.matches(text)).isFalse();
    }

    @Test
    @Timeout(30)
    void isLookedForInTimeHoweverLongTheTextIs() {
        assertThat(EmailAddress.matches("a@" + "a.".repeat(1_000_000) + "1")).isFalse();
        assertThat(EmailAddress.matches("a.".repeat(1_000_000) + "@x.io")).isFalse();
    }
}
