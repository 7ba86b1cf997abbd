/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.admission;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.CertificateFacts;
import dev.bulla.ctlog.codec.MalformedException;
import java.security.Provider;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * The authorities whose certificates a log takes: known ones with the whole of their chains, and whoever can show a chain to an
 * accepted root. Both grow, when an authority gets a new key or a new one comes, and never shrink.
 */
public final class AcceptedChains {
    private final CopyOnWriteArrayList<AcceptedChain> chains = new CopyOnWriteArrayList<>();
    private final AcceptedRoots roots;
    private final Provider provider;

    /**
     * @param provider decodes the authorities' keys and verifies with them
     */
    public AcceptedChains(Provider provider) {
        this.provider = provider;
        this.roots = new AcceptedRoots(provider);
    }

    /**
     * Accepts an authority from now on, its own certificate first and the root last. Each certificate must be signed by the
     * one after it; an authority that is accepted already stays so.
     */
    public void accept(List<Bytes> certificates) {
        try {
            var chain = AcceptedChain.of(certificates, provider);
            synchronized (chains) {
                if (chains.stream().noneMatch(it -> it.certificates().equals(certificates))) {
                    chains.add(chain);
                }
            }
        } catch (MalformedException e) {
            throw new IllegalArgumentException("an authority's certificate: " + e.getMessage(), e);
        }
    }

    /**
     * Accepts from now on whoever shows a chain to one of these roots. Those that are accepted already stay so.
     *
     * @throws IllegalArgumentException if one of them can be no root; then none is accepted
     */
    public void acceptRoots(List<Bytes> certificates) {
        expectRoots(certificates);
        roots.accept(certificates);
    }

    /** Throws {@link IllegalArgumentException} if one of them can be no root. */
    public void expectRoots(List<Bytes> certificates) {
        for (var certificate : certificates) {
            try {
                roots.check(certificate);
            } catch (MalformedException | IllegalArgumentException e) {
                throw new IllegalArgumentException("a certificate can be no root: " + e.getMessage(), e);
            }
        }
    }

    /** The roots to which submissions may lead, without those of authorities that are known. */
    public List<Bytes> acceptedRoots() {
        return List.copyOf(roots.all());
    }

    /** The roots of all, each once. */
    public List<Bytes> roots() {
        return Stream.concat(chains.stream().map(AcceptedChain::root), roots.all().stream())
                .distinct()
                .toList();
    }

    /** The chains that a submission names: several where authorities share a name. */
    List<AcceptedChain> above(CertificateFacts leaf, List<Bytes> submitted) {
        var known =
                chains.stream().filter(chain -> chain.isAbove(leaf, submitted)).toList();
        return known.isEmpty() ? roots.chains(leaf.issuer(), submitted) : known;
    }

    List<AcceptedChain> all() {
        return chains;
    }
}
