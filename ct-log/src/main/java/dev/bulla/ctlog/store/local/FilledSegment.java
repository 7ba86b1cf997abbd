/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import java.nio.file.Path;

/**
 * A segment that holds records and takes no more.
 *
 * @param last the sequence of the last of them
 * @param end  the byte behind it
 * @param size of the whole file
 */
record FilledSegment(Path path, long number, long last, long end, long size) {}
