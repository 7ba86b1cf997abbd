/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.admission;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import java.security.Provider;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The authorities whose certificates a log takes. The set grows when an authority gets a new key, and never shrinks. */
public final class AcceptedChains {
    private final CopyOnWriteArrayList<AcceptedChain> chains = new CopyOnWriteArrayList<>();
    private final Provider provider;

    /**
     * @param provider decodes the authorities' keys and verifies with them
     */
    public AcceptedChains(Provider provider) {
        this.provider = provider;
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

    /** The roots of all, each once. */
    public List<Bytes> roots() {
        return chains.stream().map(AcceptedChain::root).distinct().toList();
    }

    List<AcceptedChain> all() {
        return chains;
    }
}
