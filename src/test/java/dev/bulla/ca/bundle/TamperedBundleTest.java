/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import static dev.bulla.ca.bundle.SmallSigstore.CONTENT;
import static dev.bulla.ca.bundle.SmallSigstore.NOW;
import static dev.bulla.ca.bundle.SmallSigstore.with;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.x509.Bytes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every value of a good bundle, changed alone. */
class TamperedBundleTest {
    private static final SmallSigstore SIGSTORE = new SmallSigstore();

    /** What a change is found by, by the end of the value's path. */
    private static final Map<String, Distrust> REASONS = Map.ofEntries(
            entry("mediaType", Distrust.BUNDLE_UNREADABLE),
            entry("certificate.rawBytes", Distrust.CERTIFICATE_UNTRUSTED),
            entry("tlogEntries.0.logIndex", Distrust.ENTRY_INVALID),
            entry("logId.keyId", Distrust.ENTRY_MISSING),
            entry("kindVersion.kind", Distrust.ENTRY_OF_OTHER_SIGNATURE),
            entry("kindVersion.version", Distrust.ENTRY_OF_OTHER_SIGNATURE),
            entry("inclusionPromise.signedEntryTimestamp", Distrust.ENTRY_INVALID),
            entry("inclusionProof.logIndex", Distrust.ENTRY_INVALID),
            entry("inclusionProof.rootHash", Distrust.ENTRY_INVALID),
            entry("inclusionProof.treeSize", Distrust.ENTRY_INVALID),
            entry("checkpoint.envelope", Distrust.ENTRY_INVALID),
            entry("canonicalizedBody", Distrust.ENTRY_INVALID),
            entry("rfc3161Timestamps.0.signedTimestamp", Distrust.TIMESTAMP_INVALID),
            entry("messageDigest.algorithm", Distrust.BUNDLE_UNREADABLE),
            entry("messageDigest.digest", Distrust.ARTIFACT_OTHER),
            entry("messageSignature.signature", Distrust.TIMESTAMP_INVALID),
            entry("dsseEnvelope.payload", Distrust.SIGNATURE_INVALID),
            entry("dsseEnvelope.payloadType", Distrust.SIGNATURE_INVALID),
            entry("signatures.0.sig", Distrust.TIMESTAMP_INVALID));

    static Stream<Arguments> changes() {
        var signed = SIGSTORE.signed();
        var attested = SIGSTORE.attested("{}");
        var pae = ((SignedContent.Envelope) attested.content()).signed();
        return Stream.of(
                        with(signed, SIGSTORE.rekor.hashedRekordV002(signed, CONTENT)),
                        with(signed, SIGSTORE.rekor.hashedRekordV001(signed, CONTENT, NOW)),
                        with(attested, SIGSTORE.rekor.hashedRekordV002(attested, pae)))
                .map(bundle -> JsonMapper.shared().readTree(BundleWriter.text(bundle)))
                .flatMap(json -> paths(json, List.of()).map(path -> Arguments.of(String.join(".", path), json, path)));
    }

    private static Stream<List<String>> paths(JsonNode node, List<String> path) {
        if (!node.isContainer()) {
            return Stream.of(path);
        }
        var names = new ArrayList<String>();
        if (node instanceof ObjectNode object) {
            names.addAll(object.propertyNames());
        } else {
            for (var i = 0; i < node.size(); i++) {
                names.add(Integer.toString(i));
            }
        }
        return names.stream().flatMap(name -> {
            var deeper = new ArrayList<>(path);
            deeper.add(name);
            return paths(child(node, name), deeper);
        });
    }

    private static JsonNode child(JsonNode node, String name) {
        return node instanceof ArrayNode array ? array.get(Integer.parseInt(name)) : node.get(name);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void isNotBelieved(String name, JsonNode good, List<String> path) {
        var changed = good.deepCopy();
        change(changed, path);
        // A hint which key it was, of which there is one; and a time that nobody has promised.
        var saysNothing = name.endsWith("keyid") || name.endsWith("integratedTime") && !hasPromise(good);

        var problem = Optional.ofNullable(
                catchThrowableOfType(UntrustedBundleException.class, () -> verify(changed.toString())));

        assertThat(problem.map(UntrustedBundleException::reason))
                .isEqualTo(saysNothing ? Optional.empty() : Optional.of(reason(name)));
    }

    private static Distrust reason(String name) {
        return name.endsWith("integratedTime") || name.contains("inclusionProof.hashes")
                ? Distrust.ENTRY_INVALID
                : REASONS.entrySet().stream()
                        .filter(entry -> name.endsWith(entry.getKey()))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("nothing is known of " + name))
                        .getValue();
    }

    private static boolean hasPromise(JsonNode bundle) {
        return bundle.path("verificationMaterial").path("tlogEntries").path(0).has("inclusionPromise");
    }

    private static void change(JsonNode root, List<String> path) {
        var node = root;
        for (var name : path.subList(0, path.size() - 1)) {
            node = child(node, name);
        }
        var changed = changed(path.getLast(), child(node, path.getLast()).asString());
        if (node instanceof ArrayNode array) {
            array.set(Integer.parseInt(path.getLast()), JsonMapper.shared().valueToTree(changed));
        } else {
            ((ObjectNode) node).put(path.getLast(), changed);
        }
    }

    /** Another number, the same bytes with another bit at their end, or another text. */
    private static String changed(String name, String value) {
        if (value.matches("[0-9]+")) {
            return Long.toString(Long.parseLong(value) + 1);
        }
        if (name.equals("envelope")) {
            return value.replaceFirst("rekor", "rokor");
        }
        if (value.matches("[A-Za-z0-9+/]{16,}={0,2}") && value.length() % 4 == 0) {
            var bytes = Base64.getDecoder().decode(value);
            bytes[bytes.length - 1] ^= 1;
            return Base64.getEncoder().encodeToString(bytes);
        }
        return value + "x";
    }

    private static void verify(String text) throws Exception {
        var bundle = BundleReader.read(Bytes.utf8(text).array());
        ExpectedContent content = bundle.content() instanceof SignedContent.Message
                ? new ExpectedContent.Blob()
                : new ExpectedContent.About(Optional.empty());
        new BundleVerifier(SIGSTORE.root(), new Thresholds(1, 1, 1, false), Crypto.fastest(), SIGSTORE.clock)
                .verify(bundle, SmallSigstore.ARTIFACT, ExpectedSigner.ANYBODY, content);
    }
}
