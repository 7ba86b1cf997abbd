/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which ports speak TLS, and with what. A port without a target does not.
 *
 * @param log the port that the log has for itself, if there is one
 */
public record TlsTargets(Optional<Target> http, Optional<Target> log, Optional<Target> grpc, Optional<Target> admin) {

    /**
     * @param chain             the port's own certificate first
     * @param password          empty for a key that is not encrypted
     * @param clientAuthorities whose certificates clients must have; empty to let in everybody
     */
    public record Target(Path chain, Path key, String password, Optional<Path> clientAuthorities) {

        Target letting(Optional<Path> authorities) {
            return new Target(chain, key, password, authorities);
        }

        /** Leaves out the password. */
        @Override
        public String toString() {
            return "files " + chain + " and " + key;
        }
    }
}
