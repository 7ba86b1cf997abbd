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
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.HashMap;
import java.util.Map;
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

/** Sigstore's client in Java, which asks for certificates over gRPC and knows no bundle without an entry of a log of signatures. */
@EnabledIf(
        value = "dev.bulla.ca.clients.Installed#hasJava",
        disabledReason = "target/clients/java is not there: .ci/clients fetches it")
@Timeout(240)
@ParameterizedClass
@EnumSource(LeafIndex.class)
class SigstoreJavaTest {
    private static final String PASSWORD = "not a secret";

    private static Path folder;
    private static Lab lab;
    private static Workpiece piece;
    private static ClientProcess java;

    @Parameter
    private LeafIndex leafIndex;

    @BeforeParameterizedClassInvocation
    static void start(LeafIndex leafIndex, @TempDir Path fresh) throws IOException, GeneralSecurityException {
        var libraries = Installed.java();
        folder = fresh;
        lab = Lab.start(fresh, leafIndex);
        piece = Workpiece.in(fresh);
        java = ClientProcess.start(
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djavax.net.ssl.trustStore=" + store(),
                        "-Djavax.net.ssl.trustStorePassword=" + PASSWORD,
                        "-cp",
                        libraries + "/*",
                        Installed.driver("java/SigstoreJava.java")),
                fresh);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        java.close();
        lab.close();
    }

    /** Java reads no PEM. */
    private static Path store() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var pem = Files.newInputStream(lab.tlsRoot())) {
            store.setCertificateEntry(
                    "root", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        var file = folder.resolve("tls-root.p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
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
                "issuer", Signer.BUILD.issuer(lab)));
    }

    @Test
    void aBlobIsSignedAndVerified() {
        var bundle = bundle("blob");

        assertThat(java.ask("sign", signing(piece.artifact(), bundle))).isEqualTo("done");

        assertThat(java.ask("verify", verification(bundle))).isEqualTo("done");
        var ours = new OurVerdict(lab, bundle, Signer.BUILD);
        assertThat(ours.ofBlob(piece.artifact()).out()).startsWith("verified\n").contains("recorded by:     1 log");
        assertThat(ours.promiseTellsThePlace()).isEqualTo(leafIndex == LeafIndex.ON);
    }

    @Test
    void aProvenanceIsAttestedAndVerified() {
        var bundle = bundle("provenance");

        assertThat(java.ask("attest", signing(piece.statement(), bundle))).isEqualTo("done");

        assertThat(java.ask("verify", verification(bundle))).isEqualTo("done");
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

        assertThat(java.ask("sign", signing)).isEqualTo("done");
        assertThat(java.ask("verify", verification)).isEqualTo("done");
        lab.rotateTuf();
        assertThat(java.ask("verify", verification)).isEqualTo("done");

        assertThat(folder.resolve("tuf-cache/root.json")).content().contains("\"version\":2");
    }

    /** A limit of this release, which our README tells. */
    @Test
    void aBundleWithTimeStampsAloneIsNotRead() {
        var bundle = bundle("ours");
        var signed = OwnSigner.sign(lab, Signer.BUILD, piece.artifact(), bundle);
        assertThat(signed.exit()).as(signed.said()).isZero();

        assertThat(java.ask("verify", verification(bundle))).contains("Could not find any tlog entries in bundle json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            wrong identity           | No provided certificate identities matched values in certificate
            wrong issuer             | No provided certificate identities matched values in certificate
            other authority          | Fulcio certificate was not valid: Certificate was not verifiable against CAs
            other artifact           | Provided artifact digest does not match digest used for verification
            other certificate log    | Fulcio certificate was not valid: No valid SCTs were found
            time stamps until lately | RFC3161 timestamp verification failed: Certificate was not verifiable against TSAs
            other signature log      | Transparency log entry could not be verified
            """)
    void whatIsWrongIsToldByItsName(String what, String told) {
        var bundle = bundle("failing");
        if (!Files.exists(bundle)) {
            assertThat(java.ask("sign", signing(piece.artifact(), bundle))).isEqualTo("done");
        }
        var verification = verification(bundle);
        verification.putAll(Mistake.of(what, lab, piece));

        assertThat(java.ask("verify", verification)).startsWith("KeylessVerificationException: " + told);
    }

    @Test
    void aTokenThatIsNotAcceptedIsToldWithOurReason() {
        var signing = signing(piece.artifact(), bundle("none"));
        signing.put("token", lab.issuers().build() + "A");

        assertThat(java.ask("sign", signing))
                .contains("StatusRuntimeException: INVALID_ARGUMENT: There was an error processing the identity token");
    }
}
