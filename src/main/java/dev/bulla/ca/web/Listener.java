/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import dev.bulla.ca.pace.LargeRequests;
import io.helidon.common.context.Context;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.media.MediaContext;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.Router;
import io.helidon.webserver.http.DirectHandlers;
import java.util.concurrent.ExecutorService;

/** What the connections of a port share. */
record Listener(
        Context context,
        MediaContext mediaContext,
        ListenerConfig config,
        Router router,
        ExecutorService executor,
        LargeRequests largeRequests)
        implements ListenerContext {

    @Override
    public ContentEncodingContext contentEncodingContext() {
        return config.contentEncoding().orElseThrow();
    }

    @Override
    public DirectHandlers directHandlers() {
        return config.directHandlers().orElseThrow();
    }
}
