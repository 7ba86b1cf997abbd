/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each piece says whether it worked. */
class FloorTest {
    private final Floor floor = new Floor();

    @Test
    void whatIsTheSameForEveryAuthority() throws GeneralSecurityException {
        var work = new Floor.ForAll();
        work.open();

        assertThat(floor.verifyToken(work)).isTrue();
        assertThat(floor.readKey(work)).isTrue();
        assertThat(floor.verifyProof(work)).isTrue();
        assertThat(floor.signPromise(work)).isTrue();
        assertThat(floor.verifyPromise(work)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P256", "P384"})
    void whatTheKeyDecides(String key) throws GeneralSecurityException {
        var work = new Floor.ForKey();
        work.key = key;
        work.open();

        assertThat(floor.sign(work)).isTrue();
        assertThat(floor.verify(work)).isTrue();
    }
}
