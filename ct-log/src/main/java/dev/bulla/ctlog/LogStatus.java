/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import java.time.Instant;
import java.util.Optional;

/**
 * How a log fares.
 *
 * @param size      how many entries it has
 * @param head      when it last said so
 * @param published up to which size its files hold it
 * @param waiting   how many entries wait for a place
 * @param stopped   why it takes nothing in, if it does not
 */
public record LogStatus(long size, Instant head, long published, int waiting, Optional<String> stopped) {}
