/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.command.BullaCommand;
import dev.bulla.ca.observe.LastingLogManager;
import dev.bulla.ca.outbound.LaunchFlags;
import dev.bulla.ca.outbound.NameMemory;
import dev.bulla.ca.pace.Carriers;
import dev.bulla.ca.tls.Renegotiation;

/** Where the process starts. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        StartCache.tellIfUnused();
        LaunchFlags.set();
        NameMemory.shorten();
        Carriers.set();
        Renegotiation.refuse();
        // Named before anything logs; naming the class does not load it.
        System.setProperty("java.util.logging.manager", LastingLogManager.class.getName());
        var ours = OriginalProgram.dropped(arguments);
        System.exit(BullaCommand.commandLine(ours).execute(ours));
    }
}
