/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.sigstore;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads trusted roots, of any media type that was ever in use for them. */
public final class TrustedRootReader {
    /** The public one has some 20 KB. */
    public static final int LARGEST = 4 * 1024 * 1024;

    static final String MEDIA_TYPES = "application/vnd.dev.sigstore.trustedroot";

    private TrustedRootReader() {}

    public static TrustedRoot read(byte[] document) throws MalformedDocumentException {
        return read(JsonPart.document(document, LARGEST));
    }

    static TrustedRoot read(JsonPart root) throws MalformedDocumentException {
        var type = root.text("mediaType");
        if (!type.isEmpty() && !type.startsWith(MEDIA_TYPES)) {
            throw root.wrong("is no trusted root: its mediaType is another");
        }
        return new TrustedRoot(
                logs(root.list("tlogs")),
                authorities(root.list("certificateAuthorities")),
                logs(root.list("ctlogs")),
                authorities(root.list("timestampAuthorities")));
    }

    private static List<LogInstance> logs(List<JsonPart> parts) throws MalformedDocumentException {
        var logs = new ArrayList<LogInstance>(parts.size());
        for (var part : parts) {
            var key = part.get("publicKey");
            logs.add(new LogInstance(
                    part.text("baseUrl"),
                    key.get("rawBytes").bytes(),
                    key.text("keyDetails"),
                    validity(key),
                    part.get("logId").get("keyId").bytes(),
                    operator(part)));
        }
        return logs;
    }

    private static List<Authority> authorities(List<JsonPart> parts) throws MalformedDocumentException {
        var authorities = new ArrayList<Authority>(parts.size());
        for (var part : parts) {
            authorities.add(
                    new Authority(part.text("uri"), chain(part.get("certChain")), validity(part), operator(part)));
        }
        return authorities;
    }

    private static List<X509Certificate> chain(JsonPart part) throws MalformedDocumentException {
        var chain = new ArrayList<X509Certificate>();
        for (var certificate : part.list("certificates")) {
            chain.add(certificate(certificate.get("rawBytes")));
        }
        if (chain.isEmpty()) {
            throw part.wrong("has no certificate");
        }
        return chain;
    }

    /** A certificate in DER. */
    public static X509Certificate certificate(JsonPart der) throws MalformedDocumentException {
        var bytes = der.bytes();
        try {
            var in = new ByteArrayInputStream(bytes.array());
            var certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
            // A factory would take PEM, too, and leave what follows.
            if (!(certificate instanceof X509Certificate x509) || in.available() > 0 || bytes.array()[0] != 0x30) {
                throw der.wrong("is no certificate in DER");
            }
            return x509;
        } catch (CertificateException e) {
            throw der.wrong("is no certificate in DER", e);
        }
    }

    static Validity validity(JsonPart part) throws MalformedDocumentException {
        var validity = part.find("validFor");
        if (validity.isEmpty()) {
            return Validity.ALWAYS;
        }
        var start = validity.get().find("start");
        var end = validity.get().find("end");
        return new Validity(
                start.isEmpty() ? Optional.empty() : Optional.of(start.get().instant()),
                end.isEmpty() ? Optional.empty() : Optional.of(end.get().instant()));
    }

    static Optional<String> operator(JsonPart part) throws MalformedDocumentException {
        return Optional.of(part.text("operator")).filter(name -> !name.isEmpty());
    }
}
