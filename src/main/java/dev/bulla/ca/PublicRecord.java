/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.Settings;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.PublicChains;
import dev.bulla.ca.data.ServedAddresses;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/** Writes down what is public about this server, for commands that ask while it runs or later. */
record PublicRecord(DataFolder folder) {
    private static final Logger LOG = System.getLogger(PublicRecord.class.getName());

    static PublicRecord of(Settings settings) {
        return new PublicRecord(new DataFolder(settings.data()));
    }

    /** Nothing that is issued depends on it, so a folder that cannot be written is a warning. */
    void addresses(String http, Optional<String> log) {
        try {
            new ServedAddresses(http, log).write(folder);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the server''s addresses cannot be written below {0}: {1}", folder.path(), e);
        }
    }

    void chain(List<String> pem) {
        keep(pem, new PublicChains(folder), "the CA's chain");
    }

    void timestampChain(List<String> pem) {
        keep(pem, PublicChains.ofTimestamps(folder), "the time-stamping authority's chain");
    }

    private void keep(List<String> pem, PublicChains chains, String what) {
        try {
            chains.keep(pem);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} cannot be written below {1}: {2}", what, folder.path(), e);
        }
    }
}
