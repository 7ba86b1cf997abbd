/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trustroot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.KnownKey;
import dev.bulla.ca.data.MergedTrust;
import dev.bulla.ca.data.PublicChains;
import dev.bulla.ca.data.RemoteLogs;
import dev.bulla.ca.data.RemoteLogs.RemoteLog;
import dev.bulla.ca.data.ServedAddresses.Services;
import dev.bulla.ca.signing.ThrowawayKey;
import dev.bulla.ca.sigstore.Authority;
import dev.bulla.ca.sigstore.LogInstance;
import dev.bulla.ca.sigstore.SigningConfig.Service;
import dev.bulla.ca.sigstore.Validity;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.Pem;
import dev.bulla.ca.x509.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class TrustDocumentsTest {
    private static final Instant MADE = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = Instant.parse("2026-05-01T12:00:00.25Z");
    private static final Services SERVICES =
            new Services("https://ca.example", Optional.of("https://ca.example/log"), Optional.empty());

    @TempDir
    private Path path;

    private DataFolder folder;

    @BeforeEach
    void nameTheFolder() {
        folder = new DataFolder(path);
    }

    private static List<String> chain() {
        return ThrowawayKey.make(Crypto.fastest(), InstantSource.fixed(MADE), new SecureRandom())
                .chain()
                .bundlePem();
    }

    private static String fingerprint(List<String> chain) {
        return Sha256.hex(
                Pem.first(Bytes.utf8(chain.getFirst())).orElseThrow().content().array());
    }

    private List<String> kept() throws IOException {
        var chain = chain();
        new PublicChains(folder).keep(chain);
        return chain;
    }

    private TrustDocuments documents() throws IOException {
        return TrustDocuments.read(folder, SERVICES);
    }

    private Authority authority() throws IOException {
        return documents().config().trustedRoot().certificateAuthorities().getFirst();
    }

    @Test
    void aKeyThatWasUsedAsSoonAsItCameIsBelievedFromADayBefore() throws IOException {
        KnownKey.enter(folder, KnownKey.Kind.AUTHORITY, fingerprint(kept()), LATER);

        assertThat(authority().validity()).isEqualTo(Validity.from(Instant.parse("2026-04-30T12:00:00Z")));
    }

    @Test
    void aKeyThatWasAnnouncedIsBelievedFromThenOnAndUntilItsEnd() throws IOException {
        var end = Instant.parse("2026-06-01T00:00:00Z");
        var life = new KnownKey.Life(Optional.of(MADE), Optional.of(end), Optional.of(end));
        new KnownKey(KnownKey.Kind.AUTHORITY, fingerprint(kept()), MADE, true, life).write(folder);

        assertThat(authority().validity()).isEqualTo(Validity.between(MADE, end));
    }

    @Test
    void whenAKeyCameIsNotForgottenWhenItComesAgain() throws IOException {
        var chain = kept();
        KnownKey.enter(folder, KnownKey.Kind.AUTHORITY, fingerprint(chain), MADE);
        KnownKey.enter(folder, KnownKey.Kind.AUTHORITY, fingerprint(chain), LATER);

        assertThat(authority().validity().start()).contains(Instant.parse("2026-02-28T12:00:00Z"));
    }

    @Test
    void aChainOfBeforeThereWasARecordIsBelievedFromItsBeginning() throws IOException {
        kept();

        assertThat(authority().validity())
                .isEqualTo(Validity.from(authority().signer().getNotBefore().toInstant()));
    }

    @Test
    void anAuthorityHasBothPartsOfItsNameWhateverItsCertificateSays() throws IOException {
        kept();

        var subject = JsonMapper.shared()
                .readTree(documents().files().get("trusted_root.json").text())
                .at("/certificateAuthorities/0/subject");

        assertThat(subject.path("organization").asString()).isEqualTo("sigstore");
        assertThat(subject.path("commonName").isString())
                .as("sigstore-python reads no root without it")
                .isTrue();
    }

    @Test
    void chainsStandInTheOrderInWhichTheyCame() throws IOException {
        for (var i = 0; i < 6; i++) {
            KnownKey.enter(folder, KnownKey.Kind.AUTHORITY, fingerprint(kept()), LATER.minusSeconds(1000L * i));
        }

        assertThat(documents().config().trustedRoot().certificateAuthorities())
                .extracting(authority -> authority.validity().start().orElseThrow())
                .hasSize(6)
                .isSorted();
        assertThat(documents().config().signingConfig().caUrls())
                .as("clients are sent to us since the first of them came")
                .containsExactly(new Service(
                        "https://ca.example",
                        1,
                        Validity.from(Instant.parse("2026-04-30T10:36:40Z")),
                        Optional.of("ca.example")));
    }

    @Test
    void aLogOverTheNetworkIsNamedByItsOwnAddressAndKey() throws IOException {
        kept();
        var key = TestKeys.p256().publicKey().getEncoded();
        var id = Sha256.hex(key);
        new RemoteLogs(folder)
                .keep(new RemoteLog(
                        id, "https://log.example/a", Base64.getEncoder().encodeToString(key)));
        KnownKey.enter(folder, KnownKey.Kind.LOG, id, MADE);

        assertThat(documents().config().trustedRoot().ctlogs())
                .containsExactly(new LogInstance(
                        "https://log.example/a",
                        Bytes.of(key),
                        "PKIX_ECDSA_P256_SHA_256",
                        Validity.from(Instant.parse("2026-02-28T12:00:00Z")),
                        Bytes.of(Sha256.of(key)),
                        Optional.empty()));
        assertThat(documents().files()).containsKey("ctfe.pub");
    }

    @Test
    void theChainOfTimestampsIsShownToToolsCertificateByCertificate() throws IOException {
        kept();
        PublicChains.ofTimestamps(folder).keep(chain());
        var stamping = new Services(SERVICES.ca(), SERVICES.log(), Optional.of("https://ca.example/api/v1/timestamp"));

        var documents = TrustDocuments.read(folder, stamping);

        assertThat(documents.config().trustedRoot().timestampAuthorities())
                .extracting(Authority::uri)
                .containsExactly("https://ca.example/api/v1/timestamp");
        assertThat(documents.config().signingConfig().tsaUrls())
                .extracting(Service::url)
                .containsExactly("https://ca.example/api/v1/timestamp");
        assertThat(documents.files()).containsKeys("tsa_leaf.crt.pem", "tsa_root.crt.pem");
    }

    @Test
    void documentsOfOthersAreAddedAndOursComeFirst() throws IOException {
        kept();
        new MergedTrust(folder).replace(List.of(golden("trusted_root.json"), golden("signing_config.v0.2.json")));

        var config = documents().config();

        assertThat(config.trustedRoot().tlogs())
                .extracting(LogInstance::baseUrl)
                .containsExactly("https://rekor.sigstore.dev", "https://log2025-1.rekor.sigstore.dev");
        assertThat(config.trustedRoot().certificateAuthorities())
                .extracting(Authority::uri)
                .containsExactly("https://ca.example", "https://fulcio.sigstore.dev", "https://fulcio.sigstore.dev");
        assertThat(config.signingConfig().rekorTlogUrls())
                .extracting(Service::url)
                .containsExactly("https://rekor.sigstore.dev");
        assertThat(config.signingConfig().caUrls())
                .extracting(Service::url)
                .containsExactly("https://ca.example", "https://fulcio.sigstore.dev");
    }

    @Test
    void documentsThatAreMergedNoMoreAreGone() throws IOException {
        kept();
        new MergedTrust(folder).replace(List.of(golden("trusted_root.json"), golden("signing_config.v0.2.json")));
        new MergedTrust(folder).replace(List.of());

        assertThat(documents().config().trustedRoot().tlogs()).isEmpty();
        assertThat(documents().config().signingConfig().rekorTlogUrls()).isEmpty();
    }

    @Test
    void aDamagedRecordIsToldAndNotGuessed() throws IOException {
        var known = KnownKey.enter(folder, KnownKey.Kind.AUTHORITY, fingerprint(kept()), MADE);
        var file = path.resolve("public/known-keys/authority-" + known.sha256() + ".json");
        Files.writeString(file, Files.readString(file).replace("2026-", "later "));

        assertThatThrownBy(this::documents)
                .isInstanceOf(IOException.class)
                .hasMessage(file + " is damaged: restore it from a copy");
    }

    private static String golden(String name) throws IOException {
        return Files.readString(Path.of("test/resources/golden/sigstore", name));
    }
}
