/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.bouncycastle.asn1.x509.Certificate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything of an answer that two implementations must agree on, by name. Left out is only what depends on keys and
 * clocks: serial, dates, signatures, the issuing key's identifier, the contents of the timestamp.
 */
final class AnswerFields {
    private static final String AUTHORITY_KEY = "2.5.29.35";
    private static final String TIMESTAMPS = "1.3.6.1.4.1.11129.2.4.2";

    private static final Set<String> HEADERS = Set.of("content-type", "vary", "sct");
    private static final int CREATED = 201;

    private AnswerFields() {}

    static Map<String, Object> of(int status, Map<String, String> headers, byte[] body) {
        var fields = new TreeMap<String, Object>();
        fields.put("status", status);
        headers.forEach((name, value) -> {
            if (HEADERS.contains(name) || name.startsWith("access-control-")) {
                fields.put("header " + name, value);
            }
        });
        switch (headers.getOrDefault("content-type", "")) {
            case "application/json" -> json(fields, JsonMapper.shared().readTree(body));
            case "application/pem-certificate-chain" ->
                pem(fields, new String(body, StandardCharsets.US_ASCII), status);
            default -> fields.put("body", new String(body, StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static void pem(Map<String, Object> fields, String text, int status) {
        // Every block is made short, so that all that stands between and around them is compared.
        fields.put(
                "form of the PEM",
                text.replaceAll("(?s)-----BEGIN CERTIFICATE-----\n.+?\n-----END CERTIFICATE-----", "PEM"));
        if (status == CREATED) {
            leaf(fields, text);
        }
    }

    private static void json(Map<String, Object> fields, JsonNode json) {
        if (json.has("code")) {
            fields.put("code", json.path("code").asInt());
            fields.put("message", json.path("message").asString());
            fields.put("has details", json.has("details"));
        } else if (json.has("signedCertificateEmbeddedSct")) {
            var chain = texts(
                    json.path("signedCertificateEmbeddedSct").path("chain").path("certificates"));
            fields.put("chain length", chain.size());
            fields.put("each PEM is trimmed", chain.stream().allMatch(pem -> pem.equals(pem.strip())));
            leaf(fields, chain.getFirst());
        } else if (json.has("chains")) {
            var chains = json.path("chains");
            fields.put("chains", chains.size());
            fields.put(
                    "each PEM ends its line",
                    texts(chains.get(0).path("certificates")).stream().allMatch(pem -> pem.endsWith("-----\n")));
        } else if (json.has("issuers")) {
            fields.put(
                    "issuers",
                    StreamSupport.stream(json.path("issuers").spliterator(), false)
                            .map(JsonNode::toString)
                            .sorted()
                            .toList());
        } else {
            fields.put("json", json.toString());
        }
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    private static void leaf(Map<String, Object> fields, String pem) {
        var certificate = parse(pem);
        fields.put("version", certificate.getVersion());
        fields.put("subject", certificate.getSubjectX500Principal().getName());
        fields.put("key", HexFormat.of().formatHex(certificate.getPublicKey().getEncoded()));
        fields.put("signed with", certificate.getSigAlgOID());
        var lifetime = Duration.between(
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
        // The original reads its clock twice.
        fields.put("lives ten minutes", lifetime.toSeconds() == 600 || lifetime.toSeconds() == 601);
        fields.put("extensions", extensions(certificate));
    }

    private static List<String> extensions(X509Certificate certificate) {
        var found = new ArrayList<String>();
        try {
            var extensions = Certificate.getInstance(certificate.getEncoded())
                    .getTBSCertificate()
                    .getExtensions();
            for (var oid : extensions.getExtensionOIDs()) {
                var extension = extensions.getExtension(oid);
                var depends = oid.getId().equals(AUTHORITY_KEY) || oid.getId().equals(TIMESTAMPS);
                found.add(oid.getId()
                        + (extension.isCritical() ? " critical " : " ")
                        + (depends
                                ? "..."
                                : HexFormat.of()
                                        .formatHex(extension.getExtnValue().getOctets())));
            }
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    static X509Certificate parse(String pem) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }
}
