/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.x509.PemWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * A folder with a new CA in it: a root, to be put away, and an intermediate that issues.
 *
 * <p>The chain is written last and names everything before it, so a folder with a chain is whole. A crash before leaves files
 * that the next try refuses to touch, and no chain.
 */
public record CaFolder(Path folder) {
    private static final int ROOT_YEARS = 10;
    private static final int INTERMEDIATE_YEARS = 5;

    /** Who the CA belongs to and how its keys are made and kept. */
    public record Plan(CaKeyType type, String organization, String password) {
        public Plan {
            if (organization.isBlank() || password.isEmpty()) {
                throw new IllegalArgumentException("a CA needs an organization and a password for its keys");
            }
        }

        /** Leaves out the password. */
        @Override
        public String toString() {
            return type + " for " + organization;
        }
    }

    /** The intermediate and the root: what a server is started with. */
    public Path chain() {
        return folder.resolve("chain.pem");
    }

    /** The encrypted key of the intermediate: what a server signs with. */
    public Path key() {
        return folder.resolve("intermediate-key.pem");
    }

    /** What clients are told to trust. */
    public Path root() {
        return folder.resolve("root.pem");
    }

    /** The encrypted key of the root: no server needs it. */
    public Path rootKey() {
        return folder.resolve("root-key.pem");
    }

    /** Makes the CA. Writes over nothing: where one of the files exists, none is written. */
    public void make(Plan plan, Crypto crypto, InstantSource clock, SecureRandom random) throws IOException {
        for (var file : Stream.of(rootKey(), root(), key(), chain()).toList()) {
            if (Files.exists(file)) {
                throw new FileAlreadyExistsException(file.toString(), null, "it is kept as it is; name another folder");
            }
        }
        SecretFiles.writeAll(folder, contents(plan, crypto, clock, random));
    }

    private Map<Path, String> contents(Plan plan, Crypto crypto, InstantSource clock, SecureRandom random)
            throws IOException {
        var provider = crypto.complete();
        var type = plan.type();
        var start = clock.instant().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC);

        var rootKeys = type.generate(provider, random);
        var rootName = name(plan, "root");
        var root = new CaDraft(
                        rootName, start.toInstant(), start.plusYears(ROOT_YEARS).toInstant(), 1, false)
                .selfSigned(rootKeys, type, provider, random);

        var keys = type.generate(provider, random);
        var end = start.plusYears(INTERMEDIATE_YEARS).toInstant();
        var intermediate = new CaDraft(name(plan, "intermediate"), start.toInstant(), end, 0, true)
                .signedBy(new Issuer(List.of(root), rootKeys.getPrivate(), type.signature()), keys, provider, random);

        var contents = new LinkedHashMap<Path, String>();
        contents.put(rootKey(), encrypted(rootKeys, plan.password(), random));
        contents.put(root(), pem(root));
        contents.put(key(), encrypted(keys, plan.password(), random));
        contents.put(chain(), pem(intermediate) + pem(root));
        return contents;
    }

    private static X500Name name(Plan plan, String role) {
        return new X500NameBuilder()
                .addRDN(BCStyle.O, plan.organization())
                .addRDN(BCStyle.CN, plan.organization() + " " + role)
                .build();
    }

    static String encrypted(KeyPair keys, String password, SecureRandom random) throws IOException {
        return encrypted(
                SignerKey.of(PrivateKeyInfo.getInstance(keys.getPrivate().getEncoded())), password, random);
    }

    static String encrypted(SignerKey key, String password, SecureRandom random) throws IOException {
        return PemWriter.text("ENCRYPTED PRIVATE KEY", PasswordEncryption.encrypt(key.info(), password, random));
    }

    static String pem(X509Certificate certificate) {
        try {
            return PemWriter.text("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was just made cannot be encoded", e);
        }
    }
}
