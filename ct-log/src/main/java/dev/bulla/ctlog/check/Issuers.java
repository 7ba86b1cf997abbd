/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.PublishedFile;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.Tile;
import java.security.Provider;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The certificates above entries. Each is read once, unless a log has more than memory has room for. For many threads. */
final class Issuers {
    private static final long ROOM = 64 << 20;
    private static final int MOST_ABSENT = 50_000;
    private static final String OTHER_CONTENT = "its content is not the certificate that its name says";

    private final LogSource source;
    private final Findings findings;
    private final Provider provider;
    private final Kept<Hash, Issuer> sound;
    private final Map<Hash, Absence> absent = new ConcurrentHashMap<>();

    Issuers(LogSource source, Findings findings, Provider provider) {
        this(source, findings, provider, ROOM);
    }

    Issuers(LogSource source, Findings findings, Provider provider, long room) {
        this.source = source;
        this.findings = findings;
        this.provider = provider;
        this.sound = new Kept<>(room, Issuer::size);
    }

    /** A certificate that an entry names, and who must have been meant by it. */
    record Named(Hash fingerprint, Bytes subject, long entry) {}

    /**
     * A certificate that entries name and that is not there, or is not what its name says.
     *
     * @param subject the hash of the name: the name itself is a part of a tile, all of which it would hold in memory
     */
    private record Absence(Hash subject, long first, long last, boolean isMissing) {
        Absence with(Absence other) {
            return new Absence(subject, Math.min(first, other.first), Math.max(last, other.last), isMissing);
        }
    }

    /** Reads what can be listed, so that files are checked that no entry names. */
    void readAll() throws UnreadableException, InterruptedException {
        for (var path : source.list("issuer")) {
            if (TilePath.parse(path).orElse(null) instanceof PublishedFile.Issuer(Hash fingerprint)) {
                var read = read(fingerprint);
                read.issuer().ifPresent(issuer -> sound.keep(fingerprint, issuer));
                if (read.issuer().isEmpty()) {
                    findings.add(new Finding(Finding.Kind.ISSUER, path, 0, 0, OTHER_CONTENT));
                }
            }
        }
    }

    /** The certificate, if it is sound; else it is remembered for {@link #report}. */
    Optional<Issuer> find(Named named) throws UnreadableException, InterruptedException {
        var known = sound.find(named.fingerprint());
        if (known.isPresent()) {
            return known;
        }
        var earlier = absent.get(named.fingerprint());
        var found = earlier == null ? read(named.fingerprint()) : new Read(Optional.empty(), earlier.isMissing());
        found.issuer().ifPresent(issuer -> sound.keep(named.fingerprint(), issuer));
        if (found.issuer().isEmpty()) {
            remember(named, found.isMissing());
        }
        return found.issuer();
    }

    /** Of so many absent certificates the others would tell nothing new. */
    private void remember(Named named, boolean isMissing) {
        if (absent.size() < MOST_ABSENT || absent.containsKey(named.fingerprint())) {
            var absence = new Absence(hash(named.subject()), named.entry(), named.entry(), isMissing);
            absent.merge(named.fingerprint(), absence, Absence::with);
        }
    }

    private static Hash hash(Bytes name) {
        return Hash.sha256(name.toArray());
    }

    private record Read(Optional<Issuer> issuer, boolean isMissing) {}

    private Read read(Hash fingerprint) throws UnreadableException, InterruptedException {
        var content = source.read(TilePath.ofIssuer(fingerprint));
        if (content.isEmpty()) {
            return new Read(Optional.empty(), true);
        }
        try {
            if (Hash.sha256(content.get().toArray()).equals(fingerprint)) {
                return new Read(Optional.of(Issuer.parse(content.get(), provider)), false);
            }
        } catch (MalformedException _) {
            // The file holds what the log was given, and that is not a certificate: told below like any other content.
        }
        return new Read(Optional.empty(), false);
    }

    /**
     * Tells what is absent, at the end, when all is known that there is. A name that a single entry uses for a certificate
     * that is there under another name is the entry's fault.
     */
    void report(long size) {
        var present = subjects();
        absent.forEach((fingerprint, absence) -> {
            var file = TilePath.ofIssuer(fingerprint);
            if (absence.isMissing() && absence.first() == absence.last() && present.contains(absence.subject())) {
                var tile = Tile.at(0, absence.first(), size);
                findings.add(new Finding(
                        Finding.Kind.DATA_TILE,
                        TilePath.ofEntries(tile),
                        absence.first(),
                        absence.first() + 1,
                        "entry %d names a certificate that is not there: %s".formatted(absence.first(), file)));
            } else {
                findings.add(new Finding(
                        Finding.Kind.ISSUER,
                        file,
                        absence.first(),
                        Math.min(size, absence.last() + 1),
                        absence.isMissing() ? "the file is missing" : OTHER_CONTENT));
            }
        });
    }

    private Set<Hash> subjects() {
        var subjects = new HashSet<Hash>();
        sound.all().forEach(issuer -> subjects.add(hash(issuer.subject())));
        return subjects;
    }
}
