/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trace;

import java.util.Map;

/**
 * How a request was answered.
 *
 * @param name   of what was asked for
 * @param facts  text and numbers, by the names that OpenTelemetry has for them
 * @param failed whether it is our fault, as an operator counts it
 */
public record TracedAnswer(String name, Map<String, Object> facts, boolean failed) {
    public TracedAnswer {
        facts = Map.copyOf(facts);
    }
}
