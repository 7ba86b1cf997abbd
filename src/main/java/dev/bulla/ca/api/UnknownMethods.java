/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers calls of methods that nobody offers, in the words of the original. */
final class UnknownMethods extends HandlerRegistry {
    /** The service whose other methods exist and are not implemented. */
    private static final String HEALTH = Operation.CHECK_HEALTH.service();

    private final Set<String> services;

    UnknownMethods(Set<String> services) {
        this.services = services;
    }

    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String fullName, @Nullable String authority) {
        var method = MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.UNKNOWN)
                .setFullMethodName(fullName)
                .setRequestMarshaller(NoMessage.NONE)
                .setResponseMarshaller(NoMessage.NONE)
                .build();
        return ServerMethodDefinition.create(method, refusal(Status.UNIMPLEMENTED.withDescription(sentence(fullName))));
    }

    private String sentence(String fullName) {
        var service = MethodDescriptor.extractFullServiceName(fullName);
        if (service == null) {
            return "malformed method name: \"/" + fullName + '"';
        }
        if (!services.contains(service)) {
            return "unknown service " + service;
        }
        return service.equals(HEALTH) && Operation.named(fullName).isPresent()
                ? "unimplemented"
                : "unknown method " + fullName.substring(service.length() + 1) + " for service " + service;
    }

    private static ServerCallHandler<byte[], byte[]> refusal(Status status) {
        return (call, headers) -> {
            call.close(status, new Metadata());
            return new ServerCall.Listener<>() {};
        };
    }

    /** No message is ever read or written. */
    private enum NoMessage implements MethodDescriptor.Marshaller<byte[]> {
        NONE;

        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            return new byte[0];
        }
    }
}
