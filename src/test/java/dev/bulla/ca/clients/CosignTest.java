/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.clients.Lab.LeafIndex;
import dev.bulla.ca.sigstore.DocumentWriter;
import dev.bulla.ca.sigstore.MalformedDocumentException;
import dev.bulla.ca.sigstore.SigningConfig;
import dev.bulla.ca.sigstore.SigningConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
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

/** cosign, by the commands that our documents print. */
@Tag("go")
@EnabledIf(
        value = "dev.bulla.ca.clients.Installed#hasGo",
        disabledReason = "target/clients/go is not there: .ci/go builds it on a machine with Go")
@Timeout(240)
@ParameterizedClass
@EnumSource(LeafIndex.class)
class CosignTest {
    private static final String[] WITHOUT_REKOR = {"--insecure-ignore-tlog", "--use-signed-timestamps"};

    private static Path folder;
    private static Lab lab;
    private static Workpiece piece;
    private static Path program;

    @Parameter
    private LeafIndex leafIndex;

    @BeforeParameterizedClassInvocation
    static void start(LeafIndex leafIndex, @TempDir Path fresh) {
        program = Installed.go("cosign");
        folder = fresh;
        lab = Lab.start(fresh, leafIndex);
        piece = Workpiece.in(fresh);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        lab.close();
    }

    private static Path bundle(String name) {
        return folder.resolve(name + ".sigstore.json");
    }

    private static Ran cosign(List<String> first, String... more) {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(first);
        command.addAll(List.of(more));
        return Ran.of(
                folder,
                Map.of(
                        "HOME", folder.toString(),
                        "TUF_ROOT", folder.resolve("cosign").toString(),
                        "SSL_CERT_FILE", lab.tlsRoot().toString(),
                        "SIGSTORE_ID_TOKEN", Signer.BUILD.token(lab)),
                command);
    }

    private static List<String> sign(Path config, Path bundle, String... how) {
        return Stream.concat(
                        Stream.of(how),
                        Stream.of(
                                "--yes",
                                "--signing-config=" + config,
                                "--trusted-root=" + lab.trustedRoot(),
                                "--bundle=" + bundle,
                                piece.artifact().toString()))
                .toList();
    }

    private static List<String> verify(String how, Map<String, String> with) {
        return List.of(
                how,
                "--trusted-root="
                        + with.getOrDefault("trustedRoot", lab.trustedRoot().toString()),
                "--certificate-identity=" + with.getOrDefault("identity", Signer.BUILD.identity()),
                "--certificate-oidc-issuer=" + with.getOrDefault("issuer", Signer.BUILD.issuer(lab)),
                with.getOrDefault("artifact", piece.artifact().toString()));
    }

    private static void assertSucceeds(Ran ran) {
        assertThat(ran.exit()).as(ran.said()).isZero();
    }

    @Test
    void aBlobIsSignedAndVerified() {
        var bundle = bundle("blob");

        assertSucceeds(cosign(sign(lab.signingConfig(), bundle, "sign-blob")));

        assertSucceeds(cosign(verify("verify-blob", Map.of()), "--bundle=" + bundle));
        var ours = new OurVerdict(lab, bundle, Signer.BUILD);
        assertThat(ours.ofBlob(piece.artifact()).out()).startsWith("verified\n").contains("recorded by:     1 log");
        assertThat(ours.promiseTellsThePlace()).isEqualTo(leafIndex == LeafIndex.ON);
    }

    @Test
    void aProvenanceIsAttestedAndVerified() {
        var bundle = bundle("provenance");

        assertSucceeds(cosign(sign(
                lab.signingConfig(),
                bundle,
                "attest-blob",
                "--type=slsaprovenance1",
                "--predicate=" + piece.predicate())));

        assertSucceeds(
                cosign(verify("verify-blob-attestation", Map.of()), "--type=slsaprovenance1", "--bundle=" + bundle));
        assertThat(new OurVerdict(lab, bundle, Signer.BUILD)
                        .ofProvenance(piece.artifact())
                        .out())
                .startsWith("verified\n")
                .contains("recorded by:     1 log");
    }

    @Test
    void timeStampsAloneSufficeForThoseWhoAreToldSo() throws IOException, MalformedDocumentException {
        var bundle = bundle("stamped");
        var config = SigningConfigReader.read(Files.readAllBytes(lab.signingConfig()));
        var withoutRekor = Files.writeString(
                folder.resolve("without_rekor.json"),
                DocumentWriter.text(
                        new SigningConfig(config.caUrls(), config.oidcUrls(), List.of(), config.tsaUrls())));

        assertSucceeds(cosign(sign(withoutRekor, bundle, "sign-blob")));

        var verify = Stream.concat(verify("verify-blob", Map.of()).stream(), Stream.of("--bundle=" + bundle))
                .toList();
        assertThat(cosign(verify).said()).contains("not enough verified log entries from transparency log: 0 < 1");
        assertSucceeds(cosign(verify, WITHOUT_REKOR));
        assertThat(new OurVerdict(lab, bundle, Signer.BUILD)
                        .ofBlob(piece.artifact())
                        .exit())
                .isZero();
    }

    @Test
    void whatOurOwnCommandSignsIsVerified() {
        var bundle = bundle("ours");
        assertSucceeds(OwnSigner.sign(lab, Signer.BUILD, piece.artifact(), bundle));

        var verify = Stream.concat(verify("verify-blob", Map.of()).stream(), Stream.of("--bundle=" + bundle))
                .toList();
        assertSucceeds(cosign(verify, WITHOUT_REKOR));
    }

    @Test
    void theRepositoryIsFollowedFromRootToRoot() {
        var bundle = bundle("tuf").toString();
        var artifact = piece.artifact().toString();
        var verify = List.of(
                "verify-blob",
                "--bundle=" + bundle,
                "--certificate-identity=" + Signer.BUILD.identity(),
                "--certificate-oidc-issuer=" + LabIssuers.GITHUB,
                artifact);

        assertSucceeds(cosign(List.of("initialize", "--mirror=" + lab.tuf(), "--root=" + lab.makeTuf())));
        assertSucceeds(cosign(List.of("sign-blob", "--yes", "--bundle=" + bundle, artifact)));
        assertSucceeds(cosign(verify));
        lab.rotateTuf();
        assertSucceeds(cosign(verify));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            wrong identity           | no matching CertificateIdentity found, last error: expected SAN value
            wrong issuer             | no matching CertificateIdentity found, last error: expected issuer value
            other authority          | failed to verify leaf certificate: leaf certificate verification failed
            other artifact           | failed to verify signature: could not verify message: invalid signature
            other certificate log    | failed to verify signed certificate timestamp: only able to verify 0 SCT entries
            time stamps until lately | unable to verify signed timestamps: timestamp is after the validity period end
            other signature log      | failed to verify log inclusion: not enough verified log entries
            """)
    void whatIsWrongIsToldByItsName(String what, String told) {
        var bundle = bundle("failing");
        if (!Files.exists(bundle)) {
            assertSucceeds(cosign(sign(lab.signingConfig(), bundle, "sign-blob")));
        }

        var ran = cosign(verify("verify-blob", Mistake.of(what, lab, piece)), "--bundle=" + bundle);

        assertThat(ran.exit()).isNotZero();
        assertThat(ran.said()).contains(told);
    }
}
