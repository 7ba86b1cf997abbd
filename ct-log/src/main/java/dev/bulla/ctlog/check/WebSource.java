/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.PackedFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A log behind an address. What fails for a moment is asked for again; what is not there is not. */
public final class WebSource implements LogSource, AutoCloseable {
    private static final int ATTEMPTS = 4;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int TOO_MANY = 429;
    private static final int SERVER_FAULT = 500;

    private final URI address;
    private final Patience patience;
    private final HttpClient client;

    /**
     * How long a server is waited for.
     *
     * @param answer for one whole answer
     * @param pause  before the second attempt; it doubles with each one after
     */
    public record Patience(Duration answer, Duration pause) {
        public static final Patience USUAL = new Patience(Duration.ofSeconds(60), Duration.ofMillis(500));
    }

    public WebSource(URI address, Patience patience) {
        var text = address.toString();
        this.address = text.endsWith("/") ? address : URI.create(text + "/");
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .connectTimeout(patience.answer())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    @Override
    public Optional<Bytes> read(String path) throws UnreadableException, InterruptedException {
        var file = address.resolve(path);
        var pause = patience.pause();
        for (var attempt = 1; ; attempt++) {
            try {
                var answer = ask(file);
                switch (answer.statusCode()) {
                    case OK -> {
                        return Optional.of(content(answer));
                    }
                    case NOT_FOUND, GONE -> {
                        return Optional.empty();
                    }
                    default -> expectTransient(answer.statusCode(), attempt, file);
                }
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new UnreadableException(file + " cannot be read: " + e, e);
                }
            }
            Thread.sleep(pause);
            pause = pause.multipliedBy(2);
        }
    }

    private static void expectTransient(int status, int attempt, URI file) throws UnreadableException {
        if (attempt == ATTEMPTS || (status < SERVER_FAULT && status != TOO_MANY)) {
            throw new UnreadableException(file + " cannot be read: the server answers " + status);
        }
    }

    /** The client's own time limit ends with the headers; a body could drip for ever. */
    private HttpResponse<byte[]> ask(URI file) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(file)
                .timeout(patience.answer())
                .header("User-Agent", "bulla")
                .build();
        var answer = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
        try {
            return answer.get(patience.answer().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + patience.answer().toSeconds() + " seconds", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    /** Some servers pack without being asked. */
    private static Bytes content(HttpResponse<byte[]> answer) throws IOException {
        var body = Bytes.view(answer.body());
        if (answer.headers().firstValue("Content-Encoding").isEmpty()) {
            return body;
        }
        try {
            return PackedFile.unpacked(body, LARGEST);
        } catch (MalformedException e) {
            throw new IOException("the answer is packed and cannot be unpacked", e);
        }
    }

    @Override
    public List<String> list(String folder) {
        return List.of();
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
