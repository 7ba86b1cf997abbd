/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import static dev.bulla.ca.bundle.SmallSigstore.ADA;
import static dev.bulla.ca.bundle.SmallSigstore.ARTIFACT;
import static dev.bulla.ca.bundle.SmallSigstore.CONTENT;
import static dev.bulla.ca.bundle.SmallSigstore.ISSUER;
import static dev.bulla.ca.bundle.SmallSigstore.NOW;
import static dev.bulla.ca.bundle.SmallSigstore.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.re2j.Pattern;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.sigstore.TrustedRoot;
import dev.bulla.ca.sigstore.Validity;
import dev.bulla.ca.testing.KeyKind;
import dev.bulla.ca.testing.TestTimestamps;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.Extension;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BundleVerifierTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Validity BEFORE = Validity.between(NOW.minus(DAY), NOW.minusSeconds(1));
    private static final ExpectedContent BLOB = new ExpectedContent.Blob();
    private static final ExpectedContent STATEMENT = new ExpectedContent.About(Optional.empty());
    private static final ExpectedSigner EXPECTED = signer(new TextMatch.Exact(ADA), new TextMatch.Exact(ISSUER));

    private final SmallSigstore sigstore = new SmallSigstore();

    private static ExpectedSigner signer(TextMatch name, TextMatch issuer) {
        return new ExpectedSigner(List.of(name), List.of(issuer), Map.of());
    }

    @ParameterizedTest
    @EnumSource(names = {"ECDSA_P256", "ECDSA_P384", "ECDSA_P521", "ED25519"})
    void believesWhatASignerOfEveryKindHasSigned(SigningAlgorithm algorithm) throws Exception {
        var bundle = sigstore.signed(SigningKey.fresh(algorithm, Crypto.bouncyCastle()));

        var verified = verifier(sigstore.root(), Thresholds.USUAL).verify(bundle, ARTIFACT, EXPECTED, BLOB);

        assertThat(verified.signer().names()).containsExactly(ADA);
        assertThat(verified.signer().issuer()).isEqualTo(ISSUER);
        assertThat(verified.moments()).containsExactly(NOW);
        assertThat(verified.promises()).isOne();
        assertThat(verified.entries()).isZero();
        assertThat(verified.statement()).isEmpty();
        assertThat(verified.digest()).isEqualTo(algorithm.hash().of(CONTENT));
    }

    @Test
    void believesAStatementAboutTheArtifact() throws Exception {
        var verified = verifier(sigstore.root(), Thresholds.USUAL)
                .verify(
                        sigstore.attested("{}"),
                        ARTIFACT,
                        EXPECTED,
                        new ExpectedContent.About(Optional.of("https://slsa.dev/provenance/v1")));

        assertThat(verified.statement().orElseThrow().predicateType()).isEqualTo("https://slsa.dev/provenance/v1");
        assertThat(verified.digest()).isEqualTo(HashAlgorithm.SHA2_256.of(CONTENT));
    }

    @ParameterizedTest
    @EnumSource(names = {"P256", "ED25519"})
    void believesWhatALogOfSignaturesHasRecorded(KeyKind kind) throws Exception {
        var sigstore = new SmallSigstore(kind);
        var thresholds = new Thresholds(1, 1, 1, false);
        var signed = sigstore.signed();
        var attested = sigstore.attested("{}");
        var envelope = (SignedContent.Envelope) attested.content();

        for (var bundle : List.of(
                with(signed, sigstore.rekor.hashedRekordV002(signed, CONTENT)),
                with(signed, sigstore.rekor.hashedRekordV001(signed, CONTENT, NOW.plusSeconds(3))),
                with(attested, sigstore.rekor.hashedRekordV002(attested, envelope.signed())),
                with(attested, sigstore.rekor.dsseV002(attested, envelope.payload())))) {
            var content = bundle.content() instanceof SignedContent.Message ? BLOB : STATEMENT;
            var read = BundleReader.read(Bytes.utf8(BundleWriter.text(bundle)).array());
            var verified = verifier(sigstore.root(), thresholds).verify(read, ARTIFACT, EXPECTED, content);

            assertThat(verified.entries()).isOne();
        }
    }

    @Test
    void takesTheTimeOfALogForThatOfAnAuthorityOnlyIfItIsAskedTo() throws Exception {
        var signed = SmallSigstore.stampedWith(sigstore.signed());
        var bundle = with(signed, sigstore.rekor.hashedRekordV001(signed, CONTENT, NOW.plusSeconds(3)));

        assertThat(refused(bundle, sigstore.root(), Thresholds.USUAL).reason()).isEqualTo(Distrust.TIMESTAMP_MISSING);
        var verified =
                verifier(sigstore.root(), new Thresholds(1, 1, 1, true)).verify(bundle, ARTIFACT, EXPECTED, BLOB);

        assertThat(verified.moments()).containsExactly(NOW.plusSeconds(3));
    }

    @Test
    void judgesByTheClockWhatNeedsNoTimestamp() throws Exception {
        var bundle = SmallSigstore.stampedWith(sigstore.signed());
        var thresholds = new Thresholds(0, 1, 0, false);

        sigstore.clock.moveTo(NOW.plusSeconds(600));
        assertThat(verifier(sigstore.root(), thresholds)
                        .verify(bundle, ARTIFACT, EXPECTED, BLOB)
                        .moments())
                .isEmpty();
        sigstore.clock.moveTo(NOW.plusSeconds(601));
        var refused = refused(bundle, sigstore.root(), thresholds);

        assertThat(refused.reason()).isEqualTo(Distrust.CERTIFICATE_NOT_VALID_THEN);
        assertThat(refused)
                .hasMessage("the certificate was valid from 2026-01-02T03:04:05Z to 2026-01-02T03:14:05Z,"
                        + " and it was used at 2026-01-02T03:14:06Z");
    }

    @Test
    void believesYearsLaterWhatWasSignedInTime() throws Exception {
        var bundle = sigstore.signed();
        sigstore.clock.moveTo(NOW.plus(Duration.ofDays(3650)));

        var verified = verifier(sigstore.root(), Thresholds.USUAL).verify(bundle, ARTIFACT, EXPECTED, BLOB);

        assertThat(verified.moments()).containsExactly(NOW);
    }

    @Test
    void aTimestampFromAfterTheCertificatesEndIsOne() {
        sigstore.timestamps.setClockAhead(Duration.ofSeconds(601));

        assertThat(refused(sigstore.signed())).isEqualTo(Distrust.CERTIFICATE_NOT_VALID_THEN);
    }

    @Test
    void oneTimestampThatDoesNotFitSpoilsAnotherThatDoes() {
        var good = sigstore.signed();
        sigstore.timestamps.setClockAhead(Duration.ofDays(1));
        var late = sigstore.timestamp(good.content().signature());

        assertThat(refused(SmallSigstore.stampedWith(good, good.timestamps().getFirst(), late)))
                .isEqualTo(Distrust.CERTIFICATE_NOT_VALID_THEN);
    }

    @Test
    void twoTimestampsOfOneAuthorityAreWorthOne() {
        var bundle = sigstore.signed();
        var stamp = bundle.timestamps().getFirst();

        var refused = refused(
                SmallSigstore.stampedWith(bundle, stamp, stamp), sigstore.root(), new Thresholds(2, 1, 0, false));

        assertThat(refused.reason()).isEqualTo(Distrust.TIMESTAMP_MISSING);
        assertThat(refused)
                .hasMessageStartingWith("1 of the trusted root's authorities")
                .hasMessageEndingWith("at least 2");
    }

    @Test
    void strangersCountForNothing() {
        var other = new SmallSigstore();
        var mine = sigstore.root();
        var bundle = sigstore.signed();

        assertThat(refused(
                                bundle,
                                new TrustedRoot(
                                        mine.tlogs(),
                                        mine.certificateAuthorities(),
                                        mine.ctlogs(),
                                        other.root().timestampAuthorities()),
                                Thresholds.USUAL)
                        .reason())
                .isEqualTo(Distrust.TIMESTAMP_MISSING);
        assertThat(refused(
                                bundle,
                                new TrustedRoot(
                                        mine.tlogs(),
                                        mine.certificateAuthorities(),
                                        other.root().ctlogs(),
                                        mine.timestampAuthorities()),
                                Thresholds.USUAL)
                        .reason())
                .isEqualTo(Distrust.PROMISE_MISSING);
        assertThat(refused(
                                bundle,
                                new TrustedRoot(
                                        mine.tlogs(),
                                        other.root().certificateAuthorities(),
                                        mine.ctlogs(),
                                        mine.timestampAuthorities()),
                                Thresholds.USUAL)
                        .reason())
                .isEqualTo(Distrust.CERTIFICATE_UNTRUSTED);
        assertThat(refused(
                                with(bundle, other.rekor.hashedRekordV002(bundle, CONTENT)),
                                mine,
                                new Thresholds(1, 1, 1, false))
                        .reason())
                .isEqualTo(Distrust.ENTRY_MISSING);
    }

    @Test
    void anEntryOfAStrangerDoesNoHarmWhereNoneIsNeeded() throws Exception {
        var bundle = sigstore.signed();
        var foreign = new SmallSigstore().rekor.hashedRekordV002(bundle, CONTENT);

        var verified =
                verifier(sigstore.root(), Thresholds.USUAL).verify(with(bundle, foreign), ARTIFACT, EXPECTED, BLOB);

        assertThat(verified.entries()).isZero();
    }

    @Test
    void nobodyIsBelievedOutsideOfTheirTime() {
        var always = sigstore.root();
        var bundle = sigstore.signed();
        var recorded = with(bundle, sigstore.rekor.hashedRekordV002(bundle, CONTENT));

        assertThat(refused(
                                bundle,
                                new TrustedRoot(
                                        List.of(),
                                        List.of(sigstore.ca(BEFORE)),
                                        always.ctlogs(),
                                        always.timestampAuthorities()),
                                Thresholds.USUAL)
                        .reason())
                .isEqualTo(Distrust.CERTIFICATE_UNTRUSTED);
        assertThat(refused(
                                bundle,
                                new TrustedRoot(
                                        List.of(),
                                        always.certificateAuthorities(),
                                        List.of(sigstore.ctlog(BEFORE)),
                                        always.timestampAuthorities()),
                                Thresholds.USUAL)
                        .reason())
                .isEqualTo(Distrust.PROMISE_INVALID);
        assertThat(refused(
                                bundle,
                                new TrustedRoot(
                                        List.of(),
                                        always.certificateAuthorities(),
                                        always.ctlogs(),
                                        List.of(sigstore.tsa(BEFORE))),
                                Thresholds.USUAL)
                        .reason())
                .isEqualTo(Distrust.TIMESTAMP_INVALID);
        assertThat(refused(
                                recorded,
                                new TrustedRoot(
                                        List.of(sigstore.rekor(BEFORE)),
                                        always.certificateAuthorities(),
                                        always.ctlogs(),
                                        always.timestampAuthorities()),
                                Thresholds.USUAL)
                        .reason())
                .isEqualTo(Distrust.ENTRY_INVALID);
        assertThat(refused(
                                recorded,
                                new TrustedRoot(
                                        List.of(sigstore.rekor(Validity.ALWAYS)),
                                        always.certificateAuthorities(),
                                        always.ctlogs(),
                                        always.timestampAuthorities()),
                                Thresholds.USUAL)
                        .reason())
                .isEqualTo(Distrust.ENTRY_INVALID);
    }

    @Test
    void anAuthorityForSomethingElseMakesNoTimestamps() {
        var impostor = TestTimestamps.of(sigstore.clock, KeyPurposeId.id_kp_codeSigning);
        var mine = sigstore.root();
        var root = new TrustedRoot(
                mine.tlogs(),
                mine.certificateAuthorities(),
                mine.ctlogs(),
                List.of(new dev.bulla.ca.sigstore.Authority("", impostor.chain(), Validity.ALWAYS, Optional.empty())));

        assertThat(refused(sigstore.signed(), root, Thresholds.USUAL).reason())
                .isIn(Distrust.TIMESTAMP_INVALID, Distrust.TIMESTAMP_MISSING);
    }

    @Test
    void twoEntriesOfOneLogAreWorthOne() {
        var bundle = sigstore.signed();
        var entry = sigstore.rekor.hashedRekordV002(bundle, CONTENT);

        var refused = refused(with(bundle, entry, entry), sigstore.root(), new Thresholds(1, 1, 2, false));

        assertThat(refused.reason()).isEqualTo(Distrust.ENTRY_MISSING);
    }

    @Test
    void anEntryMustBeOfThisSignature() {
        var mine = sigstore.signed();
        var others = sigstore.signed();
        var attested = sigstore.attested("{}");

        assertThat(refused(with(mine, sigstore.rekor.hashedRekordV002(others, CONTENT))))
                .isEqualTo(Distrust.ENTRY_OF_OTHER_SIGNATURE);
        assertThat(refused(with(mine, sigstore.rekor.hashedRekordV001(others, CONTENT, NOW))))
                .isEqualTo(Distrust.ENTRY_OF_OTHER_SIGNATURE);
        assertThat(refused(with(mine, sigstore.rekor.hashedRekordV002(mine, Bytes.utf8("else")))))
                .isEqualTo(Distrust.ENTRY_OF_OTHER_SIGNATURE);
        assertThat(refused(with(mine, sigstore.rekor.dsseV002(attested, CONTENT))))
                .isEqualTo(Distrust.ENTRY_OF_OTHER_SIGNATURE);
    }

    @Test
    void saysWhoSignedAndWhoWasExpected() {
        var bundle = sigstore.signed();
        var name = new TextMatch.Exact(ADA);
        var issuer = new TextMatch.Exact(ISSUER);

        var other = refused(bundle, signer(new TextMatch.Exact("eve@example.com"), issuer), BLOB);
        assertThat(other.reason()).isEqualTo(Distrust.IDENTITY_OTHER);
        assertThat(other).hasMessage("signed by ada@example.com, and expected was eve@example.com");
        var unmatched = refused(bundle, signer(new TextMatch.Found(Pattern.compile("^eve@")), issuer), BLOB);
        assertThat(unmatched).hasMessage("signed by ada@example.com, and expected was one that matches ^eve@");
        var elsewhere = refused(bundle, signer(name, new TextMatch.Exact("https://example.org")), BLOB);
        assertThat(elsewhere.reason()).isEqualTo(Distrust.ISSUER_OTHER);
        var build = refused(
                bundle,
                new ExpectedSigner(
                        List.of(name), List.of(issuer), Map.of(Extension.GITHUB_WORKFLOW_REF, "refs/heads/main")),
                BLOB);
        assertThat(build.reason()).isEqualTo(Distrust.BUILD_OTHER);
        assertThat(build)
                .hasMessage("the certificate says nothing for github-workflow-ref, and expected was refs/heads/main");
    }

    @Test
    void findsAnExpressionAnywhereInAName() throws Exception {
        var expected = signer(
                new TextMatch.Found(Pattern.compile("da@ex")), new TextMatch.Found(Pattern.compile("^https://")));

        assertThat(verifier(sigstore.root(), Thresholds.USUAL)
                        .verify(sigstore.signed(), ARTIFACT, expected, BLOB)
                        .promises())
                .isOne();
    }

    @Test
    void anotherArtifactIsAnotherArtifact() {
        Artifact other = () -> new ByteArrayInputStream(new byte[] {1});
        var signed = sigstore.signed();
        var unsaid = new Bundle(
                signed.certificate(),
                new SignedContent.Message(Optional.empty(), signed.content().signature()),
                List.of(),
                signed.timestamps());

        assertThat(refusedFor(other, signed, BLOB)).isEqualTo(Distrust.ARTIFACT_OTHER);
        assertThat(refusedFor(other, unsaid, BLOB)).isEqualTo(Distrust.SIGNATURE_INVALID);
        assertThat(refusedFor(other, sigstore.attested("{}"), STATEMENT)).isEqualTo(Distrust.ARTIFACT_OTHER);
    }

    @Test
    void doesNotTakeOneKindOfContentForTheOther() {
        assertThat(refusedFor(ARTIFACT, sigstore.signed(), STATEMENT)).isEqualTo(Distrust.CONTENT_OF_OTHER_KIND);
        assertThat(refusedFor(ARTIFACT, sigstore.attested("{}"), BLOB)).isEqualTo(Distrust.CONTENT_OF_OTHER_KIND);
    }

    @Test
    void whatIsSignedMustBeAStatementOfTheRightKind() {
        assertThat(refusedFor(ARTIFACT, sigstore.attested("text/plain", CONTENT), STATEMENT))
                .isEqualTo(Distrust.STATEMENT_UNREADABLE);
        assertThat(refusedFor(ARTIFACT, sigstore.attested(SignedContent.Envelope.STATEMENT, CONTENT), STATEMENT))
                .isEqualTo(Distrust.STATEMENT_UNREADABLE);
        assertThat(refusedFor(
                        ARTIFACT,
                        sigstore.attested(
                                SignedContent.Envelope.STATEMENT,
                                Bytes.utf8(
                                        SmallSigstore.statement("{}").text().replace("Statement/v1", "Statement/v9"))),
                        STATEMENT))
                .isEqualTo(Distrust.STATEMENT_UNREADABLE);
        assertThat(refusedFor(
                        ARTIFACT,
                        sigstore.attested("{}"),
                        new ExpectedContent.About(Optional.of("https://spdx.dev/Document"))))
                .isEqualTo(Distrust.PREDICATE_OTHER);
    }

    private Distrust refused(Bundle bundle) {
        return refused(bundle, sigstore.root(), Thresholds.USUAL).reason();
    }

    private Distrust refusedFor(Artifact artifact, Bundle bundle, ExpectedContent content) {
        return catchThrowableOfType(
                        UntrustedBundleException.class,
                        () -> verifier(sigstore.root(), Thresholds.USUAL).verify(bundle, artifact, EXPECTED, content))
                .reason();
    }

    private UntrustedBundleException refused(Bundle bundle, ExpectedSigner expected, ExpectedContent content) {
        return catchThrowableOfType(
                UntrustedBundleException.class,
                () -> verifier(sigstore.root(), Thresholds.USUAL).verify(bundle, ARTIFACT, expected, content));
    }

    private UntrustedBundleException refused(Bundle bundle, TrustedRoot root, Thresholds thresholds) {
        return catchThrowableOfType(
                UntrustedBundleException.class,
                () -> verifier(root, thresholds).verify(bundle, ARTIFACT, EXPECTED, BLOB));
    }

    private BundleVerifier verifier(TrustedRoot root, Thresholds thresholds) {
        return new BundleVerifier(root, thresholds, Crypto.fastest(), sigstore.clock);
    }
}
