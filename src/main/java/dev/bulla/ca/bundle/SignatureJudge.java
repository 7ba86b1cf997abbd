/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges whether a key has signed an artifact, or a statement about it. */
final class SignatureJudge {
    private final X509Certificate leaf;
    private final SigningAlgorithm algorithm;
    private final Crypto crypto;

    SignatureJudge(X509Certificate leaf, SigningAlgorithm algorithm, Crypto crypto) {
        this.leaf = leaf;
        this.algorithm = algorithm;
        this.crypto = crypto;
    }

    /**
     * What was signed.
     *
     * @param signed    hash of the bytes that were signed
     * @param artifact  hash of the artifact
     * @param statement that they are, if they are one
     */
    record Judged(Digest signed, Digest artifact, Optional<Statement> statement) {}

    Judged judge(SignedContent content, Artifact artifact, ExpectedContent expected)
            throws UntrustedBundleException, IOException {
        return switch (expected) {
            case ExpectedContent.Blob _
            when content instanceof SignedContent.Message message -> message(message, artifact);
            case ExpectedContent.About about
            when content instanceof SignedContent.Envelope envelope -> envelope(envelope, artifact, about);
            case ExpectedContent.Blob _ ->
                throw new UntrustedBundleException(
                        Distrust.CONTENT_OF_OTHER_KIND,
                        "the bundle holds an attestation, and expected was a signature of the artifact itself");
            case ExpectedContent.About _ ->
                throw new UntrustedBundleException(
                        Distrust.CONTENT_OF_OTHER_KIND,
                        "the bundle holds a signature of the artifact itself, and expected was an attestation");
        };
    }

    private Judged message(SignedContent.Message message, Artifact artifact)
            throws UntrustedBundleException, IOException {
        var said = message.digest();
        var hashes = Stream.concat(Stream.of(algorithm.hash()), said.stream().map(Digest::algorithm));
        var digests = digests(hashes);
        boolean holds;
        try {
            var signature = algorithm.verifying(leaf.getPublicKey(), crypto);
            artifact.<SignatureException>read((buffer, from, length) -> {
                update(digests, buffer, from, length);
                signature.update(buffer, from, length);
            });
            holds = verifies(signature, message.signature());
        } catch (InvalidKeyException | SignatureException e) {
            holds = false;
        }
        var found = finished(digests);
        if (said.isPresent() && !said.get().equals(digest(found, said.get().algorithm()))) {
            throw new UntrustedBundleException(
                    Distrust.ARTIFACT_OTHER,
                    "the artifact is not the one that was signed: it has %s, and the bundle says %s"
                            .formatted(digest(found, said.get().algorithm()), said.get()));
        }
        mustHold(holds);
        var digest = digest(found, algorithm.hash());
        return new Judged(digest, digest, Optional.empty());
    }

    private static boolean verifies(java.security.Signature signature, Bytes made) {
        try {
            return signature.verify(made.array());
        } catch (SignatureException e) {
            return false;
        }
    }

    private Judged envelope(SignedContent.Envelope envelope, Artifact artifact, ExpectedContent.About expected)
            throws UntrustedBundleException, IOException {
        mustHold(algorithm.verifies(leaf.getPublicKey(), envelope.signed(), envelope.signature(), crypto));
        if (!envelope.payloadType().equals(SignedContent.Envelope.STATEMENT)) {
            throw new UntrustedBundleException(
                    Distrust.STATEMENT_UNREADABLE,
                    "what was signed is no statement: its type is " + envelope.payloadType());
        }
        var statement = Statement.read(envelope.payload());
        var digest = judgeSubject(statement, artifact);
        var predicate = expected.predicateType();
        if (predicate.isPresent() && !predicate.get().equals(statement.predicateType())) {
            throw new UntrustedBundleException(
                    Distrust.PREDICATE_OTHER,
                    "the statement is of type %s, and expected was %s"
                            .formatted(statement.predicateType(), predicate.get()));
        }
        return new Judged(algorithm.hash().of(envelope.signed()), digest, Optional.of(statement));
    }

    private static void mustHold(boolean holds) throws UntrustedBundleException {
        if (!holds) {
            throw new UntrustedBundleException(
                    Distrust.SIGNATURE_INVALID, "the signature was not made over this by the key of the certificate");
        }
    }

    private static Digest judgeSubject(Statement statement, Artifact artifact)
            throws UntrustedBundleException, IOException {
        var digests = digests(Stream.of(HashAlgorithm.values()));
        artifact.read((buffer, from, length) -> update(digests, buffer, from, length));
        var found = finished(digests);
        var digest = digest(found, HashAlgorithm.SHA2_256);
        if (statement.subjects().stream().noneMatch(subject -> subject.is(found))) {
            throw new UntrustedBundleException(
                    Distrust.ARTIFACT_OTHER, "the statement is not about this artifact, which has " + digest);
        }
        return digest;
    }

    private static void update(Map<HashAlgorithm, MessageDigest> digests, byte[] buffer, int from, int length) {
        digests.values().forEach(digest -> digest.update(buffer, from, length));
    }

    private static Map<HashAlgorithm, MessageDigest> digests(Stream<HashAlgorithm> hashes) {
        return hashes.distinct().collect(Collectors.toMap(Function.identity(), HashAlgorithm::digest));
    }

    private static Map<HashAlgorithm, Bytes> finished(Map<HashAlgorithm, MessageDigest> digests) {
        var finished = new EnumMap<HashAlgorithm, Bytes>(HashAlgorithm.class);
        digests.forEach((algorithm, digest) -> finished.put(algorithm, Bytes.of(digest.digest())));
        return finished;
    }

    private static Digest digest(Map<HashAlgorithm, Bytes> found, HashAlgorithm algorithm) {
        return new Digest(algorithm, found.getOrDefault(algorithm, Bytes.of(new byte[0])));
    }
}
