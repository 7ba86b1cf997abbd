/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.submission;

import dev.bulla.ctlog.CertificateLog;
import dev.bulla.ctlog.ShardedLog;
import dev.bulla.ctlog.Submission;
import java.util.List;

/** What can be submitted, and where. */
public enum SubmissionEndpoint {
    CERTIFICATE("add-chain"),
    PRECERTIFICATE("add-pre-chain");

    private final String word;

    SubmissionEndpoint(String word) {
        this.word = word;
    }

    /** The last part of its path. */
    public String word() {
        return word;
    }

    Submission submit(ShardedLog log, List<byte[]> chain) {
        return switch (this) {
            case CERTIFICATE -> log.submitCertificate(chain);
            case PRECERTIFICATE -> log.submitPrecertificate(chain);
        };
    }

    /** The same for a log by itself, which may be one shard of several. */
    Submission submit(CertificateLog log, List<byte[]> chain) {
        return switch (this) {
            case CERTIFICATE -> log.submitCertificate(chain);
            case PRECERTIFICATE -> log.submitPrecertificate(chain);
        };
    }
}
