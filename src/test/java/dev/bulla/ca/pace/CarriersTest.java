/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class CarriersTest {
    private final Optional<String> before = Optional.ofNullable(System.getProperty(Carriers.FLAG));

    @AfterEach
    void restore() {
        before.ifPresentOrElse(
                value -> System.setProperty(Carriers.FLAG, value), () -> System.clearProperty(Carriers.FLAG));
    }

    @Test
    void areTwoForEachCore() {
        System.clearProperty(Carriers.FLAG);

        Carriers.set();

        assertThat(Integer.getInteger(Carriers.FLAG))
                .isEqualTo(2 * Runtime.getRuntime().availableProcessors());
    }

    @Test
    void areAsManyAsTheOperatorSays() {
        System.setProperty(Carriers.FLAG, "7");

        Carriers.set();

        assertThat(System.getProperty(Carriers.FLAG)).isEqualTo("7");
    }
}
