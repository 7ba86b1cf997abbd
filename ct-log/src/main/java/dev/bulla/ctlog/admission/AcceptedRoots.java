/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.admission;

import dev.bulla.ctlog.codec.BasicConstraints;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.CertificateFacts;
import java.security.Provider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The roots to which a submitted chain may lead, and the chains that were found to. The usual submission comes under a chain
 * that came a moment before: then none of its links is checked again.
 */
final class AcceptedRoots {
    /** Far more than a few authorities need. An accepted one may sign any number below it, so there is an end. */
    private static final int REMEMBERED = 256;

    private final CopyOnWriteArrayList<Bytes> roots = new CopyOnWriteArrayList<>();
    private final Map<Submitted, List<AcceptedChain>> found = new LinkedHashMap<>(16, 0.75f, true);
    private final Provider provider;

    AcceptedRoots(Provider provider) {
        this.provider = provider;
    }

    /**
     * What stands above a submitted certificate.
     *
     * @param issuer the name of who should have signed it
     */
    private record Submitted(Bytes issuer, List<Bytes> above) {}

    /** Throws {@link IllegalArgumentException} if the certificate can be no root. */
    void check(Bytes certificate) {
        var root = AcceptedChain.of(List.of(certificate), provider).root();
        if (!BasicConstraints.areOfAuthority(root)) {
            throw new IllegalArgumentException("it is not one of an authority");
        }
    }

    /** Those that are accepted already stay so. All of them must have passed {@link #check}. */
    void accept(List<Bytes> certificates) {
        var sound = certificates.stream().map(it -> Bytes.copyOf(it.toArray())).toList();
        synchronized (found) {
            if (roots.addAllAbsent(sound) > 0) {
                // Two roots can have one name, so what was found may now be found in another way, too.
                found.clear();
            }
        }
    }

    List<Bytes> all() {
        return roots;
    }

    /**
     * The sound chains that these certificates are, each completed by its root: several where roots share a name. None if a
     * link is not signed by the next one or no accepted root is at the end.
     *
     * @param issuer whom the submitted certificate names
     */
    List<AcceptedChain> chains(Bytes issuer, List<Bytes> above) {
        var submitted = new Submitted(issuer, above);
        return remembered(submitted).orElseGet(() -> find(submitted));
    }

    private Optional<List<AcceptedChain>> remembered(Submitted submitted) {
        synchronized (found) {
            return Optional.ofNullable(found.get(submitted));
        }
    }

    private List<AcceptedChain> find(Submitted submitted) {
        var known = List.copyOf(roots);
        var chains = ends(known, submitted.above()).stream()
                .map(root -> completed(submitted.above(), root))
                .filter(chain -> isInOrder(submitted.issuer(), chain))
                .flatMap(chain -> signed(chain).stream())
                .toList();
        if (!chains.isEmpty()) {
            remember(submitted, chains, known.size());
        }
        return chains;
    }

    /** The root that came along, or else all of them. */
    private static List<Bytes> ends(List<Bytes> known, List<Bytes> above) {
        return above.isEmpty() || !known.contains(above.getLast()) ? known : List.of(above.getLast());
    }

    private static List<Bytes> completed(List<Bytes> above, Bytes root) {
        var chain = new ArrayList<>(above);
        if (above.isEmpty() || !above.getLast().equals(root)) {
            chain.add(root);
        }
        return chain;
    }

    /** All that costs next to nothing to see comes before the first signature is verified. */
    private static boolean isInOrder(Bytes issuer, List<Bytes> chain) {
        if (chain.size() >= Admission.LONGEST_CHAIN || new HashSet<>(chain).size() < chain.size()) {
            return false;
        }
        var named = issuer;
        for (var certificate : chain) {
            var facts = CertificateFacts.parse(certificate);
            // Whoever has a certificate of an accepted authority has a key, and must not become one with it.
            if (!facts.subject().equals(named) || !BasicConstraints.areOfAuthority(certificate)) {
                return false;
            }
            named = facts.issuer();
        }
        return true;
    }

    private Optional<AcceptedChain> signed(List<Bytes> chain) {
        try {
            return Optional.of(AcceptedChain.of(chain, provider));
        } catch (IllegalArgumentException _) {
            // A link that does not hold, or a key of a kind that no authority has: no chain in either case.
            return Optional.empty();
        }
    }

    /** Only what is sound, so that strangers push nothing out; and not what was found while a root was added. */
    private void remember(Submitted submitted, List<AcceptedChain> chains, int known) {
        var certificates =
                chains.getFirst().certificates().subList(0, submitted.above().size());
        var own = new Submitted(Bytes.copyOf(submitted.issuer().toArray()), certificates);
        synchronized (found) {
            if (roots.size() != known) {
                return;
            }
            found.put(own, chains);
            if (found.size() > REMEMBERED) {
                var eldest = found.keySet().iterator();
                eldest.next();
                eldest.remove();
            }
        }
    }
}
