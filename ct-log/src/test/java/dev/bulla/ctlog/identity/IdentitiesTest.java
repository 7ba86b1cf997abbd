/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.identity;

import static dev.bulla.ctlog.testing.TestAuthority.extension;
import static dev.bulla.ctlog.testing.TestAuthority.oid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.identity.Identity.Kind;
import dev.bulla.ctlog.testing.Mutations;
import dev.bulla.ctlog.testing.TestAuthority;
import dev.bulla.ctlog.testing.TestKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
    private static final TestAuthority AUTHORITY = new TestAuthority(TestKeys.P256, "test authority");
    private static final String ISSUER = "https://token.actions.githubusercontent.com";
    private static final GeneralName WORKFLOW = new GeneralName(
            GeneralName.uniformResourceIdentifier,
            "https://github.com/acme/app/.github/workflows/release.yaml@refs/heads/main");

    @Test
    void aBuildIsKnownByRepositoryWorkflowAndIssuer() {
        var said = List.of(
                names(WORKFLOW), utf8(8, ISSUER), utf8(12, "https://github.com/acme/app"), utf8(24, "repo:acme/app"));

        assertThat(ofCertificate(said))
                .containsExactly(
                        new Identity(Kind.REPOSITORY, "https://github.com/acme/app"),
                        new Identity(
                                Kind.WORKFLOW,
                                "https://github.com/acme/app/.github/workflows/release.yaml@refs/heads/main"),
                        new Identity(Kind.ISSUER, ISSUER));
    }

    @Test
    void aPersonIsKnownByAddressAndAUserByName() {
        var address = new GeneralName(GeneralName.rfc822Name, "alice@example.com");
        var username = new GeneralName(
                GeneralName.otherName,
                new OtherName(oid("1.3.6.1.4.1.57264.1.7"), new DERUTF8String("alice!example.com")));

        assertThat(ofCertificate(List.of(names(address, username))))
                .containsExactly(
                        new Identity(Kind.EMAIL, "alice@example.com"),
                        new Identity(Kind.USERNAME, "alice!example.com"));
    }

    @Test
    void whatIsSignedInACertificateSaysTheSameAsTheCertificate() {
        var said = List.of(names(WORKFLOW), utf8(8, ISSUER), utf8(12, "https://github.com/acme/app"));

        assertThat(Identities.of(Bytes.view(AUTHORITY.tbs(said)))).hasSize(3).isEqualTo(ofCertificate(said));
    }

    @Test
    void theOldExtensionsCountWhereTheNewOnesAreMissing() {
        assertThat(ofCertificate(List.of(raw(1, ISSUER), raw(5, "acme/app"))))
                .containsExactly(
                        new Identity(Kind.REPOSITORY, "https://github.com/acme/app"),
                        new Identity(Kind.ISSUER, ISSUER));
    }

    @Test
    void theOldExtensionsAreSilentBesideTheNewOnes() {
        var said = List.of(
                raw(1, "https://old.example.com"),
                raw(5, "old/name"),
                utf8(8, ISSUER),
                utf8(12, "https://github.com/acme/app"));

        assertThat(ofCertificate(said))
                .extracting(Identity::text)
                .containsExactly("https://github.com/acme/app", ISSUER);
    }

    @Test
    void anOldNameOfAnotherHostStaysAsItIs() {
        assertThat(ofCertificate(List.of(raw(1, "https://issuer.example.com"), raw(5, "acme/app"))))
                .contains(new Identity(Kind.REPOSITORY, "acme/app"));
    }

    @Test
    void oneBrokenExtensionSilencesNoOther() {
        var said = List.of(
                extension(oid("1.3.6.1.4.1.57264.1.8"), false, new DERIA5String(ISSUER)),
                new Extension(oid("1.3.6.1.4.1.57264.1.12"), false, new byte[] {0x0c, 0x7f, 'x'}),
                names(WORKFLOW));

        assertThat(ofCertificate(said)).extracting(Identity::kind).containsExactly(Kind.WORKFLOW);
    }

    @Test
    void whatStandsBeforeAFaultInTheNamesIsTold() {
        var sound = names(WORKFLOW).getExtnValue().getOctets();
        var broken = new byte[sound.length + 2];
        System.arraycopy(sound, 0, broken, 0, sound.length);
        broken[1] = (byte) (broken[1] + 2);
        broken[sound.length] = (byte) 0x81;
        broken[sound.length + 1] = 0x55;

        assertThat(ofCertificate(List.of(new Extension(Extension.subjectAlternativeName, true, broken))))
                .extracting(Identity::kind)
                .containsExactly(Kind.WORKFLOW);
    }

    @Test
    void whatIsSaidTwiceDifferentlyIsToldTwice() {
        var said = List.of(utf8(12, "https://github.com/acme/app"), utf8(12, "https://github.com/evil/app"));

        assertThat(ofCertificate(said))
                .extracting(Identity::text)
                .containsExactly("https://github.com/acme/app", "https://github.com/evil/app");
    }

    @Test
    void aCertificateThatSaysNothingHasNoIdentities() {
        assertThat(ofCertificate(List.of())).isEmpty();
        assertThat(ofCertificate(TestAuthority.usual()))
                .extracting(Identity::kind)
                .containsExactly(Kind.ISSUER);
    }

    @Test
    void moreThanAnybodyCouldLookThroughIsRefused() {
        var many = IntStream.rangeClosed(0, Identities.MOST)
                .mapToObj(i -> new GeneralName(GeneralName.rfc822Name, "user" + i + "@example.com"))
                .toArray(GeneralName[]::new);

        assertThatThrownBy(() -> ofCertificate(List.of(names(many)))).isInstanceOf(MalformedException.class);
    }

    @Test
    void damagedCertificatesEndInAListOrAreMalformed() {
        var said = List.of(
                names(WORKFLOW, new GeneralName(GeneralName.rfc822Name, "alice@example.com")),
                utf8(8, ISSUER),
                utf8(12, "https://github.com/acme/app"));
        var mutations = new Mutations(AUTHORITY.certificate(said), 57264);
        var outcomes = new ArrayList<Boolean>();
        for (var i = 0; i < 20_000; i++) {
            outcomes.add(canBeRead(mutations.next()));
        }
        assertThat(outcomes).contains(true, false);
    }

    private static boolean canBeRead(byte[] damaged) {
        try {
            return Identities.of(Bytes.view(damaged)).size() <= Identities.MOST;
        } catch (MalformedException _) {
            return false;
        }
    }

    private static List<Identity> ofCertificate(List<Extension> extensions) {
        return Identities.of(Bytes.view(AUTHORITY.certificate(extensions)));
    }

    private static Extension names(GeneralName... names) {
        return extension(Extension.subjectAlternativeName, true, new GeneralNames(names));
    }

    private static Extension utf8(int number, String text) {
        return extension(oid("1.3.6.1.4.1.57264.1." + number), false, new DERUTF8String(text));
    }

    private static Extension raw(int number, String text) {
        return new Extension(oid("1.3.6.1.4.1.57264.1." + number), false, text.getBytes(StandardCharsets.UTF_8));
    }
}
