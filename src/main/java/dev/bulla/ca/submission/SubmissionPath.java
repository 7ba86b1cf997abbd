/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.submission;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where something is submitted: at the address of all shards, or at that of one.
 *
 * @param shard nothing for whichever it belongs to
 */
record SubmissionPath(Optional<String> shard, SubmissionEndpoint endpoint) {
    private static final Pattern PATH = Pattern.compile("/(?:([A-Za-z0-9-]{1,64})/)?ct/v1/([a-z-]+)");

    /**
     * What a path means, if it is one of these.
     *
     * @param path below the log's prefix, with the slash
     */
    static Optional<SubmissionPath> parse(String path) {
        var matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Arrays.stream(SubmissionEndpoint.values())
                .filter(endpoint -> endpoint.word().equals(matcher.group(2)))
                .findFirst()
                .map(endpoint -> new SubmissionPath(Optional.ofNullable(matcher.group(1)), endpoint));
    }
}
