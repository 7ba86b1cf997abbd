/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.check.Finding;
import dev.bulla.ctlog.check.LogSource;
import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.store.LogFacts;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.FactsText;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a log's own files say about the log: {@code log.json}, if we wrote it, and {@code log.v3.json}. */
final class OwnFacts {
    private static final String FACTS = "log.json";
    private static final Pattern KEY = member("key");
    private static final Pattern LOG_ID = member("log_id");

    private final LogSource files;
    private final Provider provider;
    private final List<Finding> damaged = new ArrayList<>();
    private final List<NamedKey> keys = new ArrayList<>();
    private Optional<LogFacts> facts = Optional.empty();

    private OwnFacts(LogSource files, Provider provider) {
        this.files = files;
        this.provider = provider;
    }

    /** A key and the file that it stands in. */
    record NamedKey(LogKey key, String file) {}

    static OwnFacts read(LogSource files, Provider provider) throws CheckFailedException, InterruptedException {
        var read = new OwnFacts(files, provider);
        try {
            read.readFacts();
            read.readDescription();
            return read;
        } catch (UnreadableException e) {
            throw new CheckFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The key that they name, that of {@code log.json} before the other. */
    Optional<NamedKey> key() {
        return keys.stream().findFirst();
    }

    /** What we wrote when we made the log, if we did and it is sound. */
    Optional<LogFacts> facts() {
        return facts;
    }

    /** What these files have wrong, whatever the key. */
    List<Finding> damaged() {
        return List.copyOf(damaged);
    }

    /** What these files have wrong, given the key with which the log is checked. */
    List<Finding> damaged(LogKey key) {
        var all = new ArrayList<>(damaged);
        keys.stream()
                .filter(named -> !named.key().id().equals(key.id()))
                .forEach(named -> all.add(damage(named.file(), "it names another key than the one to check with")));
        return all;
    }

    private void readFacts() throws UnreadableException, InterruptedException {
        try {
            var encoded = files.read(FACTS);
            if (encoded.isPresent()) {
                var read = FactsText.parse(encoded.get(), FACTS);
                facts = Optional.of(read);
                addKey(FACTS, read.publicKey().toArray(), read.logId().toBytes());
            }
        } catch (OpenRefusedException _) {
            damaged.add(damage(FACTS, "it is not what a log writes there"));
        }
    }

    /** Any log may have written it, so only what is looked for must be in it. A log need not have one among its files. */
    private void readDescription() throws UnreadableException, InterruptedException {
        var content = files.read(TilePath.DESCRIPTION);
        if (content.isEmpty()) {
            return;
        }
        var text = new String(content.get().toArray(), StandardCharsets.UTF_8);
        var key = KEY.matcher(text);
        var id = LOG_ID.matcher(text);
        if (!key.find() || !id.find()) {
            damaged.add(damage(TilePath.DESCRIPTION, "it names no key and log id"));
            return;
        }
        try {
            var decoder = Base64.getDecoder();
            addKey(TilePath.DESCRIPTION, decoder.decode(key.group(1)), decoder.decode(id.group(1)));
        } catch (IllegalArgumentException _) {
            damaged.add(damage(TilePath.DESCRIPTION, "its key or its log id is not base64"));
        }
    }

    private void addKey(String file, byte[] encoded, byte[] id) {
        try {
            var key = LogKey.of(encoded, provider);
            if (key.id().equals(LogId.parse(id))) {
                keys.add(new NamedKey(key, file));
            } else {
                damaged.add(damage(file, "its log id is not that of its key"));
            }
        } catch (InvalidInputException e) {
            damaged.add(damage(file, "its key or its log id cannot be read: " + e.getMessage()));
        }
    }

    private static Finding damage(String file, String what) {
        return new Finding(Finding.Kind.LOG, file, 0, 0, what);
    }

    private static Pattern member(String name) {
        return Pattern.compile("\"" + name + "\"\\s*:\\s*\"([A-Za-z0-9+/=]{1,4096})\"");
    }
}
