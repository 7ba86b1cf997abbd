/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.CertificateFacts;
import dev.bulla.ctlog.codec.CertificateSignature;
import dev.bulla.ctlog.codec.LeafIndex;
import dev.bulla.ctlog.codec.LogEntry;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.PrecertificateSurgery;
import dev.bulla.ctlog.codec.TileLeaf;
import dev.bulla.ctlog.merkle.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an entry must be, wherever the tree has it. For many threads. */
final class EntryCheck {
    private static final long ROOM = 64 << 20;

    private final long newest;
    private final boolean signatures;
    private final Issuers issuers;
    private final Kept<List<Hash>, IssuerChain> chains = new Kept<>(ROOM, IssuerChain::size);

    /** @param newest the head's time, after which nothing can have been logged */
    EntryCheck(long newest, boolean signatures, Issuers issuers) {
        this.newest = newest;
        this.signatures = signatures;
        this.issuers = issuers;
    }

    /** Throws {@link MalformedException} if something is wrong with the entry at this index. */
    void expectSound(TileLeaf leaf, long index) throws UnreadableException, InterruptedException {
        var entry = leaf.entry();
        if (entry.timestamp() > newest) {
            throw new MalformedException("its time is after that of the checkpoint");
        }
        var ownIndex = LeafIndex.in(entry.extensions());
        if (ownIndex.isPresent() && ownIndex.getAsLong() != index) {
            throw new MalformedException("it says that its index is " + ownIndex.getAsLong());
        }
        switch (entry.entry()) {
            case LogEntry.Certificate(Bytes der) -> expectCertificate(der, leaf.chain(), index);
            case LogEntry.Precertificate logged -> expectPrecertificate(logged, leaf, index);
        }
    }

    private void expectCertificate(Bytes certificate, List<Hash> chain, long index)
            throws UnreadableException, InterruptedException {
        if (PrecertificateSurgery.isPoisoned(certificate)) {
            throw new MalformedException("it is logged as a certificate and is a precertificate");
        }
        var facts = CertificateFacts.parse(certificate);
        var signature = CertificateSignature.parse(certificate);
        if (chain.isEmpty() && !facts.issuer().equals(facts.subject())) {
            throw new MalformedException("it names no issuer");
        }
        var found = chain(chain, certificate, index);
        if (found.isPresent()) {
            if (!found.get().issuers().getFirst().subject().equals(facts.issuer())) {
                throw new MalformedException("it is not issued by the first certificate of its chain");
            }
            expectSigned(signature, found.get());
        }
    }

    private void expectPrecertificate(LogEntry.Precertificate logged, TileLeaf leaf, long index)
            throws UnreadableException, InterruptedException {
        var precertificate = leaf.precertificate().orElseThrow();
        var signature = CertificateSignature.parse(precertificate);
        if (leaf.chain().isEmpty()) {
            throw new MalformedException("it names no issuer");
        }
        var chain = chain(leaf.chain(), precertificate, index);
        if (chain.isEmpty()) {
            PrecertificateSurgery.withoutPoison(precertificate);
            return;
        }
        var expected = chain.get().entry(precertificate);
        if (!expected.tbs().equals(logged.tbs())) {
            throw new MalformedException("what was logged is not the precertificate without its poison");
        }
        if (!expected.issuerKeyHash().equals(logged.issuerKeyHash())) {
            throw new MalformedException("its issuer key hash is not that of its chain");
        }
        expectSigned(signature, chain.get());
    }

    private void expectSigned(CertificateSignature signature, IssuerChain chain) {
        if (signatures && !chain.issuers().getFirst().signed(signature)) {
            throw new MalformedException("it is not signed by the first certificate of its chain");
        }
    }

    /** The chain with these fingerprints; nothing if it is empty, or if a certificate in it is missing or damaged. */
    private Optional<IssuerChain> chain(List<Hash> fingerprints, Bytes leaf, long index)
            throws UnreadableException, InterruptedException {
        var known = chains.find(fingerprints);
        if (known.isPresent() || fingerprints.isEmpty()) {
            return known;
        }
        var found = new ArrayList<Issuer>();
        var name = CertificateFacts.parse(leaf).issuer();
        for (var fingerprint : fingerprints) {
            var issuer = issuers.find(new Issuers.Named(fingerprint, name, index));
            if (issuer.isEmpty()) {
                return Optional.empty();
            }
            found.add(issuer.get());
            name = issuer.get().issuer();
        }
        var chain = new IssuerChain(List.copyOf(found));
        chain.expectInOrder(signatures);
        chains.keep(fingerprints, chain);
        return Optional.of(chain);
    }
}
