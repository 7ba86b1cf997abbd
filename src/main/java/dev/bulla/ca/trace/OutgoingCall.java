/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trace;

import java.util.Map;

/** One call to another server. Where nobody follows the request, nobody hears how it ended. */
@FunctionalInterface
public interface OutgoingCall {

    /** What it carries so that the other server can go on with the trace. */
    Map<String, String> headers();

    /** @param status of HTTP */
    default void answered(int status) {}

    /** There was no answer. */
    default void failed(String reason) {}
}
