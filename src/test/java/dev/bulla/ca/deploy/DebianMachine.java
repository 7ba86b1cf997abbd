/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Debian that .ci/systemd has made, booted with its own systemd. It shares the network of this machine, and nothing else. */
final class DebianMachine {
    static final Path MADE = Path.of("../target/systemd/debian.tar");

    private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));
    private static final int PATIENCE_SECONDS = 600;

    private final Path root;
    private final Process nspawn;
    private final String init;

    record Run(int exit, String said) {
        Run succeeds() {
            assertThat(exit).as(said).isZero();
            return this;
        }
    }

    private DebianMachine(Path root, Process nspawn) {
        this.root = root;
        this.nspawn = nspawn;
        Eventually.holds(() -> !init(nspawn).isEmpty());
        this.init = init(nspawn);
        Eventually.holds(() -> run("systemctl is-system-running").said().strip().matches("running|degraded"));
    }

    static DebianMachine booted(Path folder) throws IOException {
        var root = folder.resolve("debian").toAbsolutePath();
        Files.createDirectory(root);
        asRoot("tar", "-C", root.toString(), "-xpf", MADE.toAbsolutePath().toString())
                .succeeds();
        var nspawn = new ProcessBuilder(rooted(List.of(
                        "systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "-D", root.toString(), "-b")))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("console").toFile())
                .start();
        return new DebianMachine(root, nspawn);
    }

    /** The number that the first process of the machine has on this one. */
    private static String init(Process nspawn) {
        var parents = Stream.concat(Stream.of(nspawn.toHandle()), nspawn.descendants());
        return parents.map(parent -> here("ps", "-o", "pid=,comm=", "--ppid", String.valueOf(parent.pid()))
                        .said())
                .flatMap(String::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(process -> process[1].equals("systemd"))
                .map(process -> process[0])
                .findFirst()
                .orElse("");
    }

    /** Runs a line of shell on the machine, as root. */
    Run run(String line) {
        return run(line, "");
    }

    Run run(String line, String input) {
        return command(
                rooted(List.of(
                        "nsenter",
                        "-t",
                        init,
                        "-m",
                        "-u",
                        "-i",
                        "-n",
                        "-p",
                        "-r",
                        "-w",
                        "sh",
                        "-c",
                        "cd /root && " + line)),
                input);
    }

    /** Runs a command on this machine. */
    static Run here(String... command) {
        return command(List.of(command), "");
    }

    private static Run asRoot(String... command) {
        return command(rooted(List.of(command)), "");
    }

    private static List<String> rooted(List<String> command) {
        var all = new ArrayList<String>(IS_ROOT ? List.of() : List.of("sudo", "-n"));
        all.addAll(command);
        return all;
    }

    private static Run command(List<String> command, String input) {
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C.UTF-8");
            builder.environment().merge("PATH", "/usr/sbin:/sbin", (path, more) -> path + ":" + more);
            var process = builder.start();
            try (var in = process.outputWriter(UTF_8)) {
                in.write(input);
            }
            var said = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as(said)
                    .isTrue();
            return new Run(process.exitValue(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Puts a file of this machine into the folder {@code /root}. */
    void take(Path file) {
        asRoot("cp", file.toString(), root.resolve("root").toString()).succeeds();
    }

    /** One property that systemd has of a unit. */
    String property(String unit, String name) {
        return run("systemctl show --value -p " + name + " " + unit).said().strip();
    }

    String journal(String unit) {
        return run("journalctl --no-pager -o cat -u " + unit).said();
    }

    void powerOff() throws InterruptedException {
        asRoot("kill", "-SIGRTMIN+4", init);
        if (!nspawn.waitFor(30, TimeUnit.SECONDS)) {
            asRoot("kill", "-KILL", init);
            nspawn.waitFor();
        }
        asRoot("rm", "-rf", root.toString());
    }
}
