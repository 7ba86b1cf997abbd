/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.tls;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/** TLS with whatever identity is in use when a connection begins. It makes engines of servers and nothing else. */
final class CurrentContext extends SSLContextSpi {
    private final Supplier<TlsIdentity> identity;

    private CurrentContext(Supplier<TlsIdentity> identity) {
        this.identity = identity;
    }

    static SSLContext of(Supplier<TlsIdentity> identity) {
        var now = identity.get().context();
        return new Outside(new CurrentContext(identity), now);
    }

    private static final class Outside extends SSLContext {
        Outside(CurrentContext inside, SSLContext now) {
            super(inside, now.getProvider(), now.getProtocol());
        }
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
        return identity.get().engine();
    }

    /** Who the other side is does not matter: it would be the key of a memory that only clients have. */
    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
        return engineCreateSSLEngine();
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
        return identity.get().parameters();
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
        return engineGetDefaultSSLParameters();
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
        return identity.get().context().getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
        return identity.get().context().getClientSessionContext();
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
            throws KeyManagementException {
        throw new KeyManagementException("its files decide");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
        throw new UnsupportedOperationException("engines only");
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
        throw new UnsupportedOperationException("engines only");
    }
}
