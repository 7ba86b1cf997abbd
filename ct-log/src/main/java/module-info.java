/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** A certificate transparency log, and what its users need to check its promises. */
module dev.bulla.ctlog {
    requires static org.jspecify;

    exports dev.bulla.ctlog;
}
