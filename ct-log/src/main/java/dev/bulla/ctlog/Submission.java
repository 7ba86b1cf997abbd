/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import java.time.Duration;

/**
 * An entry on its way into the log. Whoever submitted it waits for the promise or gives up, and must then ask how that
 * ended.
 */
public interface Submission {

    /** How giving up ended. */
    enum End {
        /** The entry did not and will not get into the log. */
        REMOVED,
        /** It is in the log, or will be: nobody may act as if it were not. */
        LOGGED,
        /** Nobody knows before the log was opened again. */
        UNKNOWN
    }

    /**
     * The log's promise, made once the entry is durable and every reader sees it.
     *
     * @throws NotLoggedException if there will be none, or none within this time: then {@link #giveUp} tells more
     */
    SignedCertificateTimestamp await(Duration patience) throws InterruptedException;

    /** Takes the entry back if that is still possible. */
    End giveUp();
}
