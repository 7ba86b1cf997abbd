/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.store.s3.StoreException.Outcome;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/** Sends requests and takes answers, each within bounds of time and size. It tries nothing twice. */
final class Exchange implements AutoCloseable {
    private final Bucket bucket;
    private final Access access;
    private final Patience patience;
    private final HttpClient client;

    /**
     * A request.
     *
     * @param path with its escapes
     * @param most bytes in the answer's body
     */
    record Request(
            String method, String path, Map<String, String> query, Map<String, String> headers, Bytes body, int most) {}

    Exchange(Bucket bucket, Access access, Patience patience) {
        this.bucket = bucket;
        this.access = access;
        this.patience = patience;
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience.connect());
        access.tls().ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    Answer send(Request asked) throws StoreException {
        var request = signed(asked);
        var answer = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), asked.most()));
        try {
            return answer(answer.get(patience.answer().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw failed(Outcome.UNKNOWN, request, "no whole answer within " + patience.answer(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(Outcome.UNKNOWN, request, "interrupted", e);
        } catch (ExecutionException e) {
            var cause = Optional.ofNullable(e.getCause()).orElse(e);
            throw failed(isUnsent(cause) ? Outcome.NOT_SENT : Outcome.UNKNOWN, request, cause.toString(), cause);
        } finally {
            // The client has a time limit of its own, which ends with the headers; a body could drip for ever.
            answer.cancel(true);
        }
    }

    private HttpRequest signed(Request asked) {
        var headers = new TreeMap<>(asked.headers());
        headers.put("host", bucket.host());
        var query = new TreeMap<>(asked.query());
        var body = asked.body().toArray();
        var unsigned = new SignedRequest(asked.method(), asked.path(), query, headers, Hash.sha256(body));
        var signing = new Signing(bucket.region(), access.credentials().get());
        var address = asked.path() + (query.isEmpty() ? "" : "?" + SignedRequest.queryText(query));
        var request = HttpRequest.newBuilder(bucket.endpoint().resolve(address))
                .method(
                        asked.method(),
                        body.length == 0 && !asked.method().equals("PUT")
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(body));
        asked.headers().forEach(request::header);
        signing.headers(unsigned, access.clock().instant()).forEach(request::header);
        return request.build();
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        return new Answer(response.statusCode(), response.headers().firstValue("ETag"), Bytes.view(response.body()));
    }

    private static boolean isUnsent(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof SSLHandshakeException;
    }

    private StoreException failed(Outcome outcome, HttpRequest request, String why, Throwable cause) {
        var path = request.uri().getRawPath();
        return new StoreException(
                outcome, "%s %s at %s: %s".formatted(request.method(), path, bucket.host(), why), cause);
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
