/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import java.util.Optional;

/**
 * What a reader asks for.
 *
 * @param path        below the log's prefix, decoded, without a slash in front
 * @param query       as it stands in the request line, without the question mark; empty where there is none
 * @param acceptsGzip whether the answer may be packed
 * @param ifNoneMatch the header of that name
 */
public record LogRequest(String method, String path, String query, boolean acceptsGzip, Optional<String> ifNoneMatch) {}
