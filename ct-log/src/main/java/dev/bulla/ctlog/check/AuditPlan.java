/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import dev.bulla.ctlog.codec.Bytes;
import java.nio.file.Path;
import java.security.Provider;
import java.util.Optional;

/**
 * What is to be checked, and against what.
 *
 * @param log      which log it must be
 * @param effort   how thoroughly
 * @param since    a checkpoint up to which the log was checked before
 * @param index    folder of the log's index, if there is one
 * @param provider hashes and verifies
 */
public record AuditPlan(
        ExpectedLog log, Effort effort, Optional<Bytes> since, Optional<Path> index, Provider provider) {

    /**
     * Which log it must be.
     *
     * @param origin    its name, if that is known from elsewhere
     * @param leafIndex whether it is known that every entry says its index
     */
    public record ExpectedLog(HeadVerifier key, Optional<String> origin, boolean leafIndex) {}

    /**
     * How thoroughly it is checked.
     *
     * @param signatures whether those of the certificates are verified
     * @param most       how many damaged files are looked for
     */
    public record Effort(boolean signatures, int threads, int most) {
        public Effort {
            if (threads < 1 || most < 1) {
                throw new IllegalArgumentException("a check needs a thread, and one damaged file to look for");
            }
        }
    }
}
