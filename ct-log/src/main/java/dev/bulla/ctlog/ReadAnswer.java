/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.read.LogAnswer;
import java.util.Map;

/** What a reader of a log is answered over HTTP. */
public final class ReadAnswer {
    private final LogAnswer answer;

    ReadAnswer(LogAnswer answer) {
        this.answer = answer;
    }

    public int status() {
        return answer.status();
    }

    /** All headers that belong to the answer, but for the length of its body. */
    public Map<String, String> headers() {
        return answer.headers();
    }

    public byte[] body() {
        return answer.body().toArray();
    }
}
