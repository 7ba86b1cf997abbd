/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.bulla.ctlog.codec.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An object store that somebody else wrote, as a process of its own. What {@code .ci/run} fetches must be there where the build
 * is judged.
 */
public final class RealStore implements AutoCloseable {
    public static final String BUCKET = "ct-logs";
    public static final String REGION = "us-east-1";
    public static final Credentials CREDENTIALS = new Credentials("AKREAL", "a secret of the test", Optional.empty());

    private static final Path FETCHED = Path.of("../target/stores");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final URI endpoint;

    /** A program, and how it is started. */
    public enum Kind {
        /** Made for the tests of others. With threads, as it comes, it looks first and writes then; so it gets one. */
        MOTO(true) {
            @Override
            Optional<List<String>> command(Path folder, int port) {
                var script = """
                        from werkzeug.serving import run_simple
                        from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
                        app = DomainDispatcherApplication(create_backend_app)
                        run_simple("127.0.0.1", %d, app, threaded=False)
                        """.formatted(port);
                return Optional.of(FETCHED.resolve("python/bin/python3").toAbsolutePath())
                        .filter(Files::isExecutable)
                        .map(python -> List.of(python.toString(), "-c", script));
            }
        },
        /** A gateway to files, built where the machine has Go. */
        VERSITYGW(false) {
            @Override
            Optional<List<String>> command(Path folder, int port) {
                return program("versitygw")
                        .map(it -> List.of(
                                it,
                                "--access",
                                CREDENTIALS.keyId(),
                                "--secret",
                                CREDENTIALS.secret(),
                                "--port",
                                "127.0.0.1:" + port,
                                "posix",
                                folder.toString()));
            }
        },
        /** Looks first and writes then. */
        S3PROXY(true) {
            @Override
            Optional<List<String>> command(Path folder, int port) throws IOException {
                var settings = Files.writeString(folder.resolve("s3proxy.properties"), """
                        s3proxy.endpoint=http://127.0.0.1:%d
                        s3proxy.authorization=aws-v2-or-v4
                        s3proxy.identity=%s
                        s3proxy.credential=%s
                        jclouds.provider=transient-nio2
                        jclouds.identity=none
                        jclouds.credential=none
                        """.formatted(
                                port, CREDENTIALS.keyId(), CREDENTIALS.secret()));
                return jar("s3proxy", "--properties", settings.toString());
            }
        },
        /** Looks first and writes then. */
        S3MOCK(true) {
            @Override
            Optional<List<String>> command(Path folder, int port) {
                return jar("s3mock", "--http.port=" + port, "--server.port=0");
            }
        };

        private final boolean isFetched;

        Kind(boolean isFetched) {
            this.isFetched = isFetched;
        }

        abstract Optional<List<String>> command(Path folder, int port) throws IOException;
    }

    private RealStore(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Starts a store with an empty bucket, or skips the test where it is missing. */
    public static RealStore start(Kind kind, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var port = freePort();
        var command = kind.command(folder, port);
        if (command.isEmpty()) {
            var missing = kind
                    + (kind.isFetched ? " is not here: .ci/run fetches it" : " is not here: .ci/run builds it with Go");
            if (kind.isFetched && Boolean.parseBoolean(System.getenv("CI"))) {
                fail(missing);
            }
            abort(missing);
        }
        var process = new ProcessBuilder(command.orElseThrow())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile())
                .start();
        var store = new RealStore(process, URI.create("http://127.0.0.1:" + port));
        try {
            store.makeBucket(port);
            return store;
        } catch (IOException | InterruptedException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    private void makeBucket(int port) throws IOException, InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(port)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("the store does not start");
            }
            Thread.sleep(100);
        }
        var bucket = new Bucket(endpoint, REGION, BUCKET, "");
        var access = new Access(() -> CREDENTIALS, Optional.empty(), InstantSource.system());
        try (var exchange = new Exchange(bucket, access, Patience.USUAL)) {
            var made = exchange.send(
                    new Exchange.Request("PUT", bucket.path(""), Map.of(), Map.of(), Bytes.EMPTY, Answer.SMALL));
            if (made.status() != 200) {
                throw made.unexpected("making a bucket");
            }
        }
    }

    private static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A program that was built here, or is on the path. */
    private static Optional<String> program(String name) {
        var built = FETCHED.resolve("go/bin");
        var path = System.getenv().getOrDefault("PATH", "").split(":", -1);
        return Stream.concat(Stream.of(built), Stream.of(path).map(folder -> Path.of(folder)))
                .map(folder -> folder.resolve(name).toAbsolutePath())
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static Optional<List<String>> jar(String name, String... arguments) {
        var jar = FETCHED.resolve(name + ".jar").toAbsolutePath();
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return Files.isRegularFile(jar) ? Optional.of(command) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
