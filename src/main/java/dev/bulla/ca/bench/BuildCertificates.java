/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.x509.DerWriter;
import dev.bulla.ca.x509.Oid;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Precertificates as the builds of many repositories get them, with all that GitHub's tokens say. Some repositories build much
 * more than others, and every eighth build is of a tag of its own.
 */
final class BuildCertificates {
    private static final String ISSUER = "https://token.actions.githubusercontent.com";
    private static final String OWNER = "https://github.com/bench-owner";

    /** Stand where the numbers of repository and tag go. */
    private static final String REPOSITORY_NUMBER = "0123456";

    private static final String TAG_NUMBER = "7654321";
    private static final String DIGEST = "86b4c5e3a9f20718d6e3c41b5a09f8e7d2c3b4a5";
    private static final String REPOSITORY = OWNER + "/repository-" + REPOSITORY_NUMBER;
    private static final String REF = "refs/tags/v1." + TAG_NUMBER;
    private static final String WORKFLOW = REPOSITORY + "/.github/workflows/release.yaml@" + REF;
    private static final int BUILDS_OF_A_TAG = 8;

    /** By the last number of their identifiers. The first six are bare text, and the others are UTF-8 strings. */
    private static final Map<Integer, String> SAID = Map.ofEntries(
            Map.entry(1, ISSUER),
            Map.entry(2, "push"),
            Map.entry(3, DIGEST),
            Map.entry(4, "Release"),
            Map.entry(5, "bench-owner/repository-" + REPOSITORY_NUMBER),
            Map.entry(6, REF),
            Map.entry(8, ISSUER),
            Map.entry(9, WORKFLOW),
            Map.entry(10, DIGEST),
            Map.entry(11, "github-hosted"),
            Map.entry(12, REPOSITORY),
            Map.entry(13, DIGEST),
            Map.entry(14, REF),
            Map.entry(15, "831742905"),
            Map.entry(16, OWNER),
            Map.entry(17, "53028014"),
            Map.entry(18, WORKFLOW),
            Map.entry(19, DIGEST),
            Map.entry(20, "push"),
            Map.entry(21, REPOSITORY + "/actions/runs/9876543210/attempts/1"),
            Map.entry(22, "public"));

    private static final int LAST_BARE = 6;

    private final PracticeAuthority authority;
    private final byte[] sample;
    private final int serialAt;
    private final List<Integer> repositoriesAt;
    private final List<Integer> tagsAt;
    private final int repositories;

    private BuildCertificates(PracticeAuthority authority, int repositories) {
        this.authority = authority;
        this.sample = authority.precertificate(0);
        this.serialAt = authority.numberAt(sample);
        this.repositoriesAt = places(sample, REPOSITORY_NUMBER);
        this.tagsAt = places(sample, TAG_NUMBER);
        this.repositories = repositories;
    }

    static BuildCertificates make(Crypto crypto, int repositories) {
        return new BuildCertificates(
                PracticeAuthority.saying(crypto, BuildCertificates::writeStatements), repositories);
    }

    private static void writeStatements(DerWriter out) {
        PracticeAuthority.madeOutTo(out, WORKFLOW);
        new TreeMap<>(SAID).forEach((number, text) -> {
            var extension = out.begin(DerWriter.SEQUENCE);
            out.oid(Oid.of("1.3.6.1.4.1.57264.1." + number));
            var octets = out.begin(DerWriter.OCTET_STRING);
            if (number <= LAST_BARE) {
                out.raw(text.getBytes(US_ASCII));
            } else {
                out.utf8String(text);
            }
            out.end(octets);
            out.end(extension);
        });
    }

    PracticeAuthority authority() {
        return authority;
    }

    /** One whose signature holds, and those above it. */
    List<byte[]> sample() {
        return authority.below(sample);
    }

    /** The one with a number; it has the signature of another. */
    byte[] numbered(long number) {
        var der = sample.clone();
        ByteBuffer.wrap(der).putLong(serialAt, number);
        put(der, repositoriesAt, repositoryOf(number));
        put(der, tagsAt, number % BUILDS_OF_A_TAG == 0 ? number % 10_000_000 : 0);
        return der;
    }

    /** The name of a repository as one searches for it. */
    String repository(int number) {
        return "bench-owner/repository-%07d".formatted(number);
    }

    int repositories() {
        return repositories;
    }

    /** The lower its number, the more it builds: the first tenth has about a third of all. */
    private int repositoryOf(long number) {
        var share = (number * 0x9E3779B97F4A7C15L >>> 11) * 0x1p-53;
        return (int) (share * share * repositories);
    }

    private static void put(byte[] der, List<Integer> places, long number) {
        var digits = "%07d".formatted(number).getBytes(US_ASCII);
        places.forEach(at -> System.arraycopy(digits, 0, der, at, digits.length));
    }

    private static List<Integer> places(byte[] der, String text) {
        var places = new ArrayList<Integer>();
        var content = new String(der, ISO_8859_1);
        for (var at = content.indexOf(text); at >= 0; at = content.indexOf(text, at + 1)) {
            places.add(at);
        }
        return List.copyOf(places);
    }
}
