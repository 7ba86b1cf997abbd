/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import dev.bulla.ca.x509.Extension;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;

/**
 * Whom a certificate speaks for.
 *
 * @param names  an address, a URI or the name of a user; usually one
 * @param issuer who vouched for the signer, an issuer of tokens
 * @param build  what the certificate says about the build
 */
public record Signer(List<String> names, String issuer, Map<Extension, String> build) {
    private static final String NAMES = "2.5.29.17";
    private static final String USERNAME = "1.3.6.1.4.1.57264.1.7";

    public Signer {
        names = List.copyOf(names);
        build = Map.copyOf(build);
    }

    static Signer of(X509Certificate certificate) throws UntrustedBundleException {
        try {
            var build = new EnumMap<Extension, String>(Extension.class);
            for (var extension : Extension.values()) {
                value(certificate, extension).ifPresent(value -> build.put(extension, value));
            }
            var issuer = Optional.ofNullable(build.get(Extension.ISSUER))
                    .orElse(build.getOrDefault(Extension.ISSUER_V1, ""));
            return new Signer(names(certificate), issuer, build);
        } catch (IllegalArgumentException e) {
            throw new UntrustedBundleException(
                    Distrust.CERTIFICATE_UNFIT, "what the certificate says cannot be read", e);
        }
    }

    private static Optional<String> value(X509Certificate certificate, Extension extension) {
        return content(certificate, extension.oid())
                .map(content -> extension.isRaw()
                        ? new String(content, StandardCharsets.UTF_8)
                        : ASN1UTF8String.getInstance(content).getString());
    }

    private static Optional<byte[]> content(X509Certificate certificate, String oid) {
        return Optional.ofNullable(certificate.getExtensionValue(oid))
                .map(value -> ASN1OctetString.getInstance(value).getOctets());
    }

    private static List<String> names(X509Certificate certificate) {
        var names = new ArrayList<String>();
        content(certificate, NAMES)
                .ifPresent(content -> Arrays.stream(
                                GeneralNames.getInstance(content).getNames())
                        .forEach(name -> text(name).ifPresent(names::add)));
        return names;
    }

    private static Optional<String> text(GeneralName name) {
        return switch (name.getTagNo()) {
            case GeneralName.rfc822Name, GeneralName.uniformResourceIdentifier ->
                Optional.of(name.getName().toString());
            case GeneralName.otherName -> username(OtherName.getInstance(name.getName()));
            default -> Optional.empty();
        };
    }

    private static Optional<String> username(OtherName name) {
        return name.getTypeID().getId().equals(USERNAME)
                ? Optional.of(ASN1UTF8String.getInstance(name.getValue()).getString())
                : Optional.empty();
    }
}
