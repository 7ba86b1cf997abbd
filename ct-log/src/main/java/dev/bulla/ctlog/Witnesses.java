/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import java.time.Duration;

/**
 * Who watches over a log.
 *
 * @param interval between two times that witnesses are asked
 * @param patience until it is told that too few of them sign
 */
public record Witnesses(
        WitnessPolicy policy, Publishing publishing, Duration interval, Duration patience, WitnessCaller caller) {}
