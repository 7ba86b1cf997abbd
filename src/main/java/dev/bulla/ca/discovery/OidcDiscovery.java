/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.FailedException;
import dev.bulla.ca.fault.UnavailableException;
import dev.bulla.ca.token.DiscoveryDocument;
import dev.bulla.ca.token.IssuerKeys;
import dev.bulla.ca.token.KeySet;
import dev.bulla.ca.token.KeySetReader;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.List;

/** The keys of one issuer, as its discovery document and key set say. Nothing is fetched before somebody asks. */
public final class OidcDiscovery implements IssuerKeys {
    private static final System.Logger LOG = System.getLogger(OidcDiscovery.class.getName());

    private final IssuerAddress address;
    private final IssuerHttp http;
    private final KeySetReader reader;
    private final IssuerHealth health;
    private final KeySetCache cache;

    public OidcDiscovery(IssuerAddress address, IssuerHttp http, KeySetReader reader, KeyTerms terms) {
        this.address = address;
        this.http = http;
        this.reader = reader;
        this.health = terms.health();
        this.cache = new KeySetCache(this::fetch, terms);
    }

    @Override
    public KeySet current() {
        return cache.current();
    }

    @Override
    public KeySet newerThan(KeySet tried) {
        return cache.newerThan(tried);
    }

    /** Sees to it that the next request finds young keys. Waits for the issuer if it has to be asked; to be called now and then. */
    public void tend() {
        cache.tend();
    }

    private FetchedKeys fetch() {
        try {
            var fetched = fetchBoth();
            health.fetched(fetched.keys());
            tell(fetched.keys());
            return fetched;
        } catch (FailedException | UnavailableException e) {
            var reason = String.valueOf(e.getMessage());
            health.failed(reason);
            LOG.log(Level.WARNING, "The keys of {0} could not be fetched: {1}", address.issuer(), reason);
            throw new UnavailableException(Backend.ISSUER, reason, e);
        }
    }

    /** Both documents every time: an issuer that moved its keys must not be asked at the old place. */
    private FetchedKeys fetchBoth() {
        var described = http.get(address.discovery());
        var document = DiscoveryDocument.parse(described.body().array(), address.issuer());
        var published = http.get(address.keys(document.keysUrl()));
        var keys = reader.read(published.body().array(), document);
        var fresh = Collections.min(List.of(CacheHeaders.fresh(described), CacheHeaders.fresh(published)));
        return new FetchedKeys(keys, fresh);
    }

    private void tell(KeySet keys) {
        if (keys.skipped() > 0) {
            LOG.log(
                    Level.WARNING,
                    "{0} publishes {1} keys, of which {2} cannot be used",
                    address.issuer(),
                    keys.usable() + keys.skipped(),
                    keys.skipped());
        }
    }
}
