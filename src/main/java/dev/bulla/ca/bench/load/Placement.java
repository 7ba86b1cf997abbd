/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which cores who may run on, as far as that can be known. */
record Placement(Optional<CoreSet> ours, Optional<CoreSet> reference, Optional<CoreSet> generator) {

    /** Whether no server has to share a core with the generator. */
    boolean isGeneratorApart() {
        return isApart(ours) && isApart(reference);
    }

    private boolean isApart(Optional<CoreSet> server) {
        return generator.isPresent()
                && server.filter(generator.get()::isApartFrom).isPresent();
    }

    /** By who they are, in the order in which they are told of. */
    Map<String, String> named() {
        var named = new LinkedHashMap<String, String>();
        ours.ifPresent(it -> named.put("ours", it.toString()));
        reference.ifPresent(it -> named.put("reference", it.toString()));
        generator.ifPresent(it -> named.put("generator", it.toString()));
        return named;
    }
}
