/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import java.util.Optional;

/**
 * What a reader of a log asks for, as it came over HTTP.
 *
 * @param path        below the log's prefix, decoded, without a slash in front
 * @param query       as it stands in the request line, without the question mark; empty where there is none
 * @param acceptsGzip whether the answer may be packed
 * @param ifNoneMatch the header of that name
 */
public record ReadRequest(
        String method, String path, String query, boolean acceptsGzip, Optional<String> ifNoneMatch) {}
