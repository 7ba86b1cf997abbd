/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.clients.Lab.LeafIndex;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Sigstore's clients in JavaScript, by their interface and by their command. */
@EnabledIf(
        value = "dev.bulla.ca.clients.Installed#hasJs",
        disabledReason = "target/clients/js is not there: .ci/clients installs it")
@Timeout(240)
@ParameterizedClass
@EnumSource(LeafIndex.class)
class SigstoreJsTest {
    private static Path folder;
    private static Lab lab;
    private static Workpiece piece;
    private static ClientProcess js;

    @Parameter
    private LeafIndex leafIndex;

    @BeforeParameterizedClassInvocation
    static void start(LeafIndex leafIndex, @TempDir Path fresh) {
        var install = Installed.js();
        folder = fresh;
        lab = Lab.start(fresh, leafIndex);
        piece = Workpiece.in(fresh);
        js = client(install);
    }

    private static ClientProcess client(Path install) {
        var command = new ProcessBuilder(Installed.node(), Installed.driver("js/driver.mjs"));
        command.environment().putAll(environment());
        return ClientProcess.start(command.directory(install.toFile()), folder);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        // What has not started is null here, and passed over.
        try (var _ = lab;
                var _ = js) {}
    }

    private static Map<String, String> environment() {
        return Map.of("NODE_EXTRA_CA_CERTS", lab.tlsRoot().toString(), "HOME", folder.toString());
    }

    private static Path bundle(String name) {
        return folder.resolve(name + ".sigstore.json");
    }

    private static String sign(String how, Path content, Signer signer, Path bundle) {
        return sign(js, how, content, signer, bundle);
    }

    private static String sign(ClientProcess client, String how, Path content, Signer signer, Path bundle) {
        return client.ask(
                how,
                Map.of(
                        "signingConfig", lab.signingConfig().toString(),
                        "token", signer.token(lab),
                        "artifact", content.toString(),
                        "bundle", bundle.toString()));
    }

    private static Map<String, Object> verification(Path bundle, Signer signer) {
        return new HashMap<>(Map.of(
                "trustedRoot", lab.trustedRoot().toString(),
                "bundle", bundle.toString(),
                "artifact", piece.artifact().toString(),
                "identity", signer.identity(),
                "issuer", signer.issuer(lab),
                "entries", 1));
    }

    @Test
    void aBlobIsSignedAndVerified() {
        var bundle = bundle("blob");

        assertThat(sign("sign", piece.artifact(), Signer.PERSON, bundle)).isEqualTo("done");

        assertThat(js.ask("verify", verification(bundle, Signer.PERSON))).isEqualTo("done");
        var ours = new OurVerdict(lab, bundle, Signer.PERSON);
        assertThat(ours.ofBlob(piece.artifact()).out()).startsWith("verified\n").contains("recorded by:     1 log");
        assertThat(ours.promiseTellsThePlace()).isEqualTo(leafIndex == LeafIndex.ON);
    }

    @Test
    void aProvenanceIsAttestedAndVerified() {
        var bundle = bundle("provenance");

        assertThat(sign("attest", piece.statement(), Signer.BUILD, bundle)).isEqualTo("done");

        assertThat(js.ask("verify", verification(bundle, Signer.BUILD))).isEqualTo("done");
        assertThat(new OurVerdict(lab, bundle, Signer.BUILD)
                        .ofProvenance(piece.artifact())
                        .out())
                .startsWith("verified\n")
                .contains("recorded by:     1 log");
    }

    /** The first version of a log of signatures is all that this way of signing knows, so there is none. */
    @Test
    void timeStampsAloneSufficeForVerifiersThatAreToldSo() {
        var bundle = bundle("stamped");
        var services = Map.of(
                "fulcio", lab.url().toString(),
                "timestamps", lab.url().toString(),
                "token", Signer.PERSON.token(lab),
                "artifact", piece.artifact().toString(),
                "bundle", bundle.toString());

        assertThat(js.ask("signStamped", services)).isEqualTo("done");

        var verification = verification(bundle, Signer.PERSON);
        assertThat(js.ask("verify", verification))
                .isEqualTo("VerificationError TLOG_ERROR: expected 1 tlog entries, got 0");
        verification.put("entries", 0);
        assertThat(js.ask("verify", verification)).isEqualTo("done");
        assertThat(new OurVerdict(lab, bundle, Signer.PERSON)
                        .ofBlob(piece.artifact())
                        .exit())
                .isZero();
    }

    @Test
    void whatOurOwnCommandSignsIsVerified() {
        var bundle = bundle("ours");
        var command = new ArrayList<>(Installed.bulla());
        command.addAll(List.of(
                "sign-blob",
                "--signing-config=" + lab.signingConfig(),
                "--trusted-root=" + lab.trustedRoot(),
                "--identity-token=" + Signer.PERSON.token(lab),
                "--bundle=" + bundle,
                piece.artifact().toString()));
        var ran = Ran.of(folder, Map.of("SSL_CERT_FILE", lab.tlsRoot().toString()), command);
        assertThat(ran.exit()).as(ran.said()).isZero();

        var verification = verification(bundle, Signer.PERSON);
        verification.put("entries", 0);

        assertThat(js.ask("verify", verification)).isEqualTo("done");
    }

    @Test
    void theVersionThatNpmBringsAgreesWithTheNewestOne() {
        try (var older = client(Installed.olderJs())) {
            var old = bundle("older");
            var fresh = bundle("newer");

            assertThat(sign(older, "attest", piece.statement(), Signer.BUILD, old))
                    .isEqualTo("done");
            assertThat(sign(js, "attest", piece.statement(), Signer.BUILD, fresh))
                    .isEqualTo("done");

            for (var bundle : List.of(old, fresh)) {
                assertThat(older.ask("verify", verification(bundle, Signer.BUILD)))
                        .isEqualTo("done");
                assertThat(js.ask("verify", verification(bundle, Signer.BUILD))).isEqualTo("done");
            }
            assertThat(older.ask("verify", verification(old, Signer.PERSON)))
                    .startsWith("PolicyError UNTRUSTED_SIGNER_ERROR");
        }
    }

    /** The command verifies by TUF alone, and signs without a log of signatures of the second version. */
    @Test
    void theCommandAttestsAndVerifiesByTuf() {
        var bundle = bundle("command");
        var root = lab.makeTuf();
        var cache = folder.resolve("tuf-cache").toString();

        assertSucceeds(cli(
                "attest",
                "--fulcio-url=" + lab.url(),
                "--tsa-server-url=" + lab.url(),
                "--no-tlog-upload",
                "--output-file=" + bundle,
                piece.statement().toString()));
        assertSucceeds(cli("initialize", "--mirror=" + lab.tuf(), "--root=" + root, "--cache-path=" + cache));
        var verify = List.of(
                "verify",
                "--tuf-mirror-url=" + lab.tuf(),
                "--tuf-root-path=" + root,
                "--tuf-cache-path=" + cache,
                "--tlog-threshold=0",
                "--certificate-issuer=" + LabIssuers.GITHUB,
                bundle.toString());
        assertSucceeds(cli(verify, "--certificate-identity-uri=" + LabIssuers.WORKFLOW));
        var wrong = cli(verify, "--certificate-identity-uri=https://github.com/eve/engine");
        assertThat(wrong.exit()).isNotZero();
        assertThat(wrong.said()).contains("certificate identity error");
        assertThat(new OurVerdict(lab, bundle, Signer.BUILD)
                        .ofProvenance(piece.artifact())
                        .exit())
                .isZero();
    }

    private static void assertSucceeds(Ran ran) {
        assertThat(ran.exit()).as(ran.said()).isZero();
    }

    private static Ran cli(List<String> first, String... more) {
        return cli(Stream.concat(first.stream(), Stream.of(more)).toArray(String[]::new));
    }

    private static Ran cli(String... arguments) {
        var command = new ArrayList<>(List.of(
                Installed.node(),
                Installed.js().resolve("node_modules/@sigstore/cli/bin/run").toString()));
        command.addAll(List.of(arguments));
        var environment = new HashMap<>(environment());
        environment.putAll(Map.of("CI", "1", "SIGSTORE_ID_TOKEN", Signer.BUILD.token(lab)));
        return Ran.of(folder, environment, command);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            wrong identity           | PolicyError UNTRUSTED_SIGNER_ERROR: certificate identity error - expected eve@example.com
            wrong issuer             | PolicyError UNTRUSTED_SIGNER_ERROR: invalid certificate extension - expected issuer=https://token
            other authority          | VerificationError CERTIFICATE_ERROR: Failed to verify certificate chain
            other artifact           | VerificationError SIGNATURE_ERROR: signature verification failed
            other certificate log    | VerificationError CERTIFICATE_ERROR: SCT verification failed
            time stamps until lately | VerificationError TIMESTAMP_ERROR: timestamp could not be verified
            other signature log      | VerificationError TLOG_INCLUSION_PROOF_ERROR: invalid checkpoint signature
            """)
    void whatIsWrongIsToldByItsName(String what, String told) {
        var bundle = bundle("failing");
        if (!Files.exists(bundle)) {
            sign("sign", piece.artifact(), Signer.PERSON, bundle);
        }
        var verification = verification(bundle, Signer.PERSON);
        verification.putAll(
                switch (what) {
                    case "wrong identity" -> Map.of("identity", "eve@example.com");
                    case "wrong issuer" -> Map.of("issuer", LabIssuers.GITHUB);
                    case "other artifact" -> Map.of("artifact", piece.other().toString());
                    default ->
                        Map.of(
                                "trustedRoot",
                                lab.trustedRoot(Believed.named(what)).toString());
                });

        assertThat(js.ask("verify", verification)).startsWith(told);
    }

    @Test
    void aTokenThatIsNotAcceptedIsToldWithOurReason() {
        var with = Map.of(
                "signingConfig", lab.signingConfig().toString(),
                "token", Signer.PERSON.token(lab) + "A",
                "artifact", piece.artifact().toString(),
                "bundle", bundle("none").toString());

        assertThat(js.ask("sign", with))
                .isEqualTo("InternalError CA_CREATE_SIGNING_CERTIFICATE_ERROR: error creating signing certificate"
                        + " - (400) There was an error processing the identity token");
    }
}
