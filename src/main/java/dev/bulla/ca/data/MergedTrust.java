/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.data;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Copies of the documents of others that a server adds to its own trust material. */
public record MergedTrust(DataFolder folder) {

    /** From now on these and no others. */
    public void replace(List<String> documents) throws IOException {
        for (var i = 0; i < documents.size(); i++) {
            PublicFiles.replace(folder.mergedTrust(i), documents.get(i));
        }
        for (var i = documents.size(); Files.deleteIfExists(folder.mergedTrust(i)); i++) {}
    }

    public List<byte[]> all() throws IOException {
        var documents = new ArrayList<byte[]>();
        for (var i = 0; Files.exists(folder.mergedTrust(i)); i++) {
            documents.add(Files.readAllBytes(folder.mergedTrust(i)));
        }
        return documents;
    }
}
