/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.clients.Lab.LeafIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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

/** Sigstore's library in Go, on which cosign stands. */
@Tag("go")
@EnabledIf(
        value = "dev.bulla.ca.clients.Installed#hasGo",
        disabledReason = "target/clients/go is not there: .ci/go builds it on a machine with Go")
@Timeout(240)
@ParameterizedClass
@EnumSource(LeafIndex.class)
class SigstoreGoTest {
    private static Path folder;
    private static Lab lab;
    private static Workpiece piece;
    private static ClientProcess go;

    @Parameter
    private LeafIndex leafIndex;

    @BeforeParameterizedClassInvocation
    static void start(LeafIndex leafIndex, @TempDir Path fresh) {
        var program = Installed.go("sigstore-go");
        folder = fresh;
        lab = Lab.start(fresh, leafIndex);
        piece = Workpiece.in(fresh);
        var command = new ProcessBuilder(program.toString());
        command.environment().put("SSL_CERT_FILE", lab.tlsRoot().toString());
        go = ClientProcess.start(command, fresh);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        go.close();
        lab.close();
    }

    private static Path bundle(String name) {
        return folder.resolve(name + ".sigstore.json");
    }

    private static Map<String, Object> signing(Path content, Path bundle) {
        return new HashMap<>(Map.of(
                "trustedRoot", lab.trustedRoot().toString(),
                "signingConfig", lab.signingConfig().toString(),
                "token", Signer.BUILD.token(lab),
                "artifact", content.toString(),
                "bundle", bundle.toString()));
    }

    private static Map<String, Object> verification(Path bundle) {
        return new HashMap<>(Map.of(
                "trustedRoot", lab.trustedRoot().toString(),
                "bundle", bundle.toString(),
                "artifact", piece.artifact().toString(),
                "identity", Signer.BUILD.identity(),
                "issuer", Signer.BUILD.issuer(lab),
                "entries", 1));
    }

    @Test
    void aBlobIsSignedAndVerified() {
        var bundle = bundle("blob");

        assertThat(go.ask("sign", signing(piece.artifact(), bundle))).isEqualTo("done");

        assertThat(go.ask("verify", verification(bundle))).isEqualTo("done");
        var ours = new OurVerdict(lab, bundle, Signer.BUILD);
        assertThat(ours.ofBlob(piece.artifact()).out()).startsWith("verified\n").contains("recorded by:     1 log");
        assertThat(ours.promiseTellsThePlace()).isEqualTo(leafIndex == LeafIndex.ON);
    }

    @Test
    void aProvenanceIsAttestedAndVerified() {
        var bundle = bundle("provenance");

        assertThat(go.ask("attest", signing(piece.statement(), bundle))).isEqualTo("done");

        assertThat(go.ask("verify", verification(bundle))).isEqualTo("done");
        assertThat(new OurVerdict(lab, bundle, Signer.BUILD)
                        .ofProvenance(piece.artifact())
                        .out())
                .startsWith("verified\n")
                .contains("recorded by:     1 log");
    }

    /** Trust and addresses come from a repository, whose root is then replaced by one with another key. */
    @Test
    void theRepositoryIsFollowedFromRootToRoot() {
        var bundle = bundle("tuf");
        var root = lab.makeTuf();
        var repository = Map.of(
                "tuf", lab.tuf().toString(),
                "tufRoot", root.toString(),
                "tufCache", folder.resolve("tuf-cache").toString());
        var signing = signing(piece.artifact(), bundle);
        signing.putAll(repository);
        var verification = verification(bundle);
        verification.putAll(repository);

        assertThat(go.ask("sign", signing)).isEqualTo("done");
        assertThat(go.ask("verify", verification)).isEqualTo("done");
        lab.rotateTuf();
        assertThat(go.ask("verify", verification)).isEqualTo("done");

        assertThat(lab.get("/tuf/2.root.json")).isNotEmpty();
    }

    /** As verifiers in clusters read one. */
    @Test
    void theFirstGenerationOfGoTufReadsTheRepository() throws IOException {
        var root = lab.makeTuf();
        var target = folder.resolve("by-first-tuf.json");

        var read = go.ask(
                "readWithFirstTuf",
                Map.of(
                        "tuf", lab.tuf().toString(),
                        "tufRoot", root.toString(),
                        "tufCache", folder.resolve("first-tuf").toString(),
                        "target", "trusted_root.json",
                        "artifact", target.toString()));

        assertThat(read).isEqualTo("done");
        assertThat(target).hasSameTextualContentAs(lab.trustedRoot());
    }

    @Test
    void timeStampsAloneSufficeForVerifiersThatAreToldSo() {
        var bundle = bundle("ours");
        var signed = OwnSigner.sign(lab, Signer.BUILD, piece.artifact(), bundle);
        assertThat(signed.exit()).as(signed.said()).isZero();
        var verification = verification(bundle);

        assertThat(go.ask("verify", verification)).contains("not enough verified log entries");
        verification.put("entries", 0);
        assertThat(go.ask("verify", verification)).isEqualTo("done");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            wrong identity           | *verify.ErrNoMatchingCertificateIdentity: failed to verify certificate identity: no matching CertificateIdentity found, last error: expected SAN value
            wrong issuer             | *verify.ErrNoMatchingCertificateIdentity: failed to verify certificate identity: no matching CertificateIdentity found, last error: expected issuer value
            other authority          | *errors.errorString: failed to verify leaf certificate: leaf certificate verification failed
            other artifact           | *errors.errorString: failed to verify signature: could not verify message: invalid signature
            other certificate log    | *errors.errorString: failed to verify signed certificate timestamp: only able to verify 0 SCT entries
            time stamps until lately | *errors.joinError: failed to verify timestamps: threshold not met for verified signed timestamps: 0 < 1; error: unable to verify signed timestamps: timestamp is after the validity period end
            other signature log      | *errors.errorString: failed to verify log inclusion: not enough verified log entries
            """)
    void whatIsWrongIsToldByItsName(String what, String told) {
        var bundle = bundle("failing");
        if (!Files.exists(bundle)) {
            assertThat(go.ask("sign", signing(piece.artifact(), bundle))).isEqualTo("done");
        }
        var verification = verification(bundle);
        verification.putAll(Mistake.of(what, lab, piece));

        assertThat(go.ask("verify", verification)).contains(told);
    }

    @Test
    void aTokenThatIsNotAcceptedIsToldWithOurReason() {
        var signing = signing(piece.artifact(), bundle("none"));
        signing.put("token", lab.issuers().build() + "A");

        assertThat(go.ask("sign", signing)).contains("400", "There was an error processing the identity token");
    }
}
