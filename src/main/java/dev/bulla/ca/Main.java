/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.command.BullaCommand;

/** Where the process starts. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        // Read once, before the first HTTP client exists: a log may want another Host header than its address.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
        System.exit(BullaCommand.commandLine().execute(arguments));
    }
}
