/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.store.local.FolderLock;
import dev.bulla.ctlog.store.local.LogFolder;
import dev.bulla.ctlog.store.local.RealDisk;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Another process with a log, which tells its parent everything before it acts upon it:
 * {@code place <number> <index> <timestamp>}, {@code head <size> <timestamp> <root>}, {@code batch <entries>}.
 */
final class ChildProcess {
    /** How it ends when it was told to die at a step. */
    static final int DIED = 77;

    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int WRITERS = 4;
    private static final int SEGMENT = 256 << 10;
    private static final int BALLAST = 5 << 20;

    private ChildProcess() {}

    /** Waits as little as its parent can: so steps that are taken once a second come often. */
    private static final Pace HASTY = new Pace() {
        @Override
        public long nanos() {
            return Pace.REAL.nanos();
        }

        @Override
        public void park(long nanos) {
            Pace.REAL.park(Math.min(nanos, Duration.ofMillis(5).toNanos()));
        }
    };

    /**
     * {@code write <folder> <first number> <step> <times>} writes until it has reached a step so many times, and dies there;
     * {@code add <folder> <first number> <count>} adds entries one after the other and closes the log;
     * {@code fill <folder> <first number> <reserve>} adds entries until there is no room, makes room, and goes on.
     */
    public static void main(String... arguments) throws Exception {
        var folder = Path.of(arguments[1]);
        var number = Long.parseLong(arguments[2]);
        try (var _ = FolderLock.take(new RealDisk(), new LogFolder(folder), PATIENCE)) {
            switch (arguments[0]) {
                case "write" -> write(folder, number, dying(arguments[3], Integer.parseInt(arguments[4])));
                case "add" -> add(folder, number, Integer.parseInt(arguments[3]));
                case "fill" -> fill(folder, Long.parseLong(arguments[3]));
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        }
    }

    static DiskLog.Around around(Steps steps, SequencerEvents events, Consumer<TreeHead> signed) {
        return new DiskLog.Around(Limits.usual(0), SEGMENT, InstantSource.system(), HASTY, events, steps, signed);
    }

    private static Steps dying(String step, int times) {
        var left = new AtomicInteger(times);
        return reached -> {
            if (reached.name().equals(step) && left.decrementAndGet() == 0) {
                Runtime.getRuntime().halt(DIED);
            }
        };
    }

    private static void write(Path folder, long first, Steps steps) throws Exception {
        var log = DiskLog.open(new RealDisk(), folder, around(steps, new Batches(), ChildProcess::tell))
                .publishing();
        var next = new AtomicLong(first);
        var threads = new ArrayList<Thread>();
        for (var writer = 0; writer < WRITERS; writer++) {
            threads.add(Thread.ofPlatform().start(() -> writeForEver(log, next)));
        }
        for (var thread : threads) {
            thread.join();
        }
    }

    private static void writeForEver(DiskLog log, AtomicLong next) {
        try {
            while (true) {
                addOne(log, next.getAndIncrement());
                tell(log.snapshot().head());
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void add(Path folder, long first, int count) throws Exception {
        try (var log = DiskLog.open(new RealDisk(), folder, around(Steps.IGNORED, new Batches(), ChildProcess::tell))) {
            for (var number = first; number < first + count; number++) {
                addOne(log, number);
            }
        }
    }

    private static void fill(Path folder, long reserve) throws Exception {
        var memory = new Memory();
        var ballast = folder.resolveSibling("ballast");
        Files.write(ballast, new byte[BALLAST]);
        var around = new DiskLog.Around(
                Limits.usual(reserve),
                SEGMENT,
                InstantSource.system(),
                Pace.REAL,
                new Batches(),
                Steps.IGNORED,
                memory::seen);
        var number = 0L;
        try (var log = DiskLog.open(new RealDisk(), folder, around).publishing()) {
            number = addUntilRefused(log, memory, number);
            memory.compare(log.snapshot(), log.objects());
            Files.delete(ballast);
            while (log.sequencer().trouble().isPresent()) {
                LockSupport.parkNanos(1_000_000);
            }
            addAll(log, memory, number, number + 100);
        }
        try (var log = DiskLog.open(new RealDisk(), folder, around)) {
            memory.compare(log.found(), log.objects());
            say("sound %d %d".formatted(number + 100, log.found().size()));
        }
    }

    /** The number of the entry that was refused. */
    private static long addUntilRefused(DiskLog log, Memory memory, long first) throws Exception {
        for (var number = first; ; number++) {
            try {
                addAll(log, memory, number, number + 1);
            } catch (NotEnteredException e) {
                say("refused " + e.trouble().orElseThrow());
                return number;
            }
        }
    }

    private static void addAll(DiskLog log, Memory memory, long from, long to) throws Exception {
        for (var number = from; number < to; number++) {
            memory.told(number, log.sequencer().submit(Drafts.numbered(number)).await(PATIENCE));
        }
    }

    private static void addOne(DiskLog log, long number) throws Exception {
        var place = log.sequencer().submit(Drafts.numbered(number)).await(PATIENCE);
        say("place %d %d %d".formatted(number, place.index(), place.timestamp()));
    }

    private static void tell(TreeHead head) {
        say("head %d %d %s".formatted(head.size(), head.timestamp(), head.root()));
    }

    /** One write for a line: a process that dies tells a line as a whole or not at all. */
    private static void say(String line) {
        try {
            OUT.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command that runs this as another process. */
    static ProcessBuilder command(List<String> before, String... arguments) {
        var command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ChildProcess.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private static final class Batches implements SequencerEvents {
        @Override
        public void committed(int entries, Timing timing) {
            say("batch " + entries);
        }

        @Override
        public void stopped(Trouble why, String detail) {
            say("stopped " + why + " " + detail);
        }

        @Override
        public void resumed(Trouble wasWhy) {
            say("resumed " + wasWhy);
        }

        @Override
        public void orphaned(Place place) {
            say("orphaned " + place.index());
        }

        @Override
        public void exportFailed(String detail) {
            say("failed " + detail);
        }

        @Override
        public void exported(long size) {
            // What is published is compared by the parent.
        }
    }
}
