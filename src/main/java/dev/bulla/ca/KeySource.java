/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.IssuerConnection;
import dev.bulla.ca.config.IssuerSettings;
import dev.bulla.ca.config.IssuerType;
import dev.bulla.ca.discovery.IssuerHealth;
import dev.bulla.ca.token.IssuerKeys;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * Where the keys of one entry of the configuration come from: those of an issuer, or of all issuers that a pattern lets in.
 *
 * @param keys    of an issuer of this entry
 * @param health  how it goes with asking for them
 * @param waiting how many requests wait for them
 * @param tend    looks after them, and may wait for the issuer; to be called now and then
 */
record KeySource(Function<IssuerSettings, IssuerKeys> keys, IssuerHealth health, IntSupplier waiting, Runnable tend) {

    /** All that decides how it is made. Who may have certificates of the issuer is no part of it. */
    record Recipe(
            String url,
            boolean pattern,
            IssuerType type,
            Optional<String> caCertificates,
            IssuerConnection connection) {

        static Recipe of(IssuerSettings entry, boolean pattern) {
            return new Recipe(entry.url(), pattern, entry.type(), entry.caCertificates(), entry.connection());
        }
    }
}
