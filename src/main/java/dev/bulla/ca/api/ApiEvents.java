/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

/** Who wants to know what is asked and how it is answered. A port: metrics and log lines stand behind it. */
public interface ApiEvents {

    /** A request for something we offer was understood as one. */
    void started(Operation operation);

    /** One request got its answer, or was left by its client. */
    void answered(Answered answered);
}
