/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.clients.Lab.LeafIndex;
import java.nio.file.Files;
import java.nio.file.Path;
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
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sigstore's client in Python, by its interface and by its command. */
@EnabledIf(
        value = "dev.bulla.ca.clients.Installed#hasPython",
        disabledReason = "target/clients/python is not there: .ci/clients installs it")
@Timeout(240)
@ParameterizedClass
@EnumSource(LeafIndex.class)
class SigstorePythonTest {
    private static Path folder;
    private static Lab lab;
    private static Workpiece piece;
    private static ClientProcess python;

    @Parameter
    private LeafIndex leafIndex;

    @BeforeParameterizedClassInvocation
    static void start(LeafIndex leafIndex, @TempDir Path fresh) {
        var install = Installed.python();
        folder = fresh;
        lab = Lab.start(fresh, leafIndex);
        piece = Workpiece.in(fresh);
        var command =
                new ProcessBuilder(install.resolve("bin/python3").toString(), Installed.driver("python/driver.py"));
        command.environment().putAll(environment());
        python = ClientProcess.start(command, fresh);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        // What has not started is null here, and passed over.
        try (var _ = lab;
                var _ = python) {}
    }

    private static Map<String, String> environment() {
        return Map.of(
                "REQUESTS_CA_BUNDLE", lab.tlsRoot().toString(),
                // What it updates by TUF with.
                "SSL_CERT_FILE", lab.tlsRoot().toString(),
                "HOME", folder.toString(),
                "XDG_DATA_HOME", folder.resolve("share").toString(),
                "XDG_CACHE_HOME", folder.resolve("cache").toString(),
                "COLUMNS", "1000");
    }

    private static Path bundle(String name) {
        return folder.resolve(name + ".sigstore.json");
    }

    private static String sign(String how, Path content, Signer signer, Path bundle) {
        return python.ask(
                how,
                Map.of(
                        "trustConfig", lab.trustConfig().toString(),
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
                "issuer", signer.issuer(lab)));
    }

    @Test
    void aBlobIsSignedAndVerified() {
        var bundle = bundle("blob");

        assertThat(sign("sign", piece.artifact(), Signer.PERSON, bundle)).isEqualTo("done");

        assertThat(python.ask("verify", verification(bundle, Signer.PERSON))).isEqualTo("done");
        var ours = new OurVerdict(lab, bundle, Signer.PERSON);
        assertThat(ours.ofBlob(piece.artifact()).out()).startsWith("verified\n").contains("recorded by:     1 log");
        assertThat(ours.promiseTellsThePlace()).isEqualTo(leafIndex == LeafIndex.ON);
    }

    @Test
    void aProvenanceIsAttestedAndVerified() {
        var bundle = bundle("provenance");

        assertThat(sign("attest", piece.statement(), Signer.BUILD, bundle)).isEqualTo("done");

        assertThat(python.ask("verify", verification(bundle, Signer.BUILD))).isEqualTo("done");
        assertThat(new OurVerdict(lab, bundle, Signer.BUILD)
                        .ofProvenance(piece.artifact())
                        .out())
                .startsWith("verified\n")
                .contains("recorded by:     1 log");
    }

    /** The command as people type it, in a process of its own, and then in that of the driver, which is faster. */
    @Test
    void theCommandSignsAndVerifies() {
        var bundle = bundle("command").toString();
        var config = List.of("--trust-config", lab.trustConfig().toString());
        var token = Signer.PERSON.token(lab);
        var artifact = piece.artifact().toString();

        var command = Stream.of(
                        List.of(Installed.python().resolve("bin/sigstore").toString()),
                        config,
                        List.of("sign", "--identity-token", token, "--bundle", bundle, artifact))
                .flatMap(List::stream)
                .toList();
        var signed = Ran.of(folder, environment(), command);
        assertThat(signed.exit()).as(signed.said()).isZero();

        var verify = Stream.concat(
                        config.stream(),
                        Stream.of(
                                "verify",
                                "identity",
                                "--bundle",
                                bundle,
                                "--cert-oidc-issuer",
                                lab.issuers().people()))
                .toList();
        assertThat(cli(verify, "--cert-identity", "ada@example.com", artifact)).isEqualTo("done");
        assertThat(cli(verify, "--cert-identity", "eve@example.com", artifact))
                .startsWith("CommandFailed: ")
                .contains("Certificate's SANs do not match eve@example.com");
    }

    @Test
    void theCommandAttestsAndVerifiesWhatAWorkflowMade() {
        var bundle = bundle("workflow").toString();
        var config = List.of("--trust-config", lab.trustConfig().toString());

        assertThat(cli(
                        config,
                        "attest",
                        "--identity-token",
                        Signer.BUILD.token(lab),
                        "--predicate",
                        piece.predicate().toString(),
                        "--predicate-type",
                        "https://slsa.dev/provenance/v1",
                        "--bundle",
                        bundle,
                        piece.artifact().toString()))
                .isEqualTo("done");

        var verify = Stream.concat(
                        config.stream(),
                        Stream.of(
                                "verify",
                                "github",
                                "--bundle",
                                bundle,
                                "--cert-identity",
                                LabIssuers.WORKFLOW,
                                "--trigger",
                                "push",
                                "--sha",
                                LabIssuers.COMMIT,
                                "--name",
                                "release",
                                "--ref",
                                "refs/tags/v1",
                                "--repository"))
                .toList();
        assertThat(cli(verify, LabIssuers.REPOSITORY, piece.artifact().toString()))
                .isEqualTo("done");
        assertThat(cli(verify, "eve/engine", piece.artifact().toString()))
                .startsWith("CommandFailed: ")
                .contains("GitHubWorkflowRepository does not match (got 'ada/engine', expected 'eve/engine')");
    }

    @Test
    void theCommandLearnsWhomToBelieveByTuf() {
        var bundle = bundle("tuf").toString();
        var instance = List.of("--instance", lab.tuf().toString());

        assertThat(cli(instance, "trust-instance", lab.makeTuf().toString())).isEqualTo("done");
        assertThat(cli(
                        instance,
                        "sign",
                        "--identity-token",
                        Signer.PERSON.token(lab),
                        "--bundle",
                        bundle,
                        piece.artifact().toString()))
                .isEqualTo("done");
        assertThat(cli(
                        instance,
                        "verify",
                        "identity",
                        "--bundle",
                        bundle,
                        "--cert-identity",
                        "ada@example.com",
                        "--cert-oidc-issuer",
                        lab.issuers().people(),
                        piece.artifact().toString()))
                .isEqualTo("done");
    }

    private static String cli(List<String> first, String... more) {
        var arguments = Stream.concat(first.stream(), Stream.of(more)).toList();
        return python.ask("cli", Map.of("arguments", arguments));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            wrong identity           | VerificationError: Certificate's SANs do not match eve@example.com
            wrong issuer             | VerificationError: Certificate's OIDCIssuer does not match
            other authority          | CertValidationError: failed to build timestamp certificate chain
            other artifact           | VerificationError: Bundle message digest mismatch
            other certificate log    | VerificationError: failed to verify SCT on signing certificate
            time stamps until lately | VerificationError: not enough sources of verified time
            other signature log      | VerificationError: invalid log entry: checkpoint: invalid signature
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

        assertThat(python.ask("verify", verification)).startsWith(told);
    }

    /** Without our reason, though it would show it: it takes an answer of 400 for none. */
    @Test
    void aTokenThatIsNotAcceptedIsTold() {
        var with = Map.of(
                "trustConfig", lab.trustConfig().toString(),
                "token", Signer.PERSON.token(lab) + "A",
                "artifact", piece.artifact().toString(),
                "bundle", bundle("none").toString());

        assertThat(python.ask("sign", with))
                .isEqualTo("FulcioClientError:  <- HTTPError: 400 Client Error: Bad Request for url: " + lab.url()
                        + "/api/v2/signingCert");
    }

    /** It wants a log of signatures, and our own command does without. */
    @Test
    void aBundleWithoutAnEntryInALogOfSignaturesIsRefused() throws Exception {
        var bundle = bundle("no-entry");
        sign("sign", piece.artifact(), Signer.PERSON, bundle);
        var json = (ObjectNode) JsonMapper.shared().readTree(Files.readAllBytes(bundle));
        ((ObjectNode) json.path("verificationMaterial")).putArray("tlogEntries");
        Files.writeString(bundle, json.toString());

        assertThat(python.ask("verify", verification(bundle, Signer.PERSON)))
                .startsWith("InvalidBundle: expected exactly one log entry in bundle");
    }
}
