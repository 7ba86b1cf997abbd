/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients.rekor;

import static dev.bulla.ca.clients.rekor.EntryRequest.decoded;
import static dev.bulla.ca.clients.rekor.EntryRequest.present;

import dev.bulla.ca.clients.rekor.EntryRequest.Dsse;
import dev.bulla.ca.clients.rekor.EntryRequest.Hashed;
import dev.bulla.ca.clients.rekor.EntryRequest.VerifierKey;
import dev.bulla.ca.x509.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes entries of requests whose signatures hold. */
final class EntryReader {
    private final Provider provider;
    private final Envelopes envelopes;

    EntryReader(Provider provider, Envelopes envelopes) {
        this.provider = provider;
        this.envelopes = envelopes;
    }

    SignatureEntry read(byte[] body) throws RefusedEntryException {
        var request = EntryRequest.parse(body);
        var hashed = request.hashedRekordRequestV002();
        var dsse = request.dsseRequestV002();
        if ((hashed == null) == (dsse == null)) {
            throw new RefusedEntryException("a request has one of hashedRekordRequestV002 and dsseRequestV002");
        }
        return hashed == null ? read(present(dsse, "dsseRequestV002")) : read(hashed);
    }

    private SignatureEntry read(Hashed request) throws RefusedEntryException {
        var digest = decoded(request.digest(), "digest");
        var signature = present(request.signature(), "signature");
        var content = decoded(signature.content(), "signature.content");
        var verifier = verifier(present(signature.verifier(), "signature.verifier"));
        if (!verifier.verifies(digest, content, provider)) {
            throw new RefusedEntryException("the signature does not hold for the digest");
        }
        return SignatureEntry.hashed(digest, new ProvenSignature(Bytes.of(content), verifier));
    }

    private SignatureEntry read(Dsse request) throws RefusedEntryException {
        var envelope = present(request.envelope(), "envelope");
        var payload = decoded(envelope.payload(), "envelope.payload");
        var signed = preAuthentication(present(envelope.payloadType(), "envelope.payloadType"), payload);
        var verifiers = new ArrayList<Verifier>();
        for (var key : present(request.verifiers(), "verifiers")) {
            verifiers.add(verifier(key));
        }
        var proven = new ArrayList<ProvenSignature>();
        for (var line : present(envelope.signatures(), "envelope.signatures")) {
            proven.add(proven(signed, decoded(line.sig(), "sig"), verifiers));
        }
        if (proven.isEmpty()) {
            throw new RefusedEntryException("envelope.signatures is empty");
        }
        var only = proven.getFirst();
        return envelopes == Envelopes.AS_DIGESTS && proven.size() == 1
                ? SignatureEntry.hashed(only.by().digest(signed), only)
                : SignatureEntry.envelope(payload, proven);
    }

    private ProvenSignature proven(byte[] signed, byte[] signature, List<Verifier> verifiers)
            throws RefusedEntryException {
        return verifiers.stream()
                .filter(verifier -> verifier.verifies(verifier.digest(signed), signature, provider))
                .findFirst()
                .map(verifier -> new ProvenSignature(Bytes.of(signature), verifier))
                .orElseThrow(
                        () -> new RefusedEntryException("a signature of the envelope is of none of the verifiers"));
    }

    private static Verifier verifier(VerifierKey key) throws RefusedEntryException {
        var details = present(key.keyDetails(), "verifier.keyDetails");
        if (key.x509Certificate() != null) {
            return Verifier.ofCertificate(decoded(key.x509Certificate().rawBytes(), "rawBytes"), details);
        }
        return Verifier.ofKey(
                decoded(present(key.publicKey(), "verifier.publicKey").rawBytes(), "rawBytes"), details);
    }

    /** The bytes that a signature in an envelope is over (DSSE, version 1). */
    private static byte[] preAuthentication(String type, byte[] payload) {
        var start = "DSSEv1 %d %s %d "
                .formatted(type.getBytes(StandardCharsets.UTF_8).length, type, payload.length)
                .getBytes(StandardCharsets.UTF_8);
        var all = Arrays.copyOf(start, start.length + payload.length);
        System.arraycopy(payload, 0, all, start.length, payload.length);
        return all;
    }
}
