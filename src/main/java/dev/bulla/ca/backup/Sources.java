/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.backup;

import dev.bulla.ca.data.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What belongs to a server, and where it lies.
 *
 * @param named    by its settings
 * @param audit    where the audit trail is, if it is a file
 * @param withKeys whether private keys belong into a backup
 */
public record Sources(DataFolder data, List<Source> named, Optional<Path> audit, boolean withKeys) {
    static final String FACTS = "log.json";
    private static final String STATE = "state";
    static final String LAST = "checkpoint.final";

    /** Where the audit trail lies unless the settings say otherwise. */
    static final String AUDIT = "audit.jsonl";

    private static final List<String> PUBLIC = List.of("public", "tuf", "audit-notes");

    /** What is in a data folder and in no backup, besides what nobody of us put there. */
    private static final Set<String> MADE_ANEW = Set.of("log", "used-tokens", "lost+found");

    public Sources {
        named = List.copyOf(named);
    }

    /** All small files, private keys only where they are wanted. */
    List<Source> all() {
        var all = new ArrayList<Source>();
        all.add(new Source(data.path().resolve("keys"), true, true));
        PUBLIC.forEach(name -> all.add(new Source(data.path().resolve(name), false, true)));
        all.addAll(named);
        return all.stream().filter(source -> withKeys || !source.isSecret()).toList();
    }

    /** The logs that are in the data folder and were made to their end: any other has promised nothing. */
    List<String> logs() throws IOException {
        return data.shards().stream()
                .filter(name -> Files.exists(data.log(name).resolve(FACTS))
                        && Files.exists(data.log(name).resolve(STATE)))
                .toList();
    }

    /** What somebody else put into the data folder. */
    List<String> strange() throws IOException {
        try (var found = Files.list(data.path())) {
            return found.map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> !PUBLIC.contains(name) && !MADE_ANEW.contains(name))
                    .filter(name -> !name.equals("keys") && !name.equals(AUDIT))
                    .sorted()
                    .toList();
        }
    }
}
