/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import dev.bulla.ca.certificate.IssuingChain;

/** Who wants to know when the files of a key change. A port: alarms and log lines stand behind it. */
public interface KeyFileEvents {

    /** A new pair of key and chain is in use from now on. */
    void replaced(IssuingChain chain);

    /** The files hold something that cannot be used, and not only for a moment. The pair before it stays in use. */
    void refused(UnusableKeyException why);

    /** The files hold again what is in use. */
    void restored();
}
