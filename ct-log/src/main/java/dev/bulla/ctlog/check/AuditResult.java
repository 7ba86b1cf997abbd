/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import java.util.List;
import java.util.Optional;

/**
 * What a check found.
 *
 * @param head     what the log has signed, if its signature holds
 * @param checked  how many entries were looked at
 * @param findings the damaged files, the first one first
 */
public record AuditResult(Optional<LogHead> head, long checked, List<Finding> findings) {
    public AuditResult {
        findings = List.copyOf(findings);
    }
}
