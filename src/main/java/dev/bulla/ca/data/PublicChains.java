/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.data;

import dev.bulla.ca.x509.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Every chain under which something was signed here: clients may have to trust them long after it was replaced.
 *
 * @param folder with a file for each
 */
public record PublicChains(Path folder) {

    /** Those under which certificates were issued. */
    public PublicChains(DataFolder data) {
        this(data.chains());
    }

    /** Those under which times were stamped, the authority's own certificate first. */
    public static PublicChains ofTimestamps(DataFolder data) {
        return new PublicChains(data.timestampChains());
    }

    /** Keeps a chain, root last, unless it is here already. */
    public void keep(List<String> pem) throws IOException {
        var text = String.join("", pem);
        var file = folder.resolve(fingerprint(pem.getFirst()) + ".pem");
        if (!Files.exists(file)) {
            PublicFiles.replace(file, text);
        }
    }

    /** The text of each chain, in the order of the files' names. */
    public List<String> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var chains = new ArrayList<String>();
        try (var found = Files.list(folder)) {
            for (var file : found.filter(PublicChains::isChain).sorted().toList()) {
                chains.add(Files.readString(file, StandardCharsets.US_ASCII));
            }
        }
        return chains;
    }

    private static boolean isChain(Path file) {
        return file.toString().endsWith(".pem");
    }

    private static String fingerprint(String pem) {
        return Sha256.hex(pem.getBytes(StandardCharsets.US_ASCII)).substring(0, 32);
    }
}
