/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import io.helidon.webserver.CloseConnectionException;

/** A request is larger than there is room for now. Who can still answer does; otherwise the connection ends. */
public final class NoRoomException extends CloseConnectionException {
    private static final long serialVersionUID = 1;

    NoRoomException() {
        super("too many bytes of large requests are held already");
    }
}
