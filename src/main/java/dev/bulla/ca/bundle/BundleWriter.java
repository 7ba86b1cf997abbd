/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import dev.bulla.ca.x509.Bytes;
import java.util.Base64;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes bundles of version 0.3, in one line. */
public final class BundleWriter {
    private BundleWriter() {}

    public static String text(Bundle bundle) {
        var json = JsonMapper.shared().createObjectNode().put("mediaType", BundleVersion.V0_3.mediaType());
        var material = json.putObject("verificationMaterial");
        material.putObject("certificate").put("rawBytes", base64(bundle.encodedCertificate()));
        var entries = material.putArray("tlogEntries");
        bundle.entries().forEach(entry -> entry(entry, entries.addObject()));
        var timestamps = material.putObject("timestampVerificationData").putArray("rfc3161Timestamps");
        bundle.timestamps().forEach(reply -> timestamps.addObject().put("signedTimestamp", base64(reply)));
        content(bundle.content(), json);
        return json + "\n";
    }

    private static void content(SignedContent content, ObjectNode json) {
        switch (content) {
            case SignedContent.Message message -> {
                var part = json.putObject("messageSignature");
                message.digest()
                        .ifPresent(digest -> part.putObject("messageDigest")
                                .put("algorithm", digest.algorithm().name())
                                .put("digest", base64(digest.value())));
                part.put("signature", base64(message.signature()));
            }
            case SignedContent.Envelope envelope -> {
                var part = json.putObject("dsseEnvelope")
                        .put("payload", base64(envelope.payload()))
                        .put("payloadType", envelope.payloadType());
                part.putArray("signatures")
                        .addObject()
                        .put("sig", base64(envelope.signature()))
                        .put("keyid", envelope.keyId());
            }
        }
    }

    private static void entry(SignatureEntry entry, ObjectNode json) {
        json.put("logIndex", Long.toString(entry.index()));
        json.putObject("logId").put("keyId", base64(entry.logId()));
        json.putObject("kindVersion").put("kind", entry.kind()).put("version", entry.version());
        json.put("integratedTime", Long.toString(entry.integratedTime()));
        entry.promise()
                .ifPresent(promise -> json.putObject("inclusionPromise").put("signedEntryTimestamp", base64(promise)));
        entry.inclusion().ifPresent(inclusion -> inclusion(inclusion, json.putObject("inclusionProof")));
        json.put("canonicalizedBody", base64(entry.body()));
    }

    private static void inclusion(SignatureEntry.Inclusion inclusion, ObjectNode json) {
        json.put("logIndex", Long.toString(inclusion.index()));
        json.put("rootHash", base64(inclusion.root()));
        json.put("treeSize", Long.toString(inclusion.treeSize()));
        var path = json.putArray("hashes");
        inclusion.path().forEach(hash -> path.add(base64(hash)));
        json.putObject("checkpoint").put("envelope", inclusion.checkpoint());
    }

    private static String base64(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
