/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ctlog.admission.RefusedSubmissionException.Reason;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.testing.Mutations;
import dev.bulla.ctlog.testing.Providers;
import dev.bulla.ctlog.testing.TestAuthority;
import dev.bulla.ctlog.testing.TestChain;
import dev.bulla.ctlog.testing.TestTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;

/** Submissions under an accepted root. The validity of everything here ended long before or begins after: nobody asks. */
class AcceptedRootsTest {
    private final TestTree root = TestTree.root("root");
    private final TestTree middle = root.authority("middle");
    private final TestTree issuer = middle.authority("issuer");
    private final AcceptedChains accepted = new AcceptedChains(Providers.BOUNCY_CASTLE);
    private final Admission admission =
            new Admission(AdmissionRules.codeSigning(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z")), accepted);

    AcceptedRootsTest() {
        accepted.acceptRoots(root.certificates());
    }

    @Test
    void takesAChainOfAnyLengthWithItsRootOrWithout() {
        for (var authority : List.of(root, middle, issuer)) {
            var submitted = authority.precertificate("a");
            var rootless = submitted.subList(0, submitted.size() - 1);

            assertThat(admission.admit(submitted).chain().certificates()).isEqualTo(authority.certificates());
            assertThat(admission.admit(rootless).draft())
                    .isEqualTo(admission.admit(submitted).draft());
        }
    }

    @Test
    void takesNoOtherOrderOfTheSameCertificates() {
        var sound = issuer.precertificate("a");
        var taken = permutations(sound).stream().filter(this::isTaken).toList();

        assertThat(taken).containsExactly(sound);
    }

    @Test
    void takesNoChainWithACertificateMissingOrDoubledOrForeign() {
        var sound = issuer.precertificate("a");
        var stranger =
                TestTree.root("root").authority("middle").authority("issuer").precertificate("a");
        for (var i = 0; i < sound.size(); i++) {
            var foreign = new ArrayList<>(sound);
            foreign.set(i, stranger.get(i));
            var doubled = new ArrayList<>(sound);
            doubled.add(i, sound.get(i));
            var missing = new ArrayList<>(sound);
            missing.remove(i);

            assertThat(isTaken(foreign)).as("foreign at %d", i).isFalse();
            assertThat(isTaken(doubled)).as("doubled at %d", i).isFalse();
            assertThat(isTaken(missing)).as("missing at %d", i).isEqualTo(i == sound.size() - 1);
        }
    }

    @Test
    void refusesEveryDamageToAChainAndBreaksAtNone() {
        var sound = issuer.precertificate("a");
        var seed = 20261121L;
        var random = new Random(seed);
        var damages = sound.stream()
                .map(certificate -> new Mutations(certificate.toArray(), random.nextLong()))
                .toList();
        for (var round = 0; round < 4_000; round++) {
            var at = random.nextInt(sound.size());
            var damaged = new ArrayList<>(sound);
            damaged.set(at, Bytes.view(damages.get(at).next()));

            assertThat(damaged.equals(sound) || !isTaken(damaged))
                    .as("seed %d, round %d, certificate %d", seed, round, at)
                    .isTrue();
        }
        assertThat(isTaken(sound)).isTrue();
    }

    @Test
    void refusesWhoeverHasACertificateAndIsNoAuthority() {
        var leaf = issuer.authority("leaf", List.of(TestChain.codeSigning()), "SHA256withECDSA");
        var saidNot = TestAuthority.extension(Extension.basicConstraints, true, new BasicConstraints(false));
        var subscriber = issuer.authority("subscriber", List.of(saidNot), "SHA256withECDSA");

        assertThat(reason(leaf.precertificate("a"))).isEqualTo(Reason.UNKNOWN_ISSUER);
        assertThat(reason(subscriber.precertificate("a"))).isEqualTo(Reason.UNKNOWN_ISSUER);
    }

    @Test
    void refusesALinkSignedOverSha1() {
        var weak = middle.authority("weak", List.of(authority()), "SHA1withECDSA");

        assertThat(reason(weak.precertificate("a"))).isEqualTo(Reason.UNKNOWN_ISSUER);
    }

    @Test
    void refusesWhoSignsPrecertificatesInAnothersPlace() {
        var purpose = TestChain.usage(KeyPurposeId.getInstance(TestAuthority.oid("1.3.6.1.4.1.11129.2.4.4")));
        var standIn = middle.authority("stand-in", List.of(authority(), purpose), "SHA256withECDSA");

        assertThat(reason(standIn.precertificate("a"))).isEqualTo(Reason.UNKNOWN_ISSUER);
    }

    @Test
    void takesTenCertificatesAndNoMore() {
        var deep = root;
        for (var i = 0; i < 8; i++) {
            deep = deep.authority("authority " + i);
        }
        var ten = deep.precertificate("a");
        var eleven = deep.authority("one more").precertificate("a");

        assertThat(ten).hasSize(10);
        assertThat(isTaken(ten)).isTrue();
        assertThat(reason(eleven)).isEqualTo(Reason.CHAIN_LENGTH);
        assertThat(reason(eleven.subList(0, 10))).isEqualTo(Reason.UNKNOWN_ISSUER);
    }

    @Test
    void tellsRootsOfOneNameApart() {
        var renewed = TestTree.root("root");
        var before = root.precertificate("a");
        assertThat(isTaken(before.subList(0, 1))).isTrue();

        accepted.acceptRoots(renewed.certificates());

        var leaf = renewed.precertificate("a").subList(0, 1);
        assertThat(admission.admit(leaf).chain().certificates()).isEqualTo(renewed.certificates());
        assertThat(admission.admit(before.subList(0, 1)).chain().certificates()).isEqualTo(root.certificates());
        assertThat(accepted.roots())
                .containsExactly(
                        root.certificates().getFirst(), renewed.certificates().getFirst());
    }

    @Test
    void goesOnTakingWhatAKnownAuthoritySignedBesideTheRoots() {
        var known = TestTree.root("known");
        accepted.accept(known.certificates());

        assertThat(isTaken(known.precertificate("a"))).isTrue();
        assertThat(isTaken(issuer.precertificate("a"))).isTrue();
        assertThat(accepted.roots())
                .containsExactly(
                        known.certificates().getFirst(), root.certificates().getFirst());
        assertThat(accepted.acceptedRoots()).isEqualTo(root.certificates());
    }

    @Test
    void stillTakesTheFirstOfMoreChainsThanItRemembers() {
        var authorities = Stream.iterate(0, i -> i + 1)
                .limit(300)
                .map(i -> root.authority("authority " + i))
                .toList();
        authorities.forEach(
                authority -> assertThat(isTaken(authority.precertificate("a"))).isTrue());

        assertThat(isTaken(authorities.getFirst().precertificate("b"))).isTrue();
    }

    @Test
    void acceptsNoRootOfAFewWhereOneIsNone() {
        var leaf = root.precertificate("a").getFirst();
        var other = TestTree.root("other").certificates().getFirst();

        assertThatThrownBy(() -> accepted.acceptRoots(List.of(other, leaf)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not one of an authority");
        assertThatThrownBy(() -> accepted.acceptRoots(List.of(other, Bytes.EMPTY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("can be no root");
        assertThat(accepted.roots()).isEqualTo(root.certificates());
    }

    @Test
    void tellsCertificatesFromPrecertificates() {
        var precertificate = issuer.precertificate("a");
        var certificate = issuer.above(issuer.authority("b", List.of(TestChain.codeSigning()), "SHA256withECDSA")
                .certificates()
                .getFirst());

        assertThat(admission.admitPrecertificate(precertificate).draft().precertificate())
                .isPresent();
        assertThat(admission.admitCertificate(certificate).draft().precertificate())
                .isEmpty();
        assertThat(catchThrowableOfType(
                                RefusedSubmissionException.class, () -> admission.admitCertificate(precertificate))
                        .reason())
                .isEqualTo(Reason.WRONG_KIND);
        assertThat(catchThrowableOfType(
                                RefusedSubmissionException.class, () -> admission.admitPrecertificate(certificate))
                        .reason())
                .isEqualTo(Reason.WRONG_KIND);
    }

    private static Extension authority() {
        return TestAuthority.extension(Extension.basicConstraints, true, new BasicConstraints(true));
    }

    private boolean isTaken(List<Bytes> submission) {
        try {
            return admission.admit(submission) != null;
        } catch (RefusedSubmissionException e) {
            return false;
        }
    }

    private Reason reason(List<Bytes> submission) {
        return catchThrowableOfType(RefusedSubmissionException.class, () -> admission.admit(submission))
                .reason();
    }

    private static Set<List<Bytes>> permutations(List<Bytes> certificates) {
        if (certificates.isEmpty()) {
            return Set.of(List.of());
        }
        var all = new HashSet<List<Bytes>>();
        for (var first : certificates) {
            var others = new ArrayList<>(certificates);
            others.remove(first);
            for (var rest : permutations(others)) {
                var permutation = new ArrayList<>(Collections.singletonList(first));
                permutation.addAll(rest);
                all.add(permutation);
            }
        }
        return all;
    }
}
