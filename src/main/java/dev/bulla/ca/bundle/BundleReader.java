/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import dev.bulla.ca.sigstore.JsonPart;
import dev.bulla.ca.sigstore.MalformedDocumentException;
import dev.bulla.ca.sigstore.TrustedRootReader;
import dev.bulla.ca.x509.Bytes;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads bundles of versions 0.1 to 0.3. */
public final class BundleReader {
    /** An attestation is inside, with whatever its predicate lists. */
    public static final int LARGEST = 16 * 1024 * 1024;

    /** As many as other verifiers look at. */
    private static final int MOST = 32;

    private final BundleVersion version;
    private final JsonPart bundle;

    private BundleReader(BundleVersion version, JsonPart bundle) {
        this.version = version;
        this.bundle = bundle;
    }

    public static Bundle read(byte[] document) throws UntrustedBundleException {
        try {
            var bundle = JsonPart.document(document, LARGEST);
            var version = BundleVersion.of(bundle.text("mediaType"))
                    .orElseThrow(() -> bundle.wrong("is no bundle of versions 0.1 to 0.3: its mediaType is another"));
            return new BundleReader(version, bundle).read();
        } catch (MalformedDocumentException e) {
            throw new UntrustedBundleException(
                    Distrust.BUNDLE_UNREADABLE, "the bundle cannot be read: " + e.getMessage(), e);
        }
    }

    private Bundle read() throws MalformedDocumentException {
        var material = bundle.get("verificationMaterial");
        var entries = new ArrayList<SignatureEntry>();
        for (var part : atMost(material.list("tlogEntries"), material)) {
            entries.add(entry(part));
        }
        return new Bundle(certificate(material), content(), entries, timestamps(material));
    }

    private static List<JsonPart> atMost(List<JsonPart> parts, JsonPart holder) throws MalformedDocumentException {
        if (parts.size() > MOST) {
            throw holder.wrong("has a list of " + parts.size() + " elements: at most " + MOST + " are read");
        }
        return parts;
    }

    private X509Certificate certificate(JsonPart material) throws MalformedDocumentException {
        if (material.find("publicKey").isPresent()) {
            throw material.wrong("names a key and no certificate: nobody is known to hold that key");
        }
        var single = material.find("certificate");
        if (single.isPresent()) {
            return TrustedRootReader.certificate(single.get().get("rawBytes"));
        }
        if (version == BundleVersion.V0_3) {
            throw material.wrong("has no certificate");
        }
        var chain = atMost(material.get("x509CertificateChain").list("certificates"), material);
        if (chain.isEmpty()) {
            throw material.wrong("has no certificate");
        }
        return TrustedRootReader.certificate(chain.getFirst().get("rawBytes"));
    }

    private static List<Bytes> timestamps(JsonPart material) throws MalformedDocumentException {
        var data = material.find("timestampVerificationData");
        var timestamps = new ArrayList<Bytes>();
        if (data.isPresent()) {
            for (var part : atMost(data.get().list("rfc3161Timestamps"), data.get())) {
                timestamps.add(part.get("signedTimestamp").bytes());
            }
        }
        return timestamps;
    }

    private SignedContent content() throws MalformedDocumentException {
        var message = bundle.find("messageSignature");
        var envelope = bundle.find("dsseEnvelope");
        if (message.isPresent() == envelope.isPresent()) {
            throw bundle.wrong("must have either a messageSignature or a dsseEnvelope");
        }
        return message.isPresent() ? message(message.get()) : envelope(envelope.orElseThrow());
    }

    private static SignedContent message(JsonPart part) throws MalformedDocumentException {
        var digest = part.find("messageDigest");
        return new SignedContent.Message(
                digest.isEmpty() ? Optional.empty() : Optional.of(digest(digest.get())),
                part.get("signature").bytes());
    }

    private static Digest digest(JsonPart part) throws MalformedDocumentException {
        var algorithm = HashAlgorithm.named(part.get("algorithm").text())
                .orElseThrow(() -> part.wrong("is made with a hash that is not known here"));
        return new Digest(algorithm, part.get("digest").bytes());
    }

    /** One signature, since more would need a rule which of them count. */
    private static SignedContent envelope(JsonPart part) throws MalformedDocumentException {
        var signatures = part.list("signatures");
        if (signatures.size() != 1) {
            throw part.wrong("has " + signatures.size() + " signatures: exactly one is expected");
        }
        var signature = signatures.getFirst();
        return new SignedContent.Envelope(
                part.get("payload").bytes(),
                part.get("payloadType").text(),
                signature.text("keyid"),
                signature.get("sig").bytes());
    }

    private SignatureEntry entry(JsonPart part) throws MalformedDocumentException {
        var promise = part.find("inclusionPromise");
        var inclusion = part.find("inclusionProof");
        if (version == BundleVersion.V0_1 ? promise.isEmpty() : inclusion.isEmpty()) {
            throw part.wrong(
                    version == BundleVersion.V0_1 ? "has no promise of its log" : "has no proof of its inclusion");
        }
        var kind = part.get("kindVersion");
        return new SignatureEntry(
                part.number("logIndex"),
                part.get("logId").get("keyId").bytes(),
                kind.text("kind"),
                kind.text("version"),
                part.number("integratedTime"),
                promise.isEmpty()
                        ? Optional.empty()
                        : Optional.of(promise.get().get("signedEntryTimestamp").bytes()),
                inclusion.isEmpty() ? Optional.empty() : inclusion(inclusion.get()),
                part.get("canonicalizedBody").bytes());
    }

    /** A proof without a signed tree proves nothing. The first version could have one, beside its promise. */
    private Optional<SignatureEntry.Inclusion> inclusion(JsonPart part) throws MalformedDocumentException {
        var checkpoint = part.find("checkpoint");
        if (checkpoint.isEmpty() && version == BundleVersion.V0_1) {
            return Optional.empty();
        }
        var path = new ArrayList<Bytes>();
        for (var hash : part.list("hashes")) {
            path.add(hash.bytes());
        }
        return Optional.of(new SignatureEntry.Inclusion(
                part.number("logIndex"),
                part.number("treeSize"),
                part.get("rootHash").bytes(),
                path,
                part.get("checkpoint").get("envelope").text()));
    }
}
