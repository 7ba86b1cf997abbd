/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.x509.Extension;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.OtherName;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

/** An extension with its name and its value in words. What cannot be read is shown as hex, and never left out. */
record ExtensionText(String oid, String name, boolean critical, String value) {
    private static final String OURS = "1.3.6.1.4.1.57264.1.";
    private static final Map<String, String> NAMES = Map.of(
            "2.5.29.14", "subject key identifier",
            "2.5.29.15", "key usage",
            "2.5.29.17", "subject alternative name",
            "2.5.29.19", "basic constraints",
            "2.5.29.35", "authority key identifier",
            "2.5.29.37", "extended key usage",
            "1.3.6.1.4.1.11129.2.4.2", "signed certificate timestamps",
            "1.3.6.1.4.1.11129.2.4.3", "precertificate poison");
    private static final Map<Integer, String> USAGES = Map.of(
            KeyUsage.digitalSignature, "digital signature",
            KeyUsage.keyCertSign, "certificate signing",
            KeyUsage.cRLSign, "CRL signing");

    static List<ExtensionText> all(@org.jspecify.annotations.Nullable Extensions extensions) {
        if (extensions == null) {
            return List.of();
        }
        return Arrays.stream(extensions.getExtensionOIDs())
                .map(extensions::getExtension)
                .map(ExtensionText::of)
                .toList();
    }

    private static ExtensionText of(org.bouncycastle.asn1.x509.Extension extension) {
        var oid = extension.getExtnId().getId();
        var name = ours(oid).map(ExtensionText::words).orElse(NAMES.getOrDefault(oid, "unknown extension"));
        return new ExtensionText(oid, name, extension.isCritical(), value(oid, extension));
    }

    private static Optional<Extension> ours(String oid) {
        return Arrays.stream(Extension.values())
                .filter(e -> e.oid().equals(oid))
                .findFirst();
    }

    private static String words(Extension extension) {
        return extension.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    private static String value(String oid, org.bouncycastle.asn1.x509.Extension extension) {
        var octets = extension.getExtnValue().getOctets();
        try {
            return switch (oid) {
                case "2.5.29.14" -> hex(SubjectKeyIdentifier.getInstance(octets).getKeyIdentifier());
                case "2.5.29.15" -> usages(KeyUsage.getInstance(extension.getParsedValue()));
                case "2.5.29.17" -> names(GeneralNames.getInstance(octets));
                case "2.5.29.19" -> constraints(BasicConstraints.getInstance(octets));
                case "2.5.29.35" ->
                    authority(AuthorityKeyIdentifier.getInstance(octets)).orElse(hex(octets));
                case "2.5.29.37" -> purposes(ExtendedKeyUsage.getInstance(octets));
                default -> ours(oid).map(e -> text(e, octets)).orElseGet(() -> hex(octets));
            };
        } catch (IllegalArgumentException e) {
            return hex(octets);
        }
    }

    private static String text(Extension extension, byte[] octets) {
        return extension.isRaw()
                ? new String(octets, StandardCharsets.UTF_8)
                : ASN1UTF8String.getInstance(octets).getString();
    }

    /** Absent where a CA is named by its issuer and serial number, which nobody does today. */
    private static Optional<String> authority(AuthorityKeyIdentifier identifier) {
        return Optional.ofNullable(identifier.getKeyIdentifierOctets()).map(ExtensionText::hex);
    }

    private static String usages(KeyUsage usage) {
        return USAGES.entrySet().stream()
                .filter(entry -> usage.hasUsages(entry.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String purposes(ExtendedKeyUsage usage) {
        return Arrays.stream(usage.getUsages())
                .map(purpose -> purpose.equals(KeyPurposeId.id_kp_codeSigning) ? "code signing" : purpose.getId())
                .collect(Collectors.joining(", "));
    }

    private static String constraints(BasicConstraints constraints) {
        var length = constraints.getPathLenConstraint();
        return constraints.isCA() ? "CA" + (length == null ? "" : ", path length " + length) : "no CA";
    }

    private static String names(GeneralNames names) {
        return Arrays.stream(names.getNames()).map(ExtensionText::name).collect(Collectors.joining(", "));
    }

    private static String name(GeneralName name) {
        return switch (name.getTagNo()) {
            case GeneralName.rfc822Name -> "email " + name.getName();
            case GeneralName.uniformResourceIdentifier -> "URI " + name.getName();
            case GeneralName.otherName -> otherName(OtherName.getInstance(name.getName()));
            default -> name.toString();
        };
    }

    private static String otherName(OtherName name) {
        return name.getTypeID().getId().equals(OURS + "7")
                ? "username " + ASN1UTF8String.getInstance(name.getValue()).getString()
                : "other name " + name.getTypeID();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
