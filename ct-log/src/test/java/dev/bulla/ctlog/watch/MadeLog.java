/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import static dev.bulla.ctlog.testing.TestAuthority.extension;

import dev.bulla.ctlog.check.HeadVerifier;
import dev.bulla.ctlog.codec.Base64Text;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.DigitallySigned;
import dev.bulla.ctlog.codec.LogEntry;
import dev.bulla.ctlog.codec.MerkleTreeLeaf;
import dev.bulla.ctlog.codec.Note;
import dev.bulla.ctlog.codec.SignedTreeHead;
import dev.bulla.ctlog.codec.TileLeaf;
import dev.bulla.ctlog.codec.TimestampedEntry;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.RightEdge;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.testing.Providers;
import dev.bulla.ctlog.testing.TestAuthority;
import dev.bulla.ctlog.testing.TestKeys;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.Signature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** A log in memory that does whatever it is told, forking included, and signs it. */
final class MadeLog {
    static final Provider PROVIDER = Providers.all().reduce((_, last) -> last).orElseThrow();
    static final String ORIGIN = "made.example/log";
    static final long START = 1_800_000_000_000L;

    private static final TestAuthority AUTHORITY = new TestAuthority(TestKeys.P256, "made authority");
    private static final Map<String, Bytes> CERTIFICATES = new HashMap<>();

    private final KeyPair keys;
    private final List<TileLeaf> entries;
    private final List<Hash> leaves = new ArrayList<>();
    private final Map<String, Hash> nodes = new HashMap<>();
    private final TreeHasher hasher = new TreeHasher(PROVIDER);
    private long time = START;
    private SignedTreeHead head;

    MadeLog() {
        this(TestKeys.P256.make(), List.of());
    }

    private MadeLog(KeyPair keys, List<TileLeaf> entries) {
        this.keys = keys;
        this.entries = new ArrayList<>(entries);
        entries.forEach(entry -> leaves.add(leaf(entry)));
        this.head = sign(entries.size(), time);
    }

    /** A log with the same key, and with the same entries up to a place. */
    MadeLog fork(int size) {
        var fork = new MadeLog(keys, entries.subList(0, size));
        fork.time = time;
        return fork;
    }

    /** Adds the certificate of a person. */
    MadeLog add(String email) {
        return add(new LogEntry.Certificate(certificate(email)));
    }

    MadeLog add(LogEntry entry) {
        var leaf = new TileLeaf(
                new TimestampedEntry(START + entries.size(), entry, Bytes.EMPTY), precertificate(entry), List.of());
        entries.add(leaf);
        leaves.add(leaf(leaf));
        return this;
    }

    /** Signs all that it has, one second later. */
    MadeLog publish() {
        time += 1000;
        head = sign(entries.size(), time);
        return this;
    }

    /** Shows a head that it makes up. */
    MadeLog show(long size, long timestamp) {
        head = sign(size, timestamp);
        return this;
    }

    MadeLog showEmptyWith(Hash root) {
        head = sign(new TreeHead(0, time, root));
        return this;
    }

    MadeLog showForged() {
        var broken = head.signature().signature().toArray();
        broken[broken.length - 1] ^= 1;
        var signature = new DigitallySigned(DigitallySigned.SHA256, DigitallySigned.ECDSA, Bytes.view(broken));
        head = new SignedTreeHead(head.head(), signature);
        return this;
    }

    int size() {
        return entries.size();
    }

    SignedTreeHead head() {
        return head;
    }

    Bytes checkpoint() {
        var note = new Note(head.checkpoint(ORIGIN).text(), List.of(head.noteSignature(ORIGIN, logId())));
        return Bytes.view(note.encoded());
    }

    List<TileLeaf> entries() {
        return entries;
    }

    Hash logId() {
        return Hash.sha256(keys.getPublic().getEncoded());
    }

    HeadVerifier verifier() {
        return new HeadVerifier() {
            @Override
            public Hash logId() {
                return MadeLog.this.logId();
            }

            @Override
            public boolean verifies(TreeHead head, DigitallySigned signature) {
                try {
                    var verifier = Signature.getInstance("SHA256withECDSA");
                    verifier.initVerify(keys.getPublic());
                    verifier.update(head.signedBytes());
                    return verifier.verify(signature.signature().toArray());
                } catch (GeneralSecurityException _) {
                    return false;
                }
            }
        };
    }

    Hash node(int height, long index) {
        if (height == 0) {
            return leaves.get((int) index);
        }
        var name = height + "/" + index;
        var known = nodes.get(name);
        if (known == null) {
            known = hasher.node(node(height - 1, 2 * index), node(height - 1, 2 * index + 1));
            nodes.put(name, known);
        }
        return known;
    }

    static String leafInput(TileLeaf entry) {
        return Base64Text.of(new MerkleTreeLeaf(entry.entry()).encoded());
    }

    static synchronized Bytes certificate(String email) {
        return CERTIFICATES.computeIfAbsent(email, address -> Bytes.view(AUTHORITY.certificate(named(address))));
    }

    /** What is signed in the certificate of a person. */
    static Bytes tbs(String email) {
        return Bytes.view(AUTHORITY.tbs(named(email)));
    }

    private static List<Extension> named(String email) {
        var name = new GeneralNames(new GeneralName(GeneralName.rfc822Name, email));
        return List.of(extension(Extension.subjectAlternativeName, true, name));
    }

    private static Optional<Bytes> precertificate(LogEntry entry) {
        return entry instanceof LogEntry.Precertificate(Hash _, Bytes tbs) ? Optional.of(tbs) : Optional.empty();
    }

    private Hash leaf(TileLeaf entry) {
        return hasher.leaf(new MerkleTreeLeaf(entry.entry()).encoded());
    }

    private SignedTreeHead sign(long size, long timestamp) {
        return sign(new TreeHead(size, timestamp, RightEdge.of(size, this::node).root(hasher)));
    }

    private SignedTreeHead sign(TreeHead head) {
        try {
            var signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(keys.getPrivate());
            signer.update(head.signedBytes());
            var signature =
                    new DigitallySigned(DigitallySigned.SHA256, DigitallySigned.ECDSA, Bytes.view(signer.sign()));
            return new SignedTreeHead(head, signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key signs", e);
        }
    }
}
