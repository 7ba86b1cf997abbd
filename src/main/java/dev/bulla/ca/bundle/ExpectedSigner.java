/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import dev.bulla.ca.x509.Extension;
import java.util.List;
import java.util.Map;

/**
 * Who is expected to have signed. All of it has to be so.
 *
 * @param names   one and the same name of the signer must be as each of these says
 * @param issuers who vouched for the signer
 * @param build   what the certificate must say about the build
 */
public record ExpectedSigner(List<TextMatch> names, List<TextMatch> issuers, Map<Extension, String> build) {
    /** For whoever has signed it just now and knows who that was. */
    public static final ExpectedSigner ANYBODY = new ExpectedSigner(List.of(), List.of(), Map.of());

    public ExpectedSigner {
        names = List.copyOf(names);
        issuers = List.copyOf(issuers);
        build = Map.copyOf(build);
    }

    void judge(Signer signer) throws UntrustedBundleException {
        if (!names.isEmpty() && signer.names().stream().noneMatch(name -> accepts(names, name))) {
            throw new UntrustedBundleException(
                    Distrust.IDENTITY_OTHER,
                    "signed by %s, and expected was %s".formatted(signers(signer), words(names)));
        }
        if (!accepts(issuers, signer.issuer())) {
            throw new UntrustedBundleException(
                    Distrust.ISSUER_OTHER,
                    "the signer was vouched for by %s, and expected was %s"
                            .formatted(signer.issuer().isEmpty() ? "nobody" : signer.issuer(), words(issuers)));
        }
        for (var expected : build.entrySet()) {
            judge(expected.getKey(), expected.getValue(), signer.build().getOrDefault(expected.getKey(), ""));
        }
    }

    private static boolean accepts(List<TextMatch> all, String text) {
        return all.stream().allMatch(match -> match.accepts(text));
    }

    private static void judge(Extension extension, String expected, String found) throws UntrustedBundleException {
        if (!found.equals(expected)) {
            throw new UntrustedBundleException(
                    Distrust.BUILD_OTHER,
                    "the certificate says %s for %s, and expected was %s"
                            .formatted(found.isEmpty() ? "nothing" : found, extension.yamlKey(), expected));
        }
    }

    private static String signers(Signer signer) {
        return signer.names().isEmpty() ? "somebody without a name" : String.join(", ", signer.names());
    }

    private static String words(List<TextMatch> all) {
        return String.join(" and ", all.stream().map(TextMatch::toString).toList());
    }
}
