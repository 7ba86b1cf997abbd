/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import dev.bulla.ctlog.codec.Bytes;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the log publishes beside its tree.
 *
 * @param heads its heads under its signature
 * @param roots the roots under which it takes submissions, which may become more
 */
public record PublishedFacts(SignedHeads heads, Supplier<List<Bytes>> roots) {}
