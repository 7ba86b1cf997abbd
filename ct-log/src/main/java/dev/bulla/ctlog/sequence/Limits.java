/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import java.time.Duration;

/**
 * What bounds the sequencer.
 *
 * @param queue        how many entries may wait for a batch
 * @param batchEntries how many go into one
 * @param batchBytes   how many bytes its entries have before one more is taken
 * @param tail         how many entries may be in memory, waiting for their tiles
 * @param idle         after how long without a batch the log says that it still lives
 * @param reserve      bytes that must be free on its disk
 */
public record Limits(int queue, int batchEntries, int batchBytes, int tail, Duration idle, long reserve) {
    private static final int MEBIBYTE = 1 << 20;

    /** What a log does well with; its readers are promised a new head every minute. */
    public static Limits usual(long reserve) {
        return new Limits(4096, 1024, 4 * MEBIBYTE, 1 << 16, Duration.ofSeconds(30), reserve);
    }
}
