/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.admission;

import dev.bulla.ctlog.sequence.Draft;

/**
 * A submission that was let in.
 *
 * @param chain above the submitted certificate; the log must hold each of its certificates durably before the draft is queued
 */
public record Admitted(Draft draft, AcceptedChain chain) {}
