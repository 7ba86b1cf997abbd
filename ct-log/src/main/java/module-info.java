/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * A certificate transparency log, and what its users need to check its promises. It depends on the JDK alone; the
 * annotations are for the compiler.
 */
module dev.bulla.ctlog {
    requires java.net.http;
    requires static org.jspecify;

    exports dev.bulla.ctlog;
}
