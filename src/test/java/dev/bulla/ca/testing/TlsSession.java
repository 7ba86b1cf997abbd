/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** What a client sees of a server over TLS. */
public final class TlsSession {
    private TlsSession() {}

    /** A connection of a client that knows all of HTTP, with the handshake done, for one of these versions or any. */
    public static SSLSocket open(SSLContext client, int port, String... versions) throws IOException {
        var socket = (SSLSocket) client.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        try {
            socket.setSoTimeout(20_000);
            if (versions.length > 0) {
                socket.setEnabledProtocols(versions);
            }
            var parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** The serial number of the certificate that the server showed. */
    public static BigInteger serial(SSLSocket socket) throws IOException {
        return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
    }

    /** The same of a new connection. */
    public static BigInteger serial(SSLContext client, int port) throws IOException {
        try (var socket = open(client, port)) {
            return serial(socket);
        }
    }
}
