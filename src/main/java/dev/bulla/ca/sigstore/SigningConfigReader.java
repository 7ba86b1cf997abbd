/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.sigstore;

import dev.bulla.ca.sigstore.SigningConfig.Service;
import java.util.ArrayList;
import java.util.List;

/** Reads signing configurations, and both documents in one. */
public final class SigningConfigReader {
    public static final int LARGEST = 1024 * 1024;

    private SigningConfigReader() {}

    public static SigningConfig read(byte[] document) throws MalformedDocumentException {
        return read(JsonPart.document(document, LARGEST));
    }

    public static ClientTrustConfig readTrustConfig(byte[] document) throws MalformedDocumentException {
        var config = JsonPart.document(document, TrustedRootReader.LARGEST);
        if (!config.text("mediaType").equals(ClientTrustConfig.MEDIA_TYPE)) {
            throw config.wrong("is no trust configuration of version 0.1: its mediaType is another");
        }
        return new ClientTrustConfig(
                TrustedRootReader.read(config.get("trustedRoot")), read(config.get("signingConfig")));
    }

    private static SigningConfig read(JsonPart config) throws MalformedDocumentException {
        if (!config.text("mediaType").equals(SigningConfig.MEDIA_TYPE)) {
            throw config.wrong("is no signing configuration of version 0.2: its mediaType is another");
        }
        return new SigningConfig(
                services(config.list("caUrls")),
                services(config.list("oidcUrls")),
                services(config.list("rekorTlogUrls")),
                services(config.list("tsaUrls")));
    }

    private static List<Service> services(List<JsonPart> parts) throws MalformedDocumentException {
        var services = new ArrayList<Service>(parts.size());
        for (var part : parts) {
            services.add(new Service(
                    part.get("url").text(),
                    Math.toIntExact(Math.clamp(part.number("majorApiVersion"), 0, Integer.MAX_VALUE)),
                    TrustedRootReader.validity(part),
                    TrustedRootReader.operator(part)));
        }
        return services;
    }
}
