/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What tests of a server that is a process of its own have in common. */
final class ServerProcess {
    private ServerProcess() {}

    /** With a throwaway key, on ports of this machine that are free. */
    static List<String> onLoopback(Path issuers, Path data) {
        return List.of(
                "--ca=ephemeralca",
                "--config-path=" + issuers,
                "--data=" + data,
                "--host=127.0.0.1",
                "--grpc-host=127.0.0.1",
                "--admin-host=127.0.0.1",
                "--port=0",
                "--grpc-port=0",
                "--metrics-port=0");
    }

    static String awaitLine(BufferedReader output, String part) throws IOException {
        var said = new StringBuilder();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains(part)) {
                return line;
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("the process has ended without a line on: " + part + "\n" + said);
    }
}
