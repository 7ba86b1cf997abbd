/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.x509.Bytes;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;
import org.junit.jupiter.api.Test;

class ChainChecksTest {
    private static final String UNKNOWN = "x509: certificate signed by unknown authority";
    private static final String CANNOT_SIGN = UNKNOWN
            + " (possibly because of \"x509: invalid signature: parent certificate cannot sign this kind of certificate\""
            + " while trying to verify candidate authority certificate \"root\")";
    private static final String WRONG_USAGE = "x509: certificate specifies an incompatible key usage";
    private static final Instant YESTERDAY = TestCa.NOW.minus(Duration.ofDays(1));

    private final TestCa root = TestCa.root();
    private final TestCa issuer = root.below();

    @Test
    void acceptsAnIntermediateUnderItsRoot() {
        assertAccepted(issuer, issuer, root);
    }

    @Test
    void acceptsARootAlone() {
        assertAccepted(root, root);
    }

    @Test
    void acceptsALoneIntermediateAsItsOwnRootEvenWithoutUsages() {
        var intermediate = root.below(facts -> facts.serving());

        assertAccepted(intermediate, intermediate);
    }

    @Test
    void acceptsARootOfPathLengthZeroOverAnIntermediate() {
        var tight = TestCa.root(facts -> facts.constrained(new BasicConstraints(0)));
        var below = tight.below();

        assertAccepted(below, below, tight);
    }

    @Test
    void acceptsTheMissingRightToSignCertificatesWhereNobodyIsSignedInTheChain() {
        var weakIssuer = root.below(facts -> facts.used(KeyUsage.digitalSignature));
        var weakRoot = TestCa.root(facts -> facts.used(KeyUsage.digitalSignature));

        assertAccepted(weakIssuer, weakIssuer, root);
        assertAccepted(weakRoot, weakRoot);
    }

    @Test
    void acceptsAParentWithoutKeyUsage() {
        var plain = TestCa.root(facts -> facts.used(null));
        var below = plain.below();

        assertAccepted(below, below, plain);
    }

    @Test
    void acceptsThreeLevelsAndAMiddleWithoutUsages() {
        var middle = root.below(facts -> facts.named("middle").serving());
        var below = middle.below();

        assertAccepted(below, below, middle, root);
    }

    @Test
    void acceptsStrangersInTheMiddleAndARootTwice() {
        var stranger = TestCa.root(facts -> facts.named("stranger"));

        assertAccepted(issuer, issuer, stranger, root);
        assertAccepted(issuer, issuer, root, root);
    }

    @Test
    void acceptsMiddlesInAnyOrder() {
        var upper = TestCa.root(facts -> facts.constrained(new BasicConstraints(5)));
        var first = upper.below(facts -> facts.named("first").constrained(new BasicConstraints(4)));
        var second = first.below(facts -> facts.named("second").constrained(new BasicConstraints(3)));
        var below = second.below();

        assertAccepted(below, below, second, first, upper);
        assertAccepted(below, below, first, second, upper);
    }

    @Test
    void refusesAnEmptyChain() {
        assertThat(finding(root.key(), List.of(), TestCa.NOW))
                .isEqualTo("certificate chain must contain at least one certificate");
    }

    @Test
    void refusesAnIssuerThatHasExpiredOrIsNotYetValid() {
        var expired = root.below(facts -> facts.valid(Instant.parse("2026-01-01T00:00:00Z"), YESTERDAY));
        var early = root.below(facts -> facts.valid(TestCa.NOW.plusSeconds(1), TestCa.NOW.plusSeconds(99)));

        assertThat(finding(expired, expired, root))
                .isEqualTo("x509: certificate has expired or is not yet valid:"
                        + " current time 2026-03-01T12:00:00Z is after 2026-02-28T12:00:00Z");
        assertThat(finding(early, early, root))
                .isEqualTo("x509: certificate has expired or is not yet valid:"
                        + " current time 2026-03-01T12:00:00Z is before 2026-03-01T12:00:01Z");
    }

    @Test
    void isExactAboutTheSecondOfTheEnd() {
        var end = Instant.parse("2026-03-01T12:00:00Z");
        var ca = TestCa.root(facts -> facts.valid(YESTERDAY, end));

        assertThatCode(() -> check(ca.key(), TestCa.chain(ca), end)).doesNotThrowAnyException();
        assertThat(finding(ca.key(), TestCa.chain(ca), end.plusMillis(1))).startsWith("x509: certificate has expired");
    }

    @Test
    void refusesAnExpiredParentAndSaysWhichItIs() {
        var old = TestCa.root(facts -> facts.valid(Instant.parse("2026-01-01T00:00:00Z"), YESTERDAY));
        var below = old.below();

        assertThat(finding(below, below, old))
                .isEqualTo(UNKNOWN + " (possibly because of \"x509: certificate has expired or is not yet valid:"
                        + " current time 2026-03-01T12:00:00Z is after 2026-02-28T12:00:00Z\""
                        + " while trying to verify candidate authority certificate \"root\")");
    }

    @Test
    void refusesParentsThatMayNotSignCertificates() {
        var noCa = TestCa.root(facts -> facts.constrained(new BasicConstraints(false)));
        var unconstrained = TestCa.root(facts -> facts.constrained(null));
        var mute = TestCa.root(facts -> facts.used(KeyUsage.digitalSignature));

        for (var parent : List.of(noCa, unconstrained, mute)) {
            var below = parent.below();
            assertThat(finding(below, below, parent)).isEqualTo(CANNOT_SIGN);
        }
    }

    @Test
    void refusesTheWrongOrder() {
        assertThat(finding(root, root, issuer)).startsWith(UNKNOWN);
    }

    @Test
    void refusesAMissingMiddle() {
        var middle = root.below(facts -> facts.named("middle"));
        var below = middle.below();

        assertThat(finding(below, below, root)).isEqualTo(UNKNOWN);
    }

    @Test
    void refusesARootOfTheSameNameWithAnotherKey() {
        assertThat(finding(issuer, issuer, TestCa.root()))
                .startsWith(UNKNOWN + " (possibly because of \"x509: ")
                .endsWith("while trying to verify candidate authority certificate \"root\")");
    }

    @Test
    void refusesSignaturesWithSha1() {
        var below = root.below(facts -> facts.signedWith("SHA1withECDSA"));

        assertThat(finding(below, below, root)).contains("insecure algorithm SHA1");
    }

    @Test
    void refusesAPathThatIsLongerThanAParentAllows() {
        var tight = TestCa.root(facts -> facts.constrained(new BasicConstraints(0)));
        var middle = tight.below(facts -> facts.named("middle"));
        var below = middle.below();

        assertThat(finding(below, below, middle, tight)).contains("too many intermediates");
    }

    @Test
    void refusesUsagesWithoutCodeSigningAnywhere() {
        var stamping = TestCa.root(facts -> facts.serving(KeyPurposeId.id_kp_timeStamping));
        var belowStamping = stamping.below();
        var stampingIssuer = root.below(facts -> facts.serving(KeyPurposeId.id_kp_timeStamping));

        assertThat(finding(belowStamping, belowStamping, stamping)).isEqualTo(WRONG_USAGE);
        assertThat(finding(stampingIssuer, stampingIssuer, root)).isEqualTo(WRONG_USAGE);
        assertThat(finding(stamping, stamping)).isEqualTo(WRONG_USAGE);
    }

    @Test
    void wantsCodeSigningByNameWhereAnyUsageWouldDoForThePath() {
        var any = root.below(facts -> facts.serving(KeyPurposeId.anyExtendedKeyUsage));
        var none = root.below(facts -> facts.serving());

        for (var ca : List.of(any, none)) {
            assertThat(finding(ca, ca, root))
                    .isEqualTo(
                            "certificate must have extended key usage code signing set to sign code signing certificates");
        }
    }

    @Test
    void refusesAnIssuerThatIsNoCa() {
        var leaf = root.below(facts -> facts.constrained(new BasicConstraints(false)));

        assertThat(finding(leaf, leaf, root)).isEqualTo("certificate is not a CA");
    }

    @Test
    void refusesTheKeyOfSomebodyElseAndNamesBoth() {
        assertThat(finding(root, issuer, root))
                .matches("ecdsa public keys are not equal \\([0-9a-f]{40}, [0-9a-f]{40}\\)")
                .contains("(" + identifier(issuer.key()) + ", " + identifier(root.key()) + ")");
        assertThat(finding(TestKeys.p256(), TestCa.chain(TestCa.root(f -> f.withKey(TestKeys.ed25519()))), TestCa.NOW))
                .startsWith("ed25519 public keys are not equal (");
        assertThat(finding(TestKeys.p256(), TestCa.chain(TestCa.root(f -> f.withKey(TestKeys.rsa(2048)))), TestCa.NOW))
                .startsWith("rsa public keys are not equal (");
    }

    @Test
    void refusesWeakKeysLast() {
        var odd = TestKeys.rsa(2056);
        var small = TestKeys.rsa(2048, BigInteger.valueOf(3));
        var p224 = TestKeys.ec("secp224r1", "SHA256withECDSA");

        assertThat(finding(rootWith(odd), rootWith(odd))).isEqualTo("key size not supported: 2056");
        assertThat(finding(rootWith(small), rootWith(small))).isEqualTo("key exponent must be 65537");
        assertThat(finding(rootWith(p224), rootWith(p224))).isEqualTo("ECDSA curve P-224 not allowed");
    }

    /** By Bouncy Castle. */
    private static String identifier(TestKey key) {
        var info = SubjectPublicKeyInfo.getInstance(key.info().array());
        var identifier = new BcX509ExtensionUtils().createSubjectKeyIdentifier(info);
        return HexFormat.of().formatHex(identifier.getKeyIdentifier());
    }

    private static TestCa rootWith(TestKey key) {
        return TestCa.root(facts -> facts.withKey(key));
    }

    @Test
    void saysWhatToDo() {
        var refused = catchThrowableOfType(
                UnusableKeyException.class, () -> check(root.key(), TestCa.chain(issuer, root), TestCa.NOW));

        assertThat(refused).hasMessageStartingWith(refused.finding() + " (").hasMessageContaining("key file");
    }

    @Test
    void readsAnyNumberOfBlocksWhateverTheirLabels() {
        var text = "subject: us\n" + TestCa.pem(issuer).replace("CERTIFICATE", "TRUSTED CERTIFICATE") + "\nand\n"
                + TestCa.pem(root).replace("\n", "\r\n") + "\n\n";

        assertThat(ChainText.read(Bytes.utf8(text))).isEqualTo(TestCa.chain(issuer, root));
        assertThat(ChainText.read(Bytes.utf8(" \n"))).isEmpty();
    }

    @Test
    void refusesChainFilesWithAnythingElse() {
        assertThat(readFinding(TestCa.pem(root) + "and more")).isEqualTo("error during PEM decoding");
        assertThat(readFinding("no chain")).isEqualTo("error during PEM decoding");
        assertThat(readFinding(root.keyPem())).isEqualTo("x509: malformed certificate");
        assertThat(readFinding(TestKey.pem("CERTIFICATE", new byte[0]))).isEqualTo("x509: malformed certificate");
    }

    private static String readFinding(String text) {
        return catchThrowableOfType(UnusableKeyException.class, () -> ChainText.read(Bytes.utf8(text)))
                .finding();
    }

    private static void assertAccepted(TestCa signer, TestCa... chain) {
        assertThatCode(() -> check(signer.key(), TestCa.chain(chain), TestCa.NOW))
                .doesNotThrowAnyException();
    }

    private static String finding(TestCa signer, TestCa... chain) {
        return finding(signer.key(), TestCa.chain(chain), TestCa.NOW);
    }

    private static String finding(TestKey signer, List<X509Certificate> chain, Instant now) {
        return catchThrowableOfType(UnusableKeyException.class, () -> check(signer, chain, now))
                .finding();
    }

    private static void check(TestKey signer, List<X509Certificate> chain, Instant now) {
        var key = SignerKey.of(PrivateKeyInfo.getInstance(signer.privateKey().getEncoded()));
        ChainChecks.require(chain, key, now);
    }
}
