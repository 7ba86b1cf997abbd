/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * A disk in memory that keeps what was written and what is durable apart, and breaks where it is told to. When the power goes,
 * any part of what was not synced survives: writes block by block, names one by one.
 */
public final class SimulatedDisk implements Disk {
    private final Map<Path, SimulatedNode> names = new TreeMap<>();
    private final Map<Path, SimulatedNode> durableNames = new TreeMap<>();
    private final List<NameChange> pending = new ArrayList<>();
    private long operations;
    private long powerLastsFor = Long.MAX_VALUE;
    private long room = Long.MAX_VALUE;
    private long syncsWorkFor = Long.MAX_VALUE;
    private Runnable onForce = () -> {};

    /** A disk with one folder, which is durable. */
    public SimulatedDisk(Path folder) {
        for (var path = folder; path != null; path = path.getParent()) {
            durableNames.put(path, SimulatedNode.folder());
        }
        names.putAll(durableNames);
    }

    /** Takes the power away in the middle of an operation, after so many others. */
    public synchronized SimulatedDisk cutPowerAfter(long count) {
        powerLastsFor = operations + count;
        return this;
    }

    /** From now on files may grow by so many bytes altogether. */
    public synchronized void leaveRoom(long bytes) {
        room = bytes;
    }

    /** After so many operations no sync of a file works. */
    public synchronized void breakSyncsAfter(long count) {
        syncsWorkFor = operations + count;
    }

    /** Runs this before each sync of a file: something that takes its time, or looks at what is durable. */
    public synchronized void onForce(Runnable action) {
        onForce = action;
    }

    /** Whether it has done nothing yet that it was told to break. */
    public synchronized boolean works() {
        return operations < powerLastsFor && operations <= syncsWorkFor;
    }

    /** What the next process finds, with all that only the cache has. */
    public synchronized SimulatedDisk afterProcessDeath() {
        operations = 0;
        powerLastsFor = Long.MAX_VALUE;
        syncsWorkFor = Long.MAX_VALUE;
        return this;
    }

    /** What is found when the power is back. This disk is of no use from then on. */
    public synchronized SimulatedDisk afterPowerCut(RandomGenerator random) {
        powerLastsFor = 0;
        var survives = chance(random);
        for (var change : pending) {
            if (survives.test(change)) {
                change.apply(durableNames);
            }
        }
        var block = random.nextBoolean() ? 512 : 4096;
        var after = new SimulatedDisk(Path.of("/"));
        durableNames.forEach((path, node) -> after.durableNames.put(path, node.afterPowerCut(block, survives)));
        after.durableNames.keySet().removeIf(path -> !after.isReachable(path));
        after.names.putAll(after.durableNames);
        return after;
    }

    /** Changes a bit that is durable, as a broken disk would. */
    public synchronized void flip(Path file, int at, int bit) throws IOException {
        node(file).flip(at, bit);
    }

    public synchronized byte[] content(Path file) throws IOException {
        return node(file).content();
    }

    @Override
    public synchronized DiskFile create(Path file) throws IOException {
        if (names.containsKey(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        node(Folders.of(file));
        var node = SimulatedNode.file();
        change(map -> map.put(file, node), file);
        return new Open(file, node);
    }

    @Override
    public synchronized DiskFile open(Path file) throws IOException {
        return new Open(file, node(file));
    }

    @Override
    public synchronized DiskFile read(Path file) throws IOException {
        return new Open(file, node(file));
    }

    @Override
    public synchronized boolean exists(Path path) {
        return names.containsKey(path);
    }

    @Override
    public synchronized boolean isFolder(Path path) {
        return names.containsKey(path) && names.get(path).isFolder();
    }

    @Override
    public synchronized void createFolder(Path folder) throws IOException {
        node(Folders.of(folder));
        if (!names.containsKey(folder)) {
            var node = SimulatedNode.folder();
            change(map -> map.put(folder, node), folder);
        }
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        var node = node(from);
        change(
                map -> {
                    moveInside(map, from, to);
                    map.remove(from);
                    map.put(to, node);
                },
                to);
    }

    /** What is in a folder goes with it, as far as it is there. */
    private static void moveInside(Map<Path, SimulatedNode> names, Path from, Path to) {
        var inside = names.keySet().stream()
                .filter(path -> path.startsWith(from) && !path.equals(from))
                .toList();
        for (var path : inside) {
            names.put(to.resolve(from.relativize(path)), names.remove(path));
        }
    }

    @Override
    public synchronized void syncFolder(Path folder) throws IOException {
        node(folder);
        operate();
        pending.stream().filter(it -> folder.equals(it.path().getParent())).forEach(it -> it.apply(durableNames));
        pending.removeIf(it -> folder.equals(it.path().getParent()));
    }

    @Override
    public synchronized void delete(Path path) throws IOException {
        if (names.containsKey(path)) {
            var freed = node(path).size();
            change(map -> map.remove(path), path);
            room = room > Long.MAX_VALUE - freed ? room : room + freed;
        }
    }

    @Override
    public synchronized List<Path> list(Path folder) throws IOException {
        operate();
        return names.keySet().stream()
                .filter(it -> folder.equals(it.getParent()))
                .toList();
    }

    @Override
    public synchronized Volume volume(Path path) throws IOException {
        node(path);
        return new Volume(1, "simulated", room);
    }

    private SimulatedNode node(Path path) throws IOException {
        if (!names.containsKey(path)) {
            throw new NoSuchFileException(path.toString());
        }
        return names.get(path);
    }

    private void change(Consumer<Map<Path, SimulatedNode>> edit, Path path) throws IOException {
        if (operations == powerLastsFor) {
            pending.add(new NameChange(path, edit));
        }
        operate();
        edit.accept(names);
        pending.add(new NameChange(path, edit));
    }

    private void operate() throws IOException {
        if (operations >= powerLastsFor) {
            operations = Long.MAX_VALUE;
            throw new IOException("there is no power");
        }
        operations++;
    }

    private void takeRoom(long bytes) throws IOException {
        if (bytes > room) {
            throw new DiskFullException("told to be full", new IOException());
        }
        room -= bytes;
    }

    private boolean isReachable(Path path) {
        var parent = path.getParent();
        return parent == null || (durableNames.containsKey(parent) && isReachable(parent));
    }

    /** Nothing, everything, or anything between. */
    private static Predicate<Object> chance(RandomGenerator random) {
        var chance = List.of(0.0, 0.2, 0.5, 0.8, 1.0).get(random.nextInt(5));
        return _ -> random.nextDouble() < chance;
    }

    private record NameChange(Path path, Consumer<Map<Path, SimulatedNode>> edit) {
        void apply(Map<Path, SimulatedNode> to) {
            edit.accept(to);
        }
    }

    private final class Open implements DiskFile {
        private final Path path;
        private final SimulatedNode node;

        Open(Path path, SimulatedNode node) {
            this.path = path;
            this.node = node;
        }

        @Override
        public void write(ByteBuffer content, long at) throws IOException {
            synchronized (SimulatedDisk.this) {
                takeRoom(Math.max(0, at + content.remaining() - node.size()));
                if (operations == powerLastsFor) {
                    node.write(content.duplicate(), (int) at);
                }
                operate();
                node.write(content, (int) at);
            }
        }

        @Override
        public int read(ByteBuffer into, long at) throws IOException {
            synchronized (SimulatedDisk.this) {
                if (node.isFolder()) {
                    throw new IOException(path + " is a folder");
                }
                operate();
                return node.read(into, (int) at);
            }
        }

        @Override
        public void force(boolean metadata) throws IOException {
            onForce.run();
            synchronized (SimulatedDisk.this) {
                operate();
                if (operations > syncsWorkFor) {
                    node.loseUnsynced();
                    throw new IOException("told to fail the sync of " + path);
                }
                node.force();
            }
        }

        @Override
        public long size() {
            synchronized (SimulatedDisk.this) {
                return node.size();
            }
        }

        @Override
        public void close() {
            // Closing makes nothing durable.
        }
    }
}
