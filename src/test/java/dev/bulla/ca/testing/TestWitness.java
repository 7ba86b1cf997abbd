/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import dev.bulla.ca.RunningServer;
import dev.bulla.ca.WitnessKeys;
import dev.bulla.ca.WitnessWiring;
import dev.bulla.ca.config.Settings;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.WitnessFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A witness as {@code bulla log witness} runs it, on ports of its own. */
public final class TestWitness implements AutoCloseable {
    private static final int MANY = 1000;

    private final RunningServer witness;

    private TestWitness(RunningServer witness) {
        this.witness = witness;
    }

    /** Makes its key, as {@code --create} does. */
    public static String create(Path folder, String name) {
        try {
            return new WitnessKeys(new WitnessFolder(folder), Crypto.fastest()).make(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Watches the logs with these keys. */
    public static TestWitness start(Path folder, int port, List<String> logs) {
        return start(folder, port, logs, MANY);
    }

    public static TestWitness start(Path folder, int port, List<String> logs, int perSecond) {
        try {
            var policy = Files.writeString(
                    folder.resolve("policy"),
                    String.join(
                                    "",
                                    logs.stream()
                                            .map(key -> "log " + key + "\n")
                                            .toList()) + "quorum none\n");
            return new TestWitness(started(new WitnessWiring.Order(
                    new WitnessFolder(folder),
                    policy,
                    new WitnessWiring.Listening(
                            new Settings.Address("127.0.0.1", port),
                            new Settings.Address("127.0.0.1", 0),
                            Optional.empty()),
                    perSecond)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RunningServer started(WitnessWiring.Order order) throws IOException {
        return WitnessWiring.start(order, InstantSource.system()).server();
    }

    public int port() {
        return witness.ports().http();
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    public URI admin(String path) {
        return URI.create("http://127.0.0.1:" + witness.ports().admin() + path);
    }

    @Override
    public void close() {
        witness.close();
    }
}
