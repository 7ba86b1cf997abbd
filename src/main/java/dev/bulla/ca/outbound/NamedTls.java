/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.outbound;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * TLS to a server of one name, whatever address it is called by: the name is what the server is told, and what its
 * certificate must be for. A certificate for the address alone is not enough.
 */
final class NamedTls extends SSLContextSpi {
    private final SSLContext plain;
    private final String name;

    private NamedTls(SSLContext plain, String name) {
        this.plain = plain;
        this.name = name;
    }

    /** @param host a name, or a number as an address writes it */
    static SSLContext context(SSLContext plain, String host) {
        var name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new Named(new NamedTls(plain, name), plain);
    }

    private static final class Named extends SSLContext {
        Named(NamedTls named, SSLContext plain) {
            super(named, plain.getProvider(), plain.getProtocol());
        }
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String address, int port) {
        return plain.createSSLEngine(name, port);
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
        return plain.createSSLEngine();
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
            throws KeyManagementException {
        throw new KeyManagementException("it was initialised before");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
        return plain.getSocketFactory();
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
        return plain.getServerSocketFactory();
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
        return plain.getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
        return plain.getClientSessionContext();
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
        return plain.getDefaultSSLParameters();
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
        return plain.getSupportedSSLParameters();
    }
}
