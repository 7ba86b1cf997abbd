/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import dev.bulla.ca.sigstore.JsonPart;
import dev.bulla.ca.sigstore.MalformedDocumentException;
import dev.bulla.ca.x509.Bytes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody says about artifacts (in-toto).
 *
 * @param subjects      the artifacts
 * @param predicateType what kind of thing is said
 */
public record Statement(List<Subject> subjects, String predicateType) {
    private static final String TYPE = "https://in-toto.io/Statement/v1";
    private static final Set<String> TYPES = Set.of(TYPE, "https://in-toto.io/Statement/v0.1");

    public Statement {
        subjects = List.copyOf(subjects);
    }

    /**
     * An artifact as a statement names it.
     *
     * @param digests those of the hashes that are known here
     */
    public record Subject(String name, Map<HashAlgorithm, Bytes> digests) {
        public Subject {
            digests = Map.copyOf(digests);
        }

        /** Whether this is the artifact: all of its hashes that are known are the artifact's, and one is known. */
        boolean is(Map<HashAlgorithm, Bytes> artifact) {
            return !digests.isEmpty() && artifact.entrySet().containsAll(digests.entrySet());
        }
    }

    /**
     * The text of a statement about one artifact.
     *
     * @param predicate a JSON object, which is taken over as it is written
     */
    public static Bytes text(String name, Digest digest, String predicateType, Bytes predicate)
            throws MalformedDocumentException {
        var _ = JsonPart.document(predicate.array(), BundleReader.LARGEST);
        var json = JsonMapper.shared();
        return Bytes.utf8(
                "{\"_type\":%s,\"subject\":[{\"name\":%s,\"digest\":{\"%s\":\"%s\"}}],\"predicateType\":%s,\"predicate\":%s}"
                        .formatted(
                                json.writeValueAsString(TYPE),
                                json.writeValueAsString(name),
                                digest.algorithm().inStatements(),
                                digest.value().hex(),
                                json.writeValueAsString(predicateType),
                                predicate.text().strip()));
    }

    static Statement read(Bytes payload) throws UntrustedBundleException {
        try {
            var statement = JsonPart.document(payload.array(), BundleReader.LARGEST);
            if (!TYPES.contains(statement.text("_type"))) {
                throw statement.wrong("is no statement of in-toto: its _type is another");
            }
            var subjects = new ArrayList<Subject>();
            for (var subject : statement.list("subject")) {
                subjects.add(new Subject(subject.text("name"), digests(subject.get("digest"))));
            }
            return new Statement(subjects, statement.get("predicateType").text());
        } catch (MalformedDocumentException e) {
            throw new UntrustedBundleException(
                    Distrust.STATEMENT_UNREADABLE, "what was signed is no statement: " + e.getMessage(), e);
        }
    }

    private static Map<HashAlgorithm, Bytes> digests(JsonPart part) throws MalformedDocumentException {
        var digests = new EnumMap<HashAlgorithm, Bytes>(HashAlgorithm.class);
        for (var algorithm : HashAlgorithm.values()) {
            var hex = part.find(algorithm.inStatements());
            if (hex.isPresent()) {
                digests.put(algorithm, bytes(hex.get()));
            }
        }
        return digests;
    }

    private static Bytes bytes(JsonPart hex) throws MalformedDocumentException {
        try {
            return Bytes.of(HexFormat.of().parseHex(hex.text()));
        } catch (IllegalArgumentException e) {
            throw hex.wrong("is not hexadecimal", e);
        }
    }
}
