/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What systemd is told, as another program hears it. */
@EnabledOnOs(OS.LINUX)
class ServiceManagerTest {
    private static final String LISTENER = """
            import socket, sys
            heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            heard.bind(sys.argv[1].replace('@', '\\0', 1) if sys.argv[1][0] == '@' else sys.argv[1])
            print('listening', flush=True)
            print(heard.recv(4096).decode(), flush=True)
            """;

    @TempDir
    private Path folder;

    @Test
    void hearsItAtAFile() throws IOException {
        assertThat(heardAt(folder.resolve("notify").toString())).isEqualTo("READY=1");
    }

    @Test
    void hearsItAtANameThatIsNoFile() throws IOException {
        assertThat(heardAt("@bulla-test-" + ProcessHandle.current().pid())).isEqualTo("READY=1");
    }

    @Test
    void saysThatNobodyListens() {
        var socket = folder.resolve("nobody").toString();

        assertThatThrownBy(() -> ServiceManager.send(socket, "READY=1"))
                .isInstanceOf(IOException.class)
                .hasMessage("nobody listens at " + socket);
    }

    @Test
    void refusesANameThatNoSocketCanHave() {
        var socket = "/" + "x".repeat(107);

        assertThatThrownBy(() -> ServiceManager.send(socket, "READY=1")).hasMessageContaining("too long");
    }

    private static String heardAt(String socket) throws IOException {
        var found = Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "python3")));
        assumeTrue(found || "true".equals(System.getenv("CI")), "python3 is not installed");
        var listener = new ProcessBuilder("python3", "-c", LISTENER, socket)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = listener.inputReader(UTF_8)) {
            assertThat(said.readLine()).isEqualTo("listening");
            ServiceManager.send(socket, "READY=1");
            return said.readLine();
        } finally {
            listener.destroyForcibly();
        }
    }
}
