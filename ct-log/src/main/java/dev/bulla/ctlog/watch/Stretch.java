/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import dev.bulla.ctlog.merkle.Hash;
import java.util.List;

/**
 * What a run of entries came to.
 *
 * @param leaves     the hashes of all
 * @param found      those that are watched for
 * @param unreadable the places of those that are no certificates as anybody could read them
 */
record Stretch(List<Hash> leaves, List<Found> found, List<Long> unreadable) {}
