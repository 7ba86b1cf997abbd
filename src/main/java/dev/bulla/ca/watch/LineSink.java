/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.watch;

import java.io.IOException;
import java.util.List;

/** Takes lines, each a JSON object without line ends in it. */
@FunctionalInterface
public interface LineSink {

    /** They are durable, or told, when this returns. */
    void append(List<String> lines) throws IOException;
}
