/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sigstore.AlgorithmRegistry.SigningAlgorithm;
import dev.sigstore.KeylessSigner;
import dev.sigstore.KeylessVerifier;
import dev.sigstore.SigningConfigProvider;
import dev.sigstore.TrustedRootProvider;
import dev.sigstore.VerificationOptions;
import dev.sigstore.VerificationOptions.CertificateMatcher;
import dev.sigstore.bundle.Bundle;
import dev.sigstore.oidc.client.OidcClients;
import dev.sigstore.oidc.client.TokenStringOidcClient;
import dev.sigstore.strings.StringMatcher;
import dev.sigstore.tuf.RootProvider;
import dev.sigstore.tuf.SigstoreTufClient;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;

/** Does with sigstore-java what it is asked to: one request in JSON on each line that comes in, one answer on each that goes out. */
final class SigstoreJava {
    public static void main(String[] arguments) throws Exception {
        var asks = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = asks.readLine(); line != null; line = asks.readLine()) {
            System.out.println(new Gson().toJson(answer(JsonParser.parseString(line).getAsJsonObject())));
        }
    }

    private static String answer(JsonObject request) {
        try {
            var ask = request.getAsJsonObject("with");
            var what = text(request, "do");
            switch (what) {
                case "sign" -> sign(ask, (signer, artifact) -> signer.signFile(artifact));
                case "attest" -> sign(ask, (signer, artifact) -> signer.attest(Files.readString(artifact)));
                case "verify" -> verify(ask);
                default -> throw new IllegalArgumentException("nothing that can be done: " + what);
            }
            return "done";
        } catch (Exception e) {
            return told(e);
        }
    }

    private interface Signing {
        Bundle sign(KeylessSigner signer, Path artifact) throws Exception;
    }

    private static void sign(JsonObject ask, Signing how) throws Exception {
        try (var signer = KeylessSigner.builder()
                .trustedRootProvider(trust(ask))
                .signingConfigProvider(config(ask))
                .signingAlgorithm(SigningAlgorithm.PKIX_ECDSA_P256_SHA_256)
                .forceCredentialProviders(OidcClients.of(TokenStringOidcClient.from(text(ask, "token"))))
                .enableRekorV2(true)
                .build()) {
            var bundle = how.sign(signer, Path.of(text(ask, "artifact")));
            Files.writeString(Path.of(text(ask, "bundle")), bundle.toJson());
        }
    }

    private static void verify(JsonObject ask) throws Exception {
        var signer = CertificateMatcher.fulcio()
                .subjectAlternativeName(StringMatcher.string(text(ask, "identity")))
                .issuer(StringMatcher.string(text(ask, "issuer")))
                .build();
        KeylessVerifier.builder()
                .trustedRootProvider(trust(ask))
                .build()
                .verify(
                        Path.of(text(ask, "artifact")),
                        Bundle.from(Path.of(text(ask, "bundle")), StandardCharsets.UTF_8),
                        VerificationOptions.builder()
                                .addCertificateMatchers(signer)
                                .build());
    }

    private static TrustedRootProvider trust(JsonObject ask) {
        return ask.has("tuf")
                ? TrustedRootProvider.from(tuf(ask))
                : TrustedRootProvider.from(Path.of(text(ask, "trustedRoot")));
    }

    private static SigningConfigProvider config(JsonObject ask) {
        return ask.has("tuf")
                ? SigningConfigProvider.from(tuf(ask))
                : SigningConfigProvider.from(Path.of(text(ask, "signingConfig")));
    }

    private static SigstoreTufClient.Builder tuf(JsonObject ask) {
        return SigstoreTufClient.builder()
                .tufMirror(URI.create(text(ask, "tuf")), RootProvider.fromFile(Path.of(text(ask, "tufRoot"))))
                .tufCacheLocation(Path.of(text(ask, "tufCache")))
                // Ask the repository each time.
                .cacheValidity(Duration.ZERO);
    }

    private static String text(JsonObject ask, String name) {
        return ask.get(name).getAsString();
    }

    /** The exception and its causes, each with its class. */
    private static String told(Throwable thrown) {
        var told = new ArrayList<String>();
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            told.add(cause.getClass().getSimpleName() + ": " + cause.getMessage());
        }
        return String.join(" <- ", told);
    }
}
