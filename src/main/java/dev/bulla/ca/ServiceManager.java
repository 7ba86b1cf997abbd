/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * Systemd, if it has started this process and wants to hear how it is: as sd_notify(3) has it, by a datagram to the socket that
 * {@code NOTIFY_SOCKET} names. Java has no such sockets, so the system's C library is asked.
 */
final class ServiceManager {
    private static final Logger LOG = System.getLogger(ServiceManager.class.getName());

    private static final short UNIX = 1;
    private static final int DATAGRAM_NOT_INHERITED = 2 | 0x80000;
    private static final int LONGEST_PATH = 107;

    private ServiceManager() {}

    static void tell(String state) {
        var socket = System.getenv("NOTIFY_SOCKET");
        if (socket == null || socket.isEmpty()) {
            return;
        }
        try {
            send(socket, state);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "systemd was not told {0}: {1}", state, e.getMessage());
        }
    }

    static void send(String socket, String state) throws IOException {
        try (var memory = Arena.ofConfined()) {
            var to = address(memory, socket);
            var text = memory.allocateFrom(JAVA_BYTE, state.getBytes(StandardCharsets.UTF_8));
            var descriptor = (int) call(
                    "socket",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT),
                    (int) UNIX,
                    DATAGRAM_NOT_INHERITED,
                    0);
            var sent = (long) call(
                    "sendto",
                    FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT),
                    descriptor,
                    text,
                    text.byteSize(),
                    0,
                    to,
                    (int) to.byteSize());
            call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT), descriptor);
            if (sent != text.byteSize()) {
                throw new IOException("nobody listens at " + socket);
            }
        }
    }

    /** A {@code sockaddr_un}. A name with an at sign in front is one of Linux' own, which begin with a zero and are no files. */
    private static MemorySegment address(Arena memory, String socket) throws IOException {
        var path = socket.getBytes(StandardCharsets.UTF_8);
        if (path.length > LONGEST_PATH) {
            throw new IOException(socket + " is too long a name for a socket");
        }
        if (path[0] == '@') {
            path[0] = 0;
        }
        var address = memory.allocate(JAVA_SHORT.byteSize() + path.length, JAVA_SHORT.byteAlignment());
        address.set(JAVA_SHORT, 0, UNIX);
        MemorySegment.copy(path, 0, address, JAVA_BYTE, JAVA_SHORT.byteSize(), path.length);
        return address;
    }

    /** The launcher and the manifest allow it. */
    @SuppressWarnings("restricted")
    private static Object call(String name, FunctionDescriptor form, Object... arguments) throws IOException {
        var linker = Linker.nativeLinker();
        var function = linker.defaultLookup()
                .find(name)
                .orElseThrow(() -> new IOException("this system's C library has no " + name));
        try {
            return linker.downcallHandle(function, form).invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IOException(name + " cannot be called", e);
        }
    }
}
