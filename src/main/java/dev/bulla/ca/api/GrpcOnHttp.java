/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.web.NoRoomException;
import dev.bulla.ca.web.TimedConnection;
import io.grpc.Context;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The published service over gRPC on a port that speaks HTTP: a call of one message is one request of HTTP/2, answered with
 * trailers. What a call does, and how it is answered and recorded, is the same as on the gRPC port, whose methods these are.
 */
final class GrpcOnHttp {
    private static final String GRPC = "application/grpc";

    /** A call with more messages than one is answered as having too many when the second is there. */
    private static final int TOO_MANY = 2;

    private static final Pattern TEXT_KEY = Pattern.compile("[0-9a-z_.-]+(?<!-bin)");

    private final Map<String, ServerMethodDefinition<?, ?>> methods;
    private final UnknownMethods others;
    private final GrpcObserver observer;
    private final GrpcRefusals refusals;
    private final int largestMessage;
    private final SameEncoding encoding = new SameEncoding();

    GrpcOnHttp(CaService service, Answers answers, ApiEvents events) {
        var offered = new GrpcApi(service).service(answers);
        this.methods = offered.getMethods().stream()
                .collect(Collectors.toUnmodifiableMap(
                        method -> method.getMethodDescriptor().getFullMethodName(), Function.identity()));
        this.others = new UnknownMethods(Set.of(offered.getServiceDescriptor().getName()));
        this.observer = new GrpcObserver(events);
        this.refusals = new GrpcRefusals(service, answers);
        this.largestMessage = service.largest();
    }

    /** What is no call goes to the others. */
    Handler beside(Handler rest) {
        return (request, response) -> {
            if (isCall(request)) {
                answer(request, response);
            } else {
                rest.handle(request, response);
            }
        };
    }

    private static boolean isCall(ServerRequest request) {
        var type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("").toLowerCase(Locale.ROOT);
        return request.prologue().protocolVersion().equals("2.0")
                && request.prologue().method().equals(Method.POST)
                && type.startsWith(GRPC)
                && (type.length() == GRPC.length() || "+;".indexOf(type.charAt(GRPC.length())) >= 0);
    }

    private void answer(ServerRequest request, ServerResponse response) {
        var name = request.prologue().uriPath().rawPath().substring(1);
        var offered = Optional.<ServerMethodDefinition<?, ?>>ofNullable(methods.get(name));
        ServerMethodDefinition<?, ?> method = offered.orElseGet(() -> others.lookupMethod(name, null));
        answer(method, request, response);
    }

    private <Q, A> void answer(ServerMethodDefinition<Q, A> method, ServerRequest request, ServerResponse response) {
        var call = new GrpcHttpCall<>(method.getMethodDescriptor(), request, response);
        var context = Context.current().withCancellation();
        try {
            context.run(() -> {
                var listener = observer.interceptCall(call, metadata(request), beyondTheDoor(call, method));
                try {
                    hand(request, call, listener);
                } catch (CloseConnectionException e) {
                    listener.onCancel();
                    throw e;
                }
                if (call.isLate()) {
                    context.cancel(new TimeoutException("the deadline of the call"));
                }
                listener.onHalfClose();
                if (!call.isClosed()) {
                    listener.onCancel();
                    call.close(Status.DEADLINE_EXCEEDED, new Metadata());
                }
            });
        } finally {
            context.cancel(null);
        }
    }

    /** Answers a call that there is no room for in the place of the method. */
    private <Q, A> ServerCallHandler<Q, A> beyondTheDoor(
            GrpcHttpCall<Q, A> arriving, ServerMethodDefinition<Q, A> method) {
        return (call, headers) -> {
            var requestId = GrpcCall.current().requestId();
            var listener = encoding.interceptCall(call, headers, method.getServerCallHandler());
            return new SimpleForwardingServerCallListener<>(listener) {
                @Override
                public void onHalfClose() {
                    if (arriving.isTurnedAway()) {
                        refusals.answer(call, requestId, GrpcRefusals.noRoom());
                    } else {
                        super.onHalfClose();
                    }
                }
            };
        };
    }

    /** Gives the messages to who answers the call, unless it is answered already. */
    private <Q, A> void hand(ServerRequest request, GrpcHttpCall<Q, A> call, Listener<Q> listener) {
        try {
            var messages = new GrpcMessages(request, largestMessage);
            for (var i = 0; i < TOO_MANY && !call.isClosed(); i++) {
                var message = messages.next();
                if (message.isEmpty()) {
                    break;
                }
                listener.onMessage(call.getMethodDescriptor().parseRequest(message.get()));
            }
            TimedConnection.current().working();
        } catch (NoRoomException e) {
            TimedConnection.current().dropRest();
            call.turnAway();
        }
    }

    /** The headers that are text. No method of ours reads others. */
    private static Metadata metadata(ServerRequest request) {
        var metadata = new Metadata();
        request.headers().forEach(header -> {
            var name = header.name().toLowerCase(Locale.ROOT);
            if (TEXT_KEY.matcher(name).matches()) {
                var key = Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
                header.allValues().forEach(value -> metadata.put(key, value));
            }
        });
        return metadata;
    }
}
