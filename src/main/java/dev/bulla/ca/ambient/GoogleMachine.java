/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.ambient;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;

/** A machine or a workload of Google's cloud, which speaks for the account that it runs as. */
final class GoogleMachine implements Place {
    private static final String PRODUCT = "/sys/class/dmi/id/product_name";
    private static final Set<String> PRODUCTS = Set.of("Google", "Google Compute Engine");

    @Override
    public String name() {
        return "Google Cloud";
    }

    @Override
    public String sign() {
        return "the file " + PRODUCT + " with the name of Google Compute Engine";
    }

    @Override
    public Optional<AmbientToken> token(Machine machine, String audience) throws NoTokenException {
        if (!isGoogles(machine)) {
            return Optional.empty();
        }
        var call = new GoogleMetadata(machine).about(name(), "identity?audience=" + audience + "&format=full");
        return Optional.of(found(new Question(name(), machine.direct()).answer(call)));
    }

    private static boolean isGoogles(Machine machine) {
        try {
            return PRODUCTS.contains(Files.readString(machine.file(PRODUCT)).strip());
        } catch (IOException e) {
            return false;
        }
    }
}
