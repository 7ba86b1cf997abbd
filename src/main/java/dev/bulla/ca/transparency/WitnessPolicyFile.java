/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.transparency;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ctlog.UnusablePolicyException;
import dev.bulla.ctlog.WitnessPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The file in which an operator names logs and witnesses. */
public final class WitnessPolicyFile {
    private static final int LARGEST = 1 << 17;

    private WitnessPolicyFile() {}

    /**
     * Reads it.
     *
     * @param what the setting or flag that names the file
     * @throws IllegalArgumentException with everything that is wrong with it
     */
    public static WitnessPolicy read(String what, Path file, Crypto crypto) {
        try (var in = Files.newInputStream(file)) {
            return WitnessPolicy.parse(in.readNBytes(LARGEST), crypto.complete());
        } catch (UnusablePolicyException e) {
            throw new IllegalArgumentException(
                    e.problems().stream()
                            .map(problem -> what + ": " + file + ": " + problem)
                            .collect(Collectors.joining("\n  ")),
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException(what + ": " + file + " cannot be read: " + e, e);
        }
    }
}
