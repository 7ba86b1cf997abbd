/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.watch;

import dev.bulla.ctlog.WatchNews;
import java.io.IOException;

/** Tells somebody about a log. What it was told it has durably when it returns. */
public interface Channel {

    void news(WatchNews news) throws IOException;

    /** The log has shown that it is not to be trusted. */
    void alarm(LogAlarm alarm) throws IOException;
}
