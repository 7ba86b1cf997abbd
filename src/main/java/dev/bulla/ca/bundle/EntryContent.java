/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import dev.bulla.ca.sigstore.JsonPart;
import dev.bulla.ca.sigstore.MalformedDocumentException;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.Pem;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What an entry of a log of signatures says, held against the bundle that it came with: the same signature, of the same
 * content, by the same certificate. Without this, any entry of the log would do.
 */
final class EntryContent {
    private final Bundle bundle;
    private final Digest signed;

    /** @param signed hash of what was signed, which for an envelope is more than its payload */
    EntryContent(Bundle bundle, Digest signed) {
        this.bundle = bundle;
        this.signed = signed;
    }

    void mustBe(SignatureEntry entry) throws UntrustedBundleException {
        try {
            var body = JsonPart.document(entry.body().array(), BundleReader.LARGEST);
            var kind = body.text("kind") + "/" + body.text("apiVersion");
            if (!kind.equals(entry.kind() + "/" + entry.version())) {
                throw body.wrong("is of kind " + kind + " and not " + entry.kind() + "/" + entry.version());
            }
            judge(kind, body.get("spec"));
        } catch (MalformedDocumentException e) {
            throw new UntrustedBundleException(
                    Distrust.ENTRY_OF_OTHER_SIGNATURE,
                    "an entry of a log of signatures cannot be the one of this signature: " + e.getMessage(),
                    e);
        }
    }

    private void judge(String kind, JsonPart spec) throws MalformedDocumentException {
        switch (kind) {
            case "hashedrekord/0.0.1" -> hashedRekord(spec);
            case "hashedrekord/0.0.2" -> hashedRekordV002(spec.get("hashedRekordV002"));
            case "dsse/0.0.1" -> dsse(spec);
            case "dsse/0.0.2" -> dsseV002(spec.get("dsseV002"));
            case "intoto/0.0.2" -> intoto(spec.get("content"));
            default -> throw spec.wrong("is of a kind that is not known here");
        }
    }

    private void hashedRekord(JsonPart spec) throws MalformedDocumentException {
        hexDigest(spec.get("data").get("hash"), signed);
        var signature = spec.get("signature");
        signature(signature.get("content").bytes(), signature);
        pemCertificate(signature.get("publicKey").get("content"));
    }

    private void hashedRekordV002(JsonPart spec) throws MalformedDocumentException {
        digest(spec.get("data"), signed);
        verifiedSignature(spec.get("signature"));
    }

    private void dsse(JsonPart spec) throws MalformedDocumentException {
        hexDigest(spec.get("payloadHash"), payload(spec));
        var signature = only(spec);
        signature(signature.get("signature").bytes(), signature);
        pemCertificate(signature.get("verifier"));
    }

    private void dsseV002(JsonPart spec) throws MalformedDocumentException {
        digest(spec.get("payloadHash"), payload(spec));
        verifiedSignature(only(spec));
    }

    /** The oldest kind writes the signature in base64 of base64. */
    private void intoto(JsonPart content) throws MalformedDocumentException {
        hexDigest(content.get("payloadHash"), payload(content));
        var signature = only(content.get("envelope"));
        var base64 = signature.get("sig").bytes();
        try {
            signature(Bytes.of(Base64.getDecoder().decode(base64.array())), signature);
        } catch (IllegalArgumentException e) {
            throw signature.wrong("has no signature in base64 of base64", e);
        }
        pemCertificate(signature.get("publicKey"));
    }

    private static JsonPart only(JsonPart spec) throws MalformedDocumentException {
        var signatures = spec.list("signatures");
        if (signatures.size() != 1) {
            throw spec.wrong("has " + signatures.size() + " signatures: exactly one is expected");
        }
        return signatures.getFirst();
    }

    private Digest payload(JsonPart spec) throws MalformedDocumentException {
        if (bundle.content() instanceof SignedContent.Envelope envelope) {
            return HashAlgorithm.SHA2_256.of(envelope.payload());
        }
        throw spec.wrong("is about an envelope, and the bundle has none");
    }

    private void verifiedSignature(JsonPart signature) throws MalformedDocumentException {
        signature(signature.get("content").bytes(), signature);
        certificate(
                signature.get("verifier").get("x509Certificate").get("rawBytes").bytes(), signature);
    }

    private void signature(Bytes found, JsonPart at) throws MalformedDocumentException {
        if (!found.equals(bundle.content().signature())) {
            throw at.wrong("is another signature");
        }
    }

    private void pemCertificate(JsonPart pem) throws MalformedDocumentException {
        var block = Pem.first(pem.bytes()).orElseThrow(() -> pem.wrong("is no PEM"));
        certificate(block.content(), pem);
    }

    private void certificate(Bytes found, JsonPart at) throws MalformedDocumentException {
        if (!found.equals(bundle.encodedCertificate())) {
            throw at.wrong("is of another certificate");
        }
    }

    private static void digest(JsonPart part, Digest expected) throws MalformedDocumentException {
        var same = part.text("algorithm").equals(expected.algorithm().name())
                && part.get("digest").bytes().equals(expected.value());
        if (!same) {
            throw part.wrong("is of something else than was signed");
        }
    }

    private static void hexDigest(JsonPart part, Digest expected) throws MalformedDocumentException {
        var same = part.text("algorithm").equals(expected.algorithm().inStatements())
                && part.text("value")
                        .equals(HexFormat.of().formatHex(expected.value().array()));
        if (!same) {
            throw part.wrong("is of something else than was signed");
        }
    }
}
