/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.sigstore;

import dev.bulla.ca.sigstore.SigningConfig.Service;
import dev.bulla.ca.x509.CertificateDer;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the documents: the same bytes for the same content, on every machine. */
public final class DocumentWriter {
    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
    private static final DefaultPrettyPrinter LAYOUT = new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(LINES)
            .withArrayIndenter(LINES);

    private DocumentWriter() {}

    public static String text(TrustedRoot root) {
        return text(json(root));
    }

    public static String text(SigningConfig config) {
        return text(json(config));
    }

    public static String text(ClientTrustConfig config) {
        var json = object(ClientTrustConfig.MEDIA_TYPE);
        json.set("trustedRoot", json(config.trustedRoot()));
        json.set("signingConfig", json(config.signingConfig()));
        return text(json);
    }

    private static String text(ObjectNode json) {
        return JsonMapper.shared().writer().with(LAYOUT).writeValueAsString(json) + "\n";
    }

    private static ObjectNode object(String mediaType) {
        return JsonMapper.shared().createObjectNode().put("mediaType", mediaType);
    }

    private static ObjectNode json(TrustedRoot root) {
        var json = object(TrustedRoot.MEDIA_TYPE);
        logs(root.tlogs(), json.putArray("tlogs"));
        authorities(root.certificateAuthorities(), json.putArray("certificateAuthorities"));
        logs(root.ctlogs(), json.putArray("ctlogs"));
        authorities(root.timestampAuthorities(), json.putArray("timestampAuthorities"));
        return json;
    }

    private static void logs(List<LogInstance> logs, ArrayNode to) {
        for (var log : logs) {
            var json = to.addObject().put("baseUrl", log.baseUrl()).put("hashAlgorithm", "SHA2_256");
            var key = json.putObject("publicKey")
                    .put("rawBytes", base64(log.keyInfo().array()))
                    .put("keyDetails", log.keyDetails());
            validity(log.validity(), key);
            json.putObject("logId").put("keyId", base64(log.logId().array()));
            operator(log.operator(), json);
        }
    }

    private static void authorities(List<Authority> authorities, ArrayNode to) {
        for (var authority : authorities) {
            var json = to.addObject();
            subject(authority.root(), json.putObject("subject"));
            json.put("uri", authority.uri());
            var chain = json.putObject("certChain").putArray("certificates");
            authority
                    .chain()
                    .forEach(certificate -> chain.addObject().put("rawBytes", base64(CertificateDer.of(certificate))));
            validity(authority.validity(), json);
            operator(authority.operator(), json);
        }
    }

    /** For people: nothing is verified with it, but sigstore-python reads no authority without both. */
    private static void subject(X509Certificate root, ObjectNode json) {
        var name = DistinguishedNames.of(root);
        json.put("organization", name.organization().orElse(""));
        json.put("commonName", name.commonName().orElse(""));
    }

    private static ObjectNode json(SigningConfig config) {
        var json = object(SigningConfig.MEDIA_TYPE);
        services(config.caUrls(), json.putArray("caUrls"));
        services(config.oidcUrls(), json.putArray("oidcUrls"));
        services(config.rekorTlogUrls(), json.putArray("rekorTlogUrls"));
        services(config.tsaUrls(), json.putArray("tsaUrls"));
        // Also where there is none: a client that finds no selector wants all of them, or stops.
        json.putObject("rekorTlogConfig").put("selector", "ANY");
        json.putObject("tsaConfig").put("selector", "ANY");
        return json;
    }

    private static void services(List<Service> services, ArrayNode to) {
        for (var service : services) {
            var json = to.addObject().put("url", service.url()).put("majorApiVersion", service.majorApiVersion());
            validity(service.validity(), json);
            operator(service.operator(), json);
        }
    }

    private static void validity(Validity validity, ObjectNode to) {
        if (!validity.equals(Validity.ALWAYS)) {
            var json = to.putObject("validFor");
            validity.start().ifPresent(start -> json.put("start", time(start)));
            validity.end().ifPresent(end -> json.put("end", time(end)));
        }
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static void operator(Optional<String> operator, ObjectNode to) {
        operator.ifPresent(name -> to.put("operator", name));
    }

    private static String base64(byte[] content) {
        return Base64.getEncoder().encodeToString(content);
    }
}
