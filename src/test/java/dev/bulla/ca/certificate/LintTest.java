/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.certificate.BrokenCertificates.Broken;
import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.FailedException;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.SubjectName;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LintTest {
    private static final CertificateContent CONTENT = BrokenCertificates.CONTENT;
    private static final Tail PROMISE = BrokenCertificates.PROMISE;

    static Stream<Broken> broken() {
        return BrokenCertificates.all();
    }

    static Stream<SubjectName> names() {
        return Stream.of(
                new SubjectName.Email("ada@example.com"),
                new SubjectName.Uri("https://example.com/ada"),
                new SubjectName.Username("ada!example.com"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void acceptsAGoodCertificate(SubjectName name) {
        // given
        var content = BrokenCertificates.content(name);

        // then
        for (var tail : new Tail[] {PROMISE, Tail.Poison.POISON, Tail.Nothing.NOTHING}) {
            var certificate = BrokenCertificates.written(content, tail);
            assertThatCode(() -> Lint.check(certificate, content, tail)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("broken")
    void namesTheRuleThatIsBroken(Broken broken) {
        // given
        var good = BrokenCertificates.written(CONTENT, PROMISE);
        var certificate = broken.mutation().apply(good);

        // then
        assertThat(certificate).isNotEqualTo(good);
        assertBreaks(broken.rule(), certificate, CONTENT, PROMISE);
    }

    @Test
    void hasABrokenCertificateForEachOfItsRules() {
        // given
        var poison = EnumSet.of(LintRule.POISON); // has its own test below: it needs a precertificate

        // then
        assertThat(broken().map(Broken::rule).collect(Collectors.toSet())).isEqualTo(EnumSet.complementOf(poison));
    }

    @Test
    void noticesEveryBitThatIsTurnedRoundInWhatIsSigned() {
        // given
        var good = BrokenCertificates.written(CONTENT, PROMISE);
        var signature = good.length - 64;

        for (var bit = 0; bit < 8 * signature; bit++) {
            var certificate = good.clone();
            certificate[bit / 8] ^= (byte) (1 << (bit % 8));

            // then
            assertThat(broken(certificate)).as("bit %d", bit).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0500", "0400", ""})
    void wantsNullForPoisonAndItsCriticality(String value) {
        // given
        var good = BrokenCertificates.written(CONTENT, Tail.Poison.POISON);
        var isNull = value.equals("0500");
        var mutation = isNull
                ? Mutation.criticality(BrokenCertificates.POISON_OID)
                : Mutation.value(BrokenCertificates.POISON_OID, HexFormat.of().parseHex(value));

        // then
        var rule = isNull ? LintRule.CRITICALITY : LintRule.POISON;
        assertBreaks(rule, mutation.apply(good), CONTENT, Tail.Poison.POISON);
    }

    @Test
    void wantsNoTailWhereNothingWasLogged() {
        for (var tail : Set.of(PROMISE, Tail.Poison.POISON)) {
            assertBreaks(LintRule.EXTENSIONS, BrokenCertificates.written(CONTENT, tail), CONTENT, Tail.Nothing.NOTHING);
        }
    }

    @Test
    void wantsAPoisonedPrecertificateAndAnUnpoisonedCertificate() {
        // given
        var certificate = BrokenCertificates.written(CONTENT, PROMISE);
        var precertificate = BrokenCertificates.written(CONTENT, Tail.Poison.POISON);

        // then
        assertBreaks(LintRule.EXTENSIONS, certificate, CONTENT, Tail.Poison.POISON);
        assertBreaks(LintRule.EXTENSIONS, precertificate, CONTENT, PROMISE);
    }

    @ParameterizedTest
    @MethodSource("names")
    void doesNotTakeOneKindOfNameForAnother(SubjectName name) {
        // given
        var others = names().filter(other -> !other.equals(name)).toList();
        var written = BrokenCertificates.written(withName(name), PROMISE);

        // then
        for (var other : others) {
            assertBreaks(LintRule.SUBJECT_ALTERNATIVE_NAME, written, withName(other), PROMISE);
        }
    }

    @Test
    void wantsNamesOfAsciiWhereTheirTypeKnowsNothingElse() {
        // given
        var uri = withName(new SubjectName.Uri("https://example.com/ä"));
        var email = withName(new SubjectName.Email("ä@example.com"));

        // then
        assertBreaks(LintRule.SUBJECT_ALTERNATIVE_NAME, BrokenCertificates.written(uri, PROMISE), uri, PROMISE);
        assertBreaks(LintRule.SUBJECT_ALTERNATIVE_NAME, BrokenCertificates.written(email, PROMISE), email, PROMISE);
    }

    @Test
    void wantsAnOtherNameOfTheOneType() {
        // given
        var content = withName(new SubjectName.Username("ada!example.com"));
        var good = BrokenCertificates.written(content, PROMISE);

        // when
        var certificate = Mutation.bytes("2b0601040183bf300107a0", "2b0601040183bf300106a0")
                .apply(good);

        // then
        assertBreaks(LintRule.SUBJECT_ALTERNATIVE_NAME, certificate, content, PROMISE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // a compressed point, a curve nobody asked for, RSA without parameters, Ed25519 with some
                "3039301306072a8648ce3d020106082a8648ce3d030107032200020000000000000000000000000000000000000000000000000000000000000001",
                "3056301006072a8648ce3d020106052b8104000a03420004",
                "3010300b06092a864886f70d010101030100",
                "302c300706032b65700500032100"
            })
    void wantsAKeyInTheOneFormOfItsKind(String start) {
        // given
        var length = 2 + Integer.parseInt(start.substring(2, 4), 16);
        var key = HexFormat.of().parseHex(start + "01".repeat(length - start.length() / 2));
        var content = withKey(Bytes.of(key));

        // then
        assertBreaks(LintRule.PUBLIC_KEY, BrokenCertificates.written(content, PROMISE), content, PROMISE);
    }

    private static CertificateContent withName(SubjectName name) {
        return new CertificateContent(
                CONTENT.chain(),
                CONTENT.serial(),
                CONTENT.validity(),
                CONTENT.publicKeyInfo(),
                CONTENT.keyIdentifier(),
                new dev.bulla.ca.identity.Principal(name, CONTENT.principal().extensions()));
    }

    private static CertificateContent withKey(Bytes key) {
        return new CertificateContent(
                CONTENT.chain(),
                CONTENT.serial(),
                CONTENT.validity(),
                key,
                CONTENT.keyIdentifier(),
                CONTENT.principal());
    }

    private static FailedException broken(byte[] certificate) {
        return catchThrowableOfType(FailedException.class, () -> Lint.check(certificate, CONTENT, PROMISE));
    }

    private static void assertBreaks(LintRule rule, byte[] certificate, CertificateContent content, Tail tail) {
        var failed = catchThrowableOfType(FailedException.class, () -> Lint.check(certificate, content, tail));
        assertThat(failed).isNotNull();
        assertThat(failed)
                .hasMessageStartingWith(
                        "lint " + rule.name().toLowerCase(Locale.ROOT).replace('_', '-') + ":");
        assertThat(failed.backend()).isEqualTo(Backend.CERTIFICATE);
    }
}
