/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.NoteKey;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.RealDisk;
import dev.bulla.ctlog.testing.TestKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Some witnesses of some logs, all in this process, and the door to them. Each can be told to misbehave. Who asked one may be gone
 * while it still writes: only after {@link #close} none of them does.
 */
final class Village implements Door, AutoCloseable {
    private final Path folder;
    private final List<NoteKey> logs;
    private final Map<String, Cosigner> cosigners = new LinkedHashMap<>();
    private final Map<String, TreeWatcher> watchers = new ConcurrentHashMap<>();
    private final Map<String, UnaryOperator<Door>> tricks = new ConcurrentHashMap<>();
    private final ReadWriteLock working = new ReentrantReadWriteLock();
    private boolean closed;

    /** Hears what each witness has signed, whether or not anybody gets to know. */
    volatile BiConsumer<String, TreeNote> onSigned = (_, _) -> {};

    Village(Path folder, int witnesses, List<NoteKey> logs) {
        this.folder = folder;
        this.logs = logs;
        IntStream.range(0, witnesses)
                .mapToObj(number -> "w" + number)
                .forEach(name -> cosigners.put(
                        name, Cosigner.of(name + ".example", TestKeys.ED25519.make(), GrowingLog.PROVIDER)));
        names().forEach(this::restart);
    }

    List<String> names() {
        return List.copyOf(cosigners.keySet());
    }

    Cosigner cosigner(String name) {
        return cosigners.get(name);
    }

    /** So many of them are enough. */
    Policy policy(int enough) throws InvalidPolicyException {
        var lines = names().stream()
                .map(name -> "witness %s %s http://%s/\n"
                        .formatted(name, cosigner(name).key().text(), name))
                .collect(Collectors.joining());
        var text = lines + "group all-of-them " + enough + " " + String.join(" ", names()) + "\nquorum all-of-them\n";
        return PolicyReader.read(Bytes.view(text.getBytes(StandardCharsets.UTF_8)), GrowingLog.PROVIDER);
    }

    /** A witness that knows what its folder knows. */
    void restart(String name) {
        try {
            watchers.put(
                    name,
                    TreeWatcher.open(
                            folder.resolve(name),
                            logs,
                            cosigner(name),
                            new TreeWatcher.Around(new RealDisk(), InstantSource.system(), GrowingLog.PROVIDER)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OpenRefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From now on something stands in the witness's door. */
    void trick(String name, UnaryOperator<Door> trick) {
        tricks.put(name, trick);
    }

    void noTricks() {
        tricks.clear();
    }

    @Override
    public Reply call(URI address, Optional<Bytes> body) throws IOException {
        var name = address.getHost();
        return tricks.getOrDefault(name, UnaryOperator.identity())
                .apply((uri, content) -> honest(name, uri, content))
                .call(address, body);
    }

    private Reply honest(String name, URI address, Optional<Bytes> body) throws IOException {
        working.readLock().lock();
        try {
            if (closed) {
                throw new IOException("the village is closed");
            }
            return answer(name, address, body);
        } finally {
            working.readLock().unlock();
        }
    }

    private Reply answer(String name, URI address, Optional<Bytes> body) throws IOException {
        var watcher = watchers.get(name);
        if (body.isPresent()) {
            var answer = watcher.answer(body.get());
            if (answer instanceof WitnessAnswer.Cosigned) {
                onSigned.accept(name, AddCheckpoint.parse(body.get()).checkpoint());
            }
            return new Reply(answer.status(), answer.type(), answer.body());
        }
        return watcher.checkpoint(address.getPath().split("/", -1)[1])
                .map(note -> new Reply(200, "text/plain", note))
                .orElseGet(() -> new Reply(404, "", Bytes.EMPTY));
    }

    @Override
    public void close() {
        working.writeLock().lock();
        try {
            closed = true;
        } finally {
            working.writeLock().unlock();
        }
    }
}
