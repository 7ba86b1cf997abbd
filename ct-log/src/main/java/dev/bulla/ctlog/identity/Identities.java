/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.identity;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.CertificateExtension;
import dev.bulla.ctlog.codec.DerCursor;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.identity.Identity.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What a certificate says about whom it speaks for. */
public final class Identities {
    /** More statements than this nobody makes in good faith. */
    static final int MOST = 1000;

    private static final Bytes ALTERNATIVE_NAMES = Bytes.view(new byte[] {0x55, 0x1d, 0x11});
    private static final Bytes OLD_ISSUER = fulcio(1);
    private static final Bytes OLD_REPOSITORY = fulcio(5);
    private static final Bytes ISSUER = fulcio(8);
    private static final Bytes REPOSITORY = fulcio(12);

    /** Those whose repositories the old extension named by owner and name alone. */
    private static final String GITHUB_ISSUER = "https://token.actions.githubusercontent.com";

    private static final String GITHUB = "https://github.com/";

    private final List<CertificateExtension> extensions;
    private final Set<Identity> found = new LinkedHashSet<>();

    private Identities(List<CertificateExtension> extensions) {
        this.extensions = extensions;
    }

    /**
     * What is said in a certificate, or in the part of one that is signed, which is all that the log keeps of a
     * precertificate in its leaf. Each statement comes once.
     *
     * @throws MalformedException if it is no certificate, or says more than anybody could look through
     */
    public static List<Identity> of(Bytes certificateOrTbs) {
        return new Identities(CertificateExtension.in(certificateOrTbs)).read();
    }

    private List<Identity> read() {
        var issuers = either(ISSUER, OLD_ISSUER);
        for (var repository : texts(REPOSITORY, Identities::utf8String)) {
            add(new Identity(Kind.REPOSITORY, repository));
        }
        if (found.isEmpty()) {
            var host = issuers.stream().anyMatch(issuer -> issuer.startsWith(GITHUB_ISSUER)) ? GITHUB : "";
            texts(OLD_REPOSITORY, Identities::text).forEach(name -> add(new Identity(Kind.REPOSITORY, host + name)));
        }
        for (var names : values(ALTERNATIVE_NAMES)) {
            AlternativeNames.read(names).forEach(this::add);
        }
        issuers.forEach(issuer -> add(new Identity(Kind.ISSUER, issuer)));
        return List.copyOf(found);
    }

    private void add(Identity identity) {
        if (identity.text().isEmpty()) {
            return;
        }
        found.add(identity);
        if (found.size() > MOST) {
            throw new MalformedException("more than " + MOST + " identities in one certificate");
        }
    }

    private List<String> either(Bytes current, Bytes old) {
        var texts = texts(current, Identities::utf8String);
        return texts.isEmpty() ? texts(old, Identities::text) : texts;
    }

    private List<String> texts(Bytes oid, Function<Bytes, String> reading) {
        var texts = new ArrayList<String>();
        for (var value : values(oid)) {
            try {
                texts.add(reading.apply(value));
            } catch (MalformedException _) {
                // It says nothing that anybody could look for; the others still do.
            }
        }
        return texts;
    }

    private List<Bytes> values(Bytes oid) {
        return extensions.stream()
                .filter(extension -> extension.oid().equals(oid))
                .map(CertificateExtension::value)
                .toList();
    }

    private static String utf8String(Bytes value) {
        return text(DerCursor.only(DerCursor.UTF8_STRING, value).content());
    }

    /** The bytes as text, whatever they are: what is no UTF-8 becomes the sign for that. */
    static String text(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.UTF_8);
    }

    /** A number in the arc that Fulcio's extensions have, 1.3.6.1.4.1.57264.1. */
    static Bytes fulcio(int number) {
        return Bytes.view(HexFormat.of().parseHex("2b0601040183bf3001%02x".formatted(number)));
    }
}
