/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import dev.bulla.ca.certificate.IssuingChain;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.timestamp.StampingChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * Makes the pair that is to follow the one in a folder. The server reads both with one password, so that of the pair in use is what the
 * next key is encrypted with.
 */
public record NextPair(PairFolder folder, String password, Crypto crypto, InstantSource clock, SecureRandom random) {
    private static final int YEARS = 5;

    /** Where the next pair comes from. */
    public sealed interface Source {}

    /**
     * A new key under a CA, with the name of the one in use.
     *
     * @param type as the one in use, unless it is said
     */
    public record Under(KeyFiles issuer, Optional<CaKeyType> type) implements Source {}

    /** A pair that was made elsewhere, perhaps under another root. */
    public record Adopted(KeyFiles pair) implements Source {}

    private record Made(List<X509Certificate> chain, SignerKey key) {}

    /**
     * Makes the pair. Writes over nothing. Throws {@link UnusableKeyException} if the password is not that of the pair in use, or the
     * next pair would be refused by a server.
     */
    public void make(Source source) throws IOException {
        ChainChecks.requireKeyOf(folder.certificates().getFirst(), SignerKey.of(read(folder.key())));
        var made = switch (source) {
            case Under under -> under(under);
            case Adopted adopted -> adopted(adopted.pair());
        };
        require(made);
        write(made);
    }

    private PrivateKeyInfo read(Path key) {
        return PrivateKeyText.read(KeyFiles.read(key), password);
    }

    private Made under(Under source) {
        var before = folder.certificates().getFirst();
        var issuer = Issuer.read(source.issuer(), crypto);
        var type = source.type().orElseGet(() -> CaKeyType.of(before.getPublicKey()));
        var subject = X500Name.getInstance(before.getSubjectX500Principal().getEncoded());
        return switch (folder.role()) {
            case AUTHORITY -> authority(issuer, type, subject);
            case TIMESTAMPER -> {
                var made = new StampingMaker("", type, crypto, random).under(issuer, subject, clock);
                yield new Made(made.chain(), key(made.keys()));
            }
        };
    }

    private Made authority(Issuer issuer, CaKeyType type, X500Name subject) {
        var keys = type.generate(crypto.complete(), random);
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var latest = now.atOffset(ZoneOffset.UTC).plusYears(YEARS).toInstant();
        var certificate = new CaDraft(subject, now, issuer.latest(latest), 0, true)
                .signedBy(issuer, keys, crypto.complete(), random);
        return new Made(
                Stream.concat(Stream.of(certificate), issuer.chain().stream()).toList(), key(keys));
    }

    private static SignerKey key(KeyPair keys) {
        return SignerKey.of(PrivateKeyInfo.getInstance(keys.getPrivate().getEncoded()));
    }

    private Made adopted(KeyFiles pair) {
        var contents = pair.read();
        return new Made(
                ChainText.read(contents.chain()), SignerKey.of(PrivateKeyText.read(contents.key(), pair.password())));
    }

    /** As a server would, before anybody is told of it. */
    private void require(Made made) {
        Instant now = clock.instant();
        switch (folder.role()) {
            case AUTHORITY -> {
                ChainChecks.require(made.chain(), made.key(), now);
                new LocalKey(new IssuingChain(made.chain(), crypto), made.key().usable(crypto), crypto).tried();
            }
            case TIMESTAMPER -> {
                StampingChecks.require(made.chain(), made.key(), now);
                new LocalStampingKey(
                                new StampingChain(made.chain(), crypto),
                                made.key().usable(crypto),
                                crypto)
                        .tried();
            }
        }
        if (made.chain().getFirst().equals(folder.certificates().getFirst())) {
            throw new UnusableKeyException("the next pair is the one that is in use", "name another one");
        }
    }

    private void write(Made made) throws IOException {
        var next = folder.next();
        var making = next.making();
        SecretFiles.delete(making);
        var contents = new LinkedHashMap<Path, String>();
        contents.put(making.key(), CaFolder.encrypted(made.key(), password, random));
        contents.put(making.chain(), made.chain().stream().map(CaFolder::pem).collect(Collectors.joining()));
        SecretFiles.writeAll(making.path(), contents);
        SecretFiles.readableAs(folder.key(), making.key());
        SecretFiles.readableAs(folder.chain(), making.chain());
        Files.move(making.path(), next.path(), StandardCopyOption.ATOMIC_MOVE);
        SecretFiles.sync(folder.path());
    }
}
