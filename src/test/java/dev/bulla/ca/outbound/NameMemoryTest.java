/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom it leaves alone. That it finds a server that has moved is shown where there is one. */
class NameMemoryTest {
    private static final String FOUND = "networkaddress.cache.ttl";
    private static final String NOT_FOUND = "networkaddress.cache.negative.ttl";

    private final String before = Security.getProperty(NOT_FOUND);

    /** An empty text is none to Java, and there is no way to take one back. */
    @AfterEach
    void restore() {
        Security.setProperty(FOUND, "");
        Security.setProperty(NOT_FOUND, before);
    }

    @Test
    void whatWasDecidedElsewhereCounts() {
        Security.setProperty(FOUND, "7");
        Security.setProperty(NOT_FOUND, "8");

        NameMemory.shorten();

        assertThat(Security.getProperty(FOUND)).isEqualTo("7");
        assertThat(Security.getProperty(NOT_FOUND)).isEqualTo("8");
    }
}
