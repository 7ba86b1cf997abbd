/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import com.sun.net.httpserver.HttpExchange;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ctlog.InvalidInputException;
import dev.bulla.ctlog.IssuerKeyHash;
import dev.bulla.ctlog.LoggedEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A request as the log got it, and what is wrong with it. */
public record LogSubmission(String method, URI target, Map<String, List<String>> headers, Bytes body) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Provider PROVIDER = Crypto.fastest().provider();

    static LogSubmission read(HttpExchange exchange) throws IOException {
        var body = Bytes.of(exchange.getRequestBody().readAllBytes());
        var headers = Map.copyOf(exchange.getRequestHeaders());
        return new LogSubmission(exchange.getRequestMethod(), exchange.getRequestURI(), headers, body);
    }

    /** The value of a header, whose name is written with capitals as in {@code User-agent}. */
    public String header(String name) {
        return String.join(", ", headers.getOrDefault(name, List.of()));
    }

    /** What was submitted: the precertificate first. */
    public List<Bytes> chain() {
        var chain = new ArrayList<Bytes>();
        for (var certificate : JSON.readTree(body.array()).required("chain")) {
            chain.add(Bytes.of(Base64.getDecoder().decode(certificate.stringValue())));
        }
        return chain;
    }

    LoggedEntry entry() {
        var chain = chain();
        return LoggedEntry.ofPrecertificate(
                chain.getFirst().array(), IssuerKeyHash.ofIssuer(chain.get(1).array()));
    }

    /** Why a log says no to it. */
    Optional<String> problem() {
        if (!method.equals("POST") || !header("Content-type").equals("application/json")) {
            return Optional.of("neither posted nor JSON");
        }
        try {
            entry();
            requireSignedUpToARoot();
            return Optional.empty();
        } catch (JacksonException
                | InvalidInputException
                | GeneralSecurityException
                | IllegalArgumentException
                | IndexOutOfBoundsException e) {
            return Optional.of(e.toString());
        }
    }

    private void requireSignedUpToARoot() throws GeneralSecurityException {
        var certificates = new ArrayList<X509Certificate>();
        for (var certificate : chain()) {
            certificates.add((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificate.array())));
        }
        certificates.add(certificates.getLast());
        for (int i = 0; i + 1 < certificates.size(); i++) {
            var above = certificates.get(i + 1).getPublicKey();
            certificates.get(i).verify(above, PROVIDER);
        }
    }
}
