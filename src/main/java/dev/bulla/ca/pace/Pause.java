/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.pace;

import java.time.Duration;

/**
 * The moment for which a client that found no room is not listened to.
 *
 * <p>A refusal is cheap, but a thousand clients that ask again at once can ask for it as often as we can give it, and would keep us
 * busy with refusing them.
 */
public final class Pause {
    /** Shorter than a client is told to wait, so that nobody notices who does as they are told. */
    public static final Duration MOMENT = Duration.ofMillis(250);

    private Pause() {}

    /** Lets it pass, or less if the running thread is interrupted. */
    public static void pass() {
        try {
            Thread.sleep(MOMENT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
