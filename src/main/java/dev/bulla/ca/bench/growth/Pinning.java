/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.growth;

import dev.bulla.ca.bench.load.CoreSet;
import dev.bulla.ca.bench.load.LocalProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Which cores the server and the generator run on: different ones where that can be had, so that the work of the generator
 * is not found in the figures of the server.
 *
 * @param cores of both, if they are apart
 */
record Pinning(Optional<Apart> cores, String told) implements AutoCloseable {
    private static final Path TASKSET = Path.of("/usr/bin/taskset");
    private static final int PATIENCE_SECONDS = 10;

    record Apart(CoreSet all, CoreSet server, CoreSet generator, long generatorNumber) {}

    /** Leaves it to the system. */
    static Pinning none(String why) {
        return new Pinning(Optional.empty(), "server and generator share all cores: " + why);
    }

    /** Gives the process with this number the last of its cores, and leaves the others to the server. */
    static Pinning of(long generator) throws IOException {
        if (!Files.isExecutable(TASKSET)) {
            return none("there is no " + TASKSET);
        }
        var all = LocalProcess.numbered(generator).cores();
        if (all.isEmpty() || all.get().numbers().size() < 2) {
            return none("there is one alone");
        }
        var last = new TreeSet<>(all.get().numbers()).last();
        var others = new TreeSet<>(all.get().numbers());
        others.remove(last);
        var apart = new Apart(all.get(), new CoreSet(others), new CoreSet(Set.of(last)), generator);
        if (!put(generator, apart.generator())) {
            return none(TASKSET + " does not work here");
        }
        return new Pinning(
                Optional.of(apart), "server on cores %s, generator on %s".formatted(apart.server(), apart.generator()));
    }

    /** What runs a server where it is to run. */
    List<String> before() {
        return cores.map(it -> List.of(TASKSET.toString(), "-c", it.server().toString()))
                .orElse(List.of());
    }

    private static boolean put(long process, CoreSet cores) throws IOException {
        var run = new ProcessBuilder(TASKSET.toString(), "-a", "-c", "-p", cores.toString(), Long.toString(process))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return run.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && run.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            run.destroyForcibly();
        }
    }

    @Override
    public void close() throws IOException {
        if (cores.isPresent()) {
            put(cores.get().generatorNumber(), cores.get().all());
        }
    }
}
