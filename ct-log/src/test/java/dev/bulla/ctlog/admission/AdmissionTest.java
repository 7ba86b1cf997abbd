/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.admission;

import static dev.bulla.ctlog.testing.TestChain.NOT_AFTER;
import static dev.bulla.ctlog.testing.TestChain.codeSigning;
import static dev.bulla.ctlog.testing.TestChain.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ctlog.admission.RefusedSubmissionException.Reason;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.LogEntry;
import dev.bulla.ctlog.codec.PrecertificateSurgery;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.testing.Providers;
import dev.bulla.ctlog.testing.SingleEntry;
import dev.bulla.ctlog.testing.TestAuthority;
import dev.bulla.ctlog.testing.TestChain;
import dev.bulla.ctlog.testing.TestKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");

    private final TestChain chain = TestChain.of(TestKeys.P256);
    private final AcceptedChains accepted = new AcceptedChains(Providers.BOUNCY_CASTLE);
    private final Admission admission = new Admission(AdmissionRules.codeSigning(START, END), accepted);

    AdmissionTest() {
        accepted.accept(chain.certificates());
    }

    @Test
    void draftsThePublishedPrecertificate() {
        // given
        var authority = List.of(Bytes.view(SingleEntry.base64("ca")));
        var precertificate = Bytes.view(SingleEntry.base64("precertificate"));
        accepted.accept(authority);
        var rules = AdmissionRules.codeSigning(Instant.parse("2023-01-01T00:00:00Z"), END);

        // when
        var admitted = new Admission(rules, accepted).admit(List.of(precertificate, authority.getFirst()));

        // then
        var draft = admitted.draft();
        assertThat(draft.identity()).hasToString(SingleEntry.text("identity"));
        assertThat(draft.entry()).isInstanceOfSatisfying(LogEntry.Precertificate.class, entry -> {
            assertThat(entry.issuerKeyHash()).hasToString(SingleEntry.text("issuer.key.hash"));
            assertThat(Hash.sha256(entry.tbs().toArray())).hasToString(SingleEntry.text("tbs.sha256"));
        });
        assertThat(draft.precertificate()).contains(precertificate);
        assertThat(draft.chain()).containsExactly(Hash.sha256(SingleEntry.base64("ca")));
        assertThat(admitted.chain().certificates()).isEqualTo(authority);
    }

    @Test
    void draftsAFinalCertificateAsItStands() {
        var certificate = chain.leaf("a", NOT_AFTER, List.of(codeSigning()));

        var draft = admission.admit(chain.below(certificate)).draft();

        assertThat(draft.entry()).isEqualTo(new LogEntry.Certificate(certificate));
        assertThat(draft.precertificate()).isEmpty();
        assertThat(draft.chain())
                .containsExactlyElementsOf(chain.certificates().stream()
                        .map(it -> Hash.sha256(it.toArray()))
                        .toList());
    }

    @Test
    void addsTheRootThatWasLeftOut() {
        var precertificate = chain.precertificate("a");

        var draft = admission
                .admit(List.of(precertificate, chain.certificates().getFirst()))
                .draft();

        assertThat(draft).isEqualTo(admission.admit(chain.below(precertificate)).draft());
        assertThat(draft.chain()).hasSize(2);
    }

    @Test
    void takesTwoSignaturesOfOneCertificateForTheSame() {
        var first = admission.admit(chain.below(chain.precertificate("a"))).draft();
        var second = admission.admit(chain.below(chain.precertificate("a"))).draft();

        assertThat(first.precertificate()).isNotEqualTo(second.precertificate());
        assertThat(first.identity()).isEqualTo(second.identity());
    }

    @Test
    void goesOnAcceptingTheOldKeyWhenThereIsANewOne() {
        // given
        var renewed = TestChain.of(TestKeys.P256);

        // when
        accepted.accept(renewed.certificates());

        // then
        assertThat(accepted.roots())
                .containsExactly(
                        chain.certificates().getLast(), renewed.certificates().getLast());
        assertThat(admission
                        .admit(chain.below(chain.precertificate("a")))
                        .chain()
                        .certificates())
                .isEqualTo(chain.certificates());
        assertThat(admission
                        .admit(renewed.below(renewed.precertificate("a")))
                        .chain()
                        .certificates())
                .isEqualTo(renewed.certificates());
    }

    @Test
    void tellsAuthoritiesOfOneNameApartByTheirKeys() {
        // given
        var one = new TestAuthority(TestKeys.P256, "both");
        var other = new TestAuthority(TestKeys.P256, "both");
        var roots = List.of(root(one), root(other));
        roots.forEach(root -> accepted.accept(List.of(root)));

        // when
        var admitted = admission.admit(List.of(codeSigningBy(other)));

        // then
        assertThat(admitted.chain().root()).isEqualTo(roots.getLast());
    }

    @Test
    void acceptsAnAuthorityOnce() {
        accepted.accept(chain.certificates());

        assertThat(accepted.roots()).hasSize(1);
        assertThat(accepted.all()).hasSize(1);
    }

    @Test
    void refusesAnAuthorityThatTheOneAboveItDidNotSign() {
        var other = TestChain.of(TestKeys.P256);
        var mixed =
                List.of(chain.certificates().getFirst(), other.certificates().getLast());

        assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> accepted.accept(mixed)))
                .hasMessageContaining("not signed by the one after it");
        assertThat(accepted.roots()).hasSize(1);
    }

    @Test
    void refusesAnAuthorityThatStandsInForAnother() {
        var purpose = KeyPurposeId.getInstance(TestAuthority.oid("1.3.6.1.4.1.11129.2.4.4"));
        var standIn = chain.leaf("stand-in", NOT_AFTER, List.of(usage(purpose)));

        assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> accepted.accept(chain.below(standIn))))
                .hasMessageContaining("precertificates only");
    }

    @Test
    void refusesAStrangersCertificate() {
        var stranger = TestChain.of(TestKeys.P256);

        assertRefused(stranger.below(stranger.precertificate("a")), Reason.UNKNOWN_ISSUER);
    }

    @Test
    void refusesAStrangersSignatureUnderAnAcceptedName() {
        var stranger = TestChain.of(TestKeys.P256);

        assertRefused(chain.below(stranger.precertificate("a")), Reason.BAD_SIGNATURE);
    }

    @Test
    void refusesAChainInAnotherOrder() {
        var reversed = List.of(
                chain.precertificate("a"),
                chain.certificates().getLast(),
                chain.certificates().getFirst());

        assertRefused(reversed, Reason.UNKNOWN_ISSUER);
        assertRefused(List.of(chain.precertificate("a")), Reason.UNKNOWN_ISSUER);
    }

    @Test
    void refusesASignatureOverSomethingElse() {
        var bytes = chain.precertificate("aaaa").toArray();
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        bytes[text.indexOf("aaaa")] = 'b';

        assertRefused(chain.below(Bytes.view(bytes)), Reason.BAD_SIGNATURE);
    }

    @Test
    void refusesWhatIsForAnotherPurpose() {
        var server = usage(KeyPurposeId.id_kp_serverAuth);

        assertRefused(
                chain.below(chain.leaf("a", NOT_AFTER, List.of(server, TestAuthority.POISON))), Reason.WRONG_PURPOSE);
        assertRefused(chain.below(chain.leaf("a", NOT_AFTER, List.of(TestAuthority.POISON))), Reason.WRONG_PURPOSE);
    }

    @Test
    void takesWhatIsForCodeSigningAmongOthers() {
        var both = usage(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_codeSigning);

        assertThat(admission.admit(chain.below(chain.leaf("a", NOT_AFTER, List.of(both)))))
                .isNotNull();
    }

    @Test
    void takesEveryPurposeWhereTheRulesSaySo() {
        var open = new Admission(AdmissionRules.everyPurpose(START, END), accepted);

        assertThat(open.admit(chain.below(chain.leaf("a", NOT_AFTER, List.of()))))
                .isNotNull();
    }

    @Test
    void drawsTheWindowAroundTheEndOfValidity() {
        assertThat(admission.admit(endingAt(START))).isNotNull();
        assertThat(admission.admit(endingAt(END.minusSeconds(1)))).isNotNull();
        assertRefused(endingAt(START.minusSeconds(1)), Reason.OUTSIDE_WINDOW);
        assertRefused(endingAt(END), Reason.OUTSIDE_WINDOW);
        assertRefused(endingAt(Instant.parse("1999-12-31T23:59:59Z")), Reason.OUTSIDE_WINDOW);
        assertRefused(endingAt(Instant.parse("2051-01-01T00:00:00Z")), Reason.OUTSIDE_WINDOW);
    }

    @Test
    void refusesPoisonThatIsNotAsItMustBe() {
        var oid = TestAuthority.POISON.getExtnId();
        var uncritical = new Extension(oid, false, TestAuthority.POISON.getExtnValue());
        var number = TestAuthority.extension(oid, true, new ASN1Integer(0));

        assertRefused(poisonedWith(uncritical), Reason.BAD_POISON);
        assertRefused(poisonedWith(number), Reason.BAD_POISON);
    }

    @Test
    void refusesPoisonThatStandsThereTwice() {
        // given: Bouncy Castle's builder does not add one extension twice
        var authority = new TestAuthority(TestKeys.P256, "twice");
        accepted.accept(List.of(root(authority)));
        var twice = authority.certificate(List.of(codeSigning(), TestAuthority.POISON, TestAuthority.POISON));

        assertRefused(List.of(Bytes.view(twice)), Reason.BAD_POISON);
    }

    @Test
    void refusesWhatIsTooMuch() {
        var precertificate = chain.precertificate("a");
        var large = Bytes.view(new byte[Admission.LARGEST_CERTIFICATE + 1]);

        assertRefused(List.of(), Reason.CHAIN_LENGTH);
        assertRefused(Collections.nCopies(Admission.LONGEST_CHAIN + 1, precertificate), Reason.CHAIN_LENGTH);
        assertRefused(Collections.nCopies(Admission.LONGEST_CHAIN, precertificate), Reason.UNKNOWN_ISSUER);
        assertRefused(List.of(large), Reason.CERTIFICATE_SIZE);
        assertRefused(List.of(precertificate, large), Reason.CERTIFICATE_SIZE);
        assertRefused(List.of(large.part(0, Admission.LARGEST_CERTIFICATE)), Reason.MALFORMED);
    }

    @Test
    void refusesWhatIsNoCertificate() {
        assertRefused(List.of(Bytes.EMPTY), Reason.MALFORMED);
        assertRefused(chain.below(Bytes.view(new byte[] {0x30, 0x00})), Reason.MALFORMED);
    }

    @Test
    void doesNotRepeatWhatWasSent() {
        var stranger = TestChain.of(TestKeys.P256);
        var refused = refusal(stranger.below(stranger.precertificate("secret.example")));

        assertThat(refused.getMessage()).doesNotContain("secret").doesNotContain("test authority");
    }

    @Test
    void leavesTheSignedPartOfTheFinalCertificate() {
        var precertificate = chain.precertificate("a");

        var entry = admission.admit(chain.below(precertificate)).draft().entry();

        assertThat(((LogEntry.Precertificate) entry).tbs())
                .isEqualTo(PrecertificateSurgery.withoutPoison(precertificate));
    }

    private List<Bytes> endingAt(Instant notAfter) {
        return chain.below(chain.leaf("a", notAfter, List.of(codeSigning(), TestAuthority.POISON)));
    }

    private List<Bytes> poisonedWith(Extension poison) {
        return chain.below(chain.leaf("a", NOT_AFTER, List.of(codeSigning(), poison)));
    }

    private static Bytes codeSigningBy(TestAuthority authority) {
        return Bytes.view(authority.certificate(TestAuthority.usual()));
    }

    private static Bytes root(TestAuthority authority) {
        return Bytes.view(authority.root());
    }

    private void assertRefused(List<Bytes> submission, Reason reason) {
        assertThat(refusal(submission).reason()).isEqualTo(reason);
    }

    private RefusedSubmissionException refusal(List<Bytes> submission) {
        return catchThrowableOfType(RefusedSubmissionException.class, () -> admission.admit(submission));
    }
}
