/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import dev.bulla.ctlog.codec.Bytes;
import java.util.Map;

/**
 * What a reader gets.
 *
 * @param headers all that belong to the answer, but for the length of its body
 */
public record LogAnswer(int status, Map<String, String> headers, Bytes body) {

    public LogAnswer {
        headers = Map.copyOf(headers);
    }
}
