/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.api.IssuerListing;
import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.TrustFile;
import dev.bulla.ca.issuance.Issuance;
import dev.bulla.ca.trust.TrustedIssuers;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * The issuer configuration in use. It is exchanged for another as a whole or not at all: a request that has begun ends under
 * the configuration it began with, and one that is wrong anywhere changes nothing.
 */
final class IssuersInUse {
    private static final Logger LOG = System.getLogger(IssuersInUse.class.getName());

    private final Path path;
    private final IssuerMaterials materials;
    private final KeysInUse keys;
    private final Function<TrustedIssuers, Issuance> walk;
    private volatile Edition current;

    /** One configuration, with everything that was made of it. */
    private record Edition(MadeIssuers made, TrustedIssuers trusted, Issuance issuance, List<IssuerListing> listings) {}

    /**
     * @param first the configuration of the start, which was read from the path
     * @param keys  told where the keys of the configuration in use come from
     * @param walk  what is done for the requests of a configuration's issuers
     */
    IssuersInUse(
            Path path,
            IssuerWiring first,
            IssuerMaterials materials,
            KeysInUse keys,
            Function<TrustedIssuers, Issuance> walk) {
        this.path = path;
        this.materials = materials;
        this.keys = keys;
        this.walk = walk;
        var made = first.made(materials, new MadeIssuers());
        this.current = edition(first, made, made.trusted());
        keys.use(made.sources());
    }

    private Edition edition(IssuerWiring wiring, MadeIssuers made, TrustedIssuers trusted) {
        return new Edition(made, trusted, walk.apply(trusted), wiring.listings());
    }

    Path path() {
        return path;
    }

    Issuance issuance() {
        return current.issuance();
    }

    List<IssuerListing> listings() {
        return current.listings();
    }

    /** How many there are, in words. */
    String fact() {
        return current.made() + ", of " + path;
    }

    /** Reads the configuration again. Throws {@link InvalidSettingsException} and goes on with the one before if it is wrong. */
    synchronized void read() {
        var problems = new Problems();
        var wiring = new IssuerWiring(TrustFile.read(path, problems), problems);
        problems.throwIfAny();
        var made = wiring.made(materials, current.made());
        var before = current;
        current = edition(wiring, made, made.trusted().takingOver(before.trusted()));
        keys.use(made.sources());
        problems.warnings().forEach(warning -> LOG.log(Level.WARNING, warning));
        wiring.notServed()
                .forEach(issuer ->
                        LOG.log(Level.WARNING, "tokens of " + issuer + " will be refused, its kind is not served"));
        LOG.log(Level.INFO, "the issuers changed, " + made + ". " + made.changesSince(before.made()));
    }
}
