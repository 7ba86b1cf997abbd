/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import com.google.protobuf.Message;
import io.grpc.Context;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A service made of functions from message to message. It differs from a generated one in what happens to bytes that are no
 * message: the call is answered as unreadable, where a generated service would answer that it has a bug.
 */
final class GrpcMethods {
    private final ServiceDescriptor published;
    private final Answers answers;
    private final List<Method<?, ?>> methods = new ArrayList<>();

    GrpcMethods(ServiceDescriptor published, Answers answers) {
        this.published = published;
        this.answers = answers;
    }

    <Q extends Message, A extends Message> GrpcMethods add(
            MethodDescriptor<Q, A> method, Q request, Function<Q, A> work) {
        var tolerant = method.toBuilder(new Tolerant<>(ProtoUtils.marshaller(request)), method.getResponseMarshaller())
                .build();
        methods.add(new Method<>(tolerant, work));
        return this;
    }

    ServerServiceDefinition service() {
        var descriptor =
                ServiceDescriptor.newBuilder(published.getName()).setSchemaDescriptor(published.getSchemaDescriptor());
        methods.forEach(method -> descriptor.addMethod(method.descriptor));
        var service = ServerServiceDefinition.builder(descriptor.build());
        methods.forEach(method -> method.addTo(service, answers));
        return service.build();
    }

    private record Method<Q, A>(MethodDescriptor<Received<Q>, A> descriptor, Function<Q, A> work) {

        void addTo(ServerServiceDefinition.Builder service, Answers answers) {
            service.addMethod(
                    descriptor, ServerCalls.asyncUnaryCall((request, observer) -> answer(request, observer, answers)));
        }

        private void answer(Received<Q> received, StreamObserver<A> observer, Answers answers) {
            // With a handler of its own, an observer drops what comes after the client has left instead of throwing.
            ((ServerCallStreamObserver<A>) observer).setOnCancelHandler(() -> {});
            switch (received) {
                case Received.Unreadable<Q>(var status) -> observer.onError(status.asRuntimeException());
                case Received.Readable<Q>(var request) -> {
                    if (!Context.current().isCancelled()) {
                        work(request, observer, answers);
                    }
                }
            }
        }

        private void work(Q request, StreamObserver<A> observer, Answers answers) {
            A answer;
            try {
                answer = work.apply(request);
            } catch (RuntimeException | Error e) {
                observer.onError(
                        GrpcAnswers.error(answers.to(e), GrpcCall.current().requestId(), answers.tellDetails()));
                return;
            }
            observer.onNext(answer);
            observer.onCompleted();
        }
    }

    /** What came in the place of a message. */
    private sealed interface Received<T> {
        record Readable<T>(T message) implements Received<T> {}

        record Unreadable<T>(Status answer) implements Received<T> {}
    }

    /** Reads a message, or says why there is none. */
    private record Tolerant<T>(Marshaller<T> marshaller) implements Marshaller<Received<T>> {
        private static final Status NO_MESSAGE =
                Status.INTERNAL.withDescription("grpc: error unmarshalling request: not a message of this method");

        /** Requests are only read. */
        @Override
        public InputStream stream(Received<T> request) {
            throw new UnsupportedOperationException("a server sends no requests");
        }

        @Override
        public Received<T> parse(InputStream stream) {
            try {
                return new Received.Readable<>(marshaller.parse(stream));
            } catch (StatusRuntimeException e) {
                // Parsers call their failures internal. Everything else was found out before, and is told as it is.
                var unreadable = e.getStatus().getCode() == Status.Code.INTERNAL;
                return new Received.Unreadable<>(unreadable ? NO_MESSAGE : e.getStatus());
            }
        }
    }
}
