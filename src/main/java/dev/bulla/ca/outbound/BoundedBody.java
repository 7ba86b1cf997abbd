/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.outbound;

import dev.bulla.ca.x509.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Collects a body up to a size, and hangs up when there is more. The JDK's own limit does not tell why it gave up. */
final class BoundedBody implements BodySubscriber<Bytes> {
    private final int most;
    private final CompletableFuture<Bytes> whole = new CompletableFuture<>();
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private @Nullable Subscription subscription;

    BoundedBody(int most) {
        this.most = most;
    }

    @Override
    public CompletionStage<Bytes> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        if (this.subscription != null) {
            subscription.cancel();
            return;
        }
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (var buffer : buffers) {
            if (buffer.remaining() > most - collected.size()) {
                hangUp();
                return;
            }
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            collected.writeBytes(bytes);
        }
    }

    private void hangUp() {
        whole.completeExceptionally(new TooLargeException());
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onError(Throwable problem) {
        whole.completeExceptionally(problem);
    }

    @Override
    public void onComplete() {
        whole.complete(Bytes.of(collected.toByteArray()));
    }

    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1;

        TooLargeException() {
            super("the body is larger than was asked for");
        }
    }
}
