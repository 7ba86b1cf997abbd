/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ctlog.InvalidInputException;
import dev.bulla.ctlog.SignedCertificateTimestamp;
import dev.bulla.ctlog.TimestampList;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Certificate;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What one certificate says, for a person or a script. */
record Inspection(
        String serial,
        String subject,
        String issuer,
        Instant notBefore,
        Instant notAfter,
        String key,
        String signatureAlgorithm,
        List<ExtensionText> extensions,
        List<Timestamp> timestamps) {

    /** One log's promise in the certificate. */
    record Timestamp(String logId, Instant time, String leafIndex) {}

    static Inspection of(X509Certificate certificate) {
        try {
            var der = certificate.getEncoded();
            var parsed = Certificate.getInstance(der).getTBSCertificate();
            return new Inspection(
                    certificate.getSerialNumber().toString(16),
                    name(certificate.getSubjectX500Principal()),
                    name(certificate.getIssuerX500Principal()),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant(),
                    key(certificate),
                    certificate.getSigAlgName(),
                    ExtensionText.all(parsed.getExtensions()),
                    timestamps(der));
        } catch (CertificateEncodingException e) {
            throw new CommandFailedException("the certificate cannot be read: " + e.getMessage());
        }
    }

    /** With every attribute by its name, where the JDK shows some as numbers. */
    private static String name(X500Principal name) {
        return X500Name.getInstance(name.getEncoded()).toString();
    }

    /** A list that cannot be read is still shown, as the extension it is. */
    private static List<Timestamp> timestamps(byte[] der) {
        try {
            return TimestampList.inCertificate(der).map(TimestampList::timestamps).orElse(List.of()).stream()
                    .map(Inspection::timestamp)
                    .toList();
        } catch (InvalidInputException e) {
            return List.of();
        }
    }

    private static Timestamp timestamp(SignedCertificateTimestamp timestamp) {
        var index = timestamp.extensions().leafIndex();
        return new Timestamp(
                timestamp.logId().toString(),
                Instant.ofEpochMilli(timestamp.timestamp()),
                index.isPresent() ? Long.toString(index.getAsLong()) : "");
    }

    private static String key(X509Certificate certificate) {
        return switch (certificate.getPublicKey()) {
            case ECPublicKey ec -> "EC, " + ec.getParams().getOrder().bitLength() + " bits";
            case RSAPublicKey rsa -> "RSA, " + rsa.getModulus().bitLength() + " bits";
            case java.security.PublicKey other -> other.getAlgorithm();
        };
    }

    static String text(List<Inspection> inspections) {
        return inspections.stream().map(Inspection::text).collect(Collectors.joining("\n"));
    }

    private String text() {
        var lines = new LinkedHashMap<String, String>();
        lines.put("serial", serial);
        lines.put("subject", subject.isEmpty() ? "(empty)" : subject);
        lines.put("issuer", issuer);
        lines.put("valid", notBefore + " to " + notAfter);
        lines.put("key", key);
        lines.put("signed with", signatureAlgorithm);
        var text = new StringBuilder();
        lines.forEach((name, value) -> text.append("%-14s%s%n".formatted(name + ":", printable(value))));
        for (var extension : extensions) {
            text.append(text(extension));
        }
        for (var timestamp : timestamps) {
            text.append("logged at %s in log %s%s%n"
                    .formatted(
                            timestamp.time(),
                            timestamp.logId(),
                            timestamp.leafIndex().isEmpty() ? "" : ", entry " + timestamp.leafIndex()));
        }
        return text.toString();
    }

    static String text(ExtensionText extension) {
        return "%s%s (%s)%n    %s%n"
                .formatted(
                        extension.name(),
                        extension.critical() ? ", critical" : "",
                        extension.oid(),
                        printable(extension.value()));
    }

    /** Strangers wrote it, and a terminal obeys control characters and those that turn the direction of writing. */
    static String printable(String value) {
        var text = new StringBuilder();
        value.codePoints().map(c -> isHarmless(c) ? c : '\uFFFD').forEach(text::appendCodePoint);
        return text.toString();
    }

    private static boolean isHarmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    static String json(List<Inspection> inspections) {
        var mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        return mapper.writeValueAsString(
                        inspections.stream().map(Inspection::fields).toList()) + "\n";
    }

    Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("serial", serial);
        fields.put("subject", subject);
        fields.put("issuer", issuer);
        fields.put("notBefore", notBefore.toString());
        fields.put("notAfter", notAfter.toString());
        fields.put("key", key);
        fields.put("signatureAlgorithm", signatureAlgorithm);
        fields.put("extensions", extensions);
        fields.put(
                "timestamps",
                timestamps.stream()
                        .map(t -> Map.of("logId", t.logId(), "time", t.time().toString(), "leafIndex", t.leafIndex()))
                        .toList());
        return fields;
    }
}
