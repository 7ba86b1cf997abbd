/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.signing.Reloaded;
import dev.bulla.ca.signing.UnusableKeyException;
import dev.bulla.ca.testing.KeyKind;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TlsPki;
import dev.bulla.ca.testing.TlsPki.Mounted;
import dev.bulla.ca.testing.TlsPki.Wish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerTlsTest {
    private static final TlsPki PKI = new TlsPki("tests");

    @TempDir
    private Path folder;

    private final Events events = new Events();

    private static final class Events implements Reloaded.Events<TlsIdentity> {
        private final List<String> told = new ArrayList<>();

        @Override
        public void replaced(TlsIdentity current) {
            told.add("replaced");
        }

        @Override
        public void refused(UnusableKeyException why) {
            told.add(why.finding());
        }

        @Override
        public void restored() {
            told.add("restored");
        }
    }

    private ServerTls tls(String password, Optional<Path> authorities) {
        var files = new TlsFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"), password, authorities);
        return new ServerTls(files, InstantSource.system(), events);
    }

    private ServerTls tls() {
        return tls("", Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void takesEveryKindOfKey(KeyKind kind) throws IOException {
        var party = PKI.issue(Wish.usual().with(kind));
        party.write(folder);

        var identity = tls().identity();

        assertThat(identity.end()).isEqualTo(party.certificate().getNotAfter().toInstant());
        assertThat(identity.trouble(Instant.now())).isEmpty();
    }

    @Test
    void takesAKeyThatIsEncrypted() throws IOException, OperatorCreationException {
        var party = PKI.server();
        party.write(folder);
        var encryptor = new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                .setProvider(Crypto.bouncyCastle().complete())
                .setPassword("geheim".toCharArray())
                .build();
        var encrypted = new JcaPKCS8Generator(party.keys().getPrivate(), encryptor).generate();
        Files.writeString(folder.resolve("tls.key"), TestKey.pem(encrypted.getType(), encrypted.getContent()));

        assertThat(tls("geheim", Optional.empty()).identity().trouble(Instant.now()))
                .isEmpty();
        assertThatThrownBy(() -> tls("falsch", Optional.empty()))
                .hasMessageContaining("incorrect password")
                .hasMessageNotContaining("falsch");
    }

    @Test
    void speaksNothingOlderThanTls12AndNoSuiteWithoutForwardSecrecy() throws IOException {
        PKI.server().write(folder);

        var engine = tls().context().createSSLEngine();

        assertThat(engine.getEnabledProtocols()).containsExactly("TLSv1.3", "TLSv1.2");
        assertThat(engine.getEnabledCipherSuites()).allMatch(suite -> suite.matches("TLS_(AES|CHACHA20|ECDHE)_.*"));
        assertThat(engine.getUseClientMode()).isFalse();
        assertThat(engine.getNeedClientAuth()).isFalse();
    }

    @Test
    void doesNotStartWithoutFiles() {
        assertThatThrownBy(this::tls)
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("tls.crt cannot be read");
    }

    @Test
    void doesNotStartWithTheKeyOfAnother() throws IOException {
        PKI.server().write(folder);
        Files.writeString(folder.resolve("tls.key"), PKI.server().keyPem());

        assertThatThrownBy(this::tls).hasMessageContaining("public keys are not equal");
    }

    @Test
    void doesNotStartWithACertificateThatIsForNoServer() throws IOException {
        PKI.issue(Wish.usual().as(KeyPurposeId.id_kp_clientAuth)).write(folder);

        assertThatThrownBy(this::tls).hasMessageContaining("for no server");
    }

    @Test
    void doesNotStartWithAFileWithoutCertificates() throws IOException {
        PKI.server().write(folder);
        Files.writeString(folder.resolve("tls.crt"), "\n");

        assertThatThrownBy(this::tls).hasMessageContaining("no certificate in the file");
    }

    @Test
    void doesNotStartWithoutTheAuthoritiesThatClientsNeed() throws IOException {
        PKI.server().write(folder);
        var authorities = Files.writeString(folder.resolve("clients.pem"), "");

        assertThatThrownBy(() -> tls("", Optional.of(authorities))).hasMessageContaining("no authority for clients");
        assertThatThrownBy(() -> tls("", Optional.of(folder.resolve("missing"))))
                .hasMessageContaining("missing cannot be read");
    }

    @Test
    void startsWithACertificateThatHasEndedAndKnowsIt() throws IOException {
        var now = Instant.now();
        PKI.issue(Wish.usual().between(now.minus(Duration.ofDays(2)), now.minus(Duration.ofDays(1))))
                .write(folder);

        assertThat(tls().identity().trouble(now))
                .hasValueSatisfying(trouble -> assertThat(trouble).startsWith("the certificate ended at "));
    }

    @Test
    void takesOverANewSecretOfKubernetes() throws IOException {
        var second = PKI.server();
        var mounted = new Mounted(folder, PKI.server());
        var tls = tls();

        mounted.put(second);
        tls.look();

        assertThat(tls.identity().toString())
                .startsWith(second.certificate().getSubjectX500Principal().toString());
        assertThat(events.told).containsExactly("replaced");
    }

    @Test
    void keepsWhatItHasWhereTheNewFilesDoNotFit() throws IOException {
        var mounted = new Mounted(folder, PKI.server());
        var tls = tls();
        var before = tls.identity();

        mounted.put(PKI.server().chainPem(), PKI.server().keyPem());
        tls.look();
        assertThat(events.told).as("somebody may still be writing").isEmpty();
        tls.look();

        assertThat(tls.identity()).isSameAs(before);
        assertThat(events.told).hasSize(1).allMatch(told -> told.contains("public keys are not equal"));
    }

    @Test
    void keepsWhatItHasWhereTheNewCertificateHasEndedOrDoesNotCountYet() throws IOException {
        var now = Instant.now();
        var mounted = new Mounted(folder, PKI.server());
        var tls = tls();
        var before = tls.identity();

        mounted.put(PKI.issue(Wish.usual().between(now.minus(Duration.ofDays(2)), now.minus(Duration.ofDays(1)))));
        tls.look();
        tls.look();
        mounted.put(PKI.issue(Wish.usual().between(now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(2)))));
        tls.look();
        tls.look();

        assertThat(tls.identity()).isSameAs(before);
        assertThat(events.told)
                .hasSize(2)
                .anyMatch(told -> told.startsWith("the certificate ended at "))
                .anyMatch(told -> told.startsWith("the certificate does not count before "));
    }

    @Test
    void newFilesBeginWithNothingRemembered() throws IOException {
        var mounted = new Mounted(folder, PKI.server());
        var authorities = Files.writeString(folder.resolve("clients.pem"), PKI.rootPem());
        var tls = tls("", Optional.of(authorities));
        var context = tls.context();
        var old = context.getServerSessionContext();

        mounted.put(PKI.server());
        tls.look();

        assertThat(context.getServerSessionContext())
                .as("what clients were let in before is not remembered")
                .isNotSameAs(old);
        assertThat(context.createSSLEngine().getNeedClientAuth()).isTrue();
    }

    @Test
    void tellsNoPasswordAndNoKey() throws IOException {
        PKI.server().write(folder);
        var files = new TlsFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"), "geheim", Optional.empty());

        assertThat(files.toString()).doesNotContain("geheim");
    }
}
