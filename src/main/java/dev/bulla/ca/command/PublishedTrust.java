/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ctlog.InvalidInputException;
import dev.bulla.ctlog.LogKey;
import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a server says about itself. It shows that answers fit together, and not that the server is the right one: whoever
 * wants that brings root and key from elsewhere.
 */
record PublishedTrust(String url) {
    private static final String LOGS = "/log/log_list.v3.json";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static PublishedTrust of(URI url) {
        return new PublishedTrust(url.toString().replaceAll("/+$", ""));
    }

    /** The last certificates of all its chains. */
    List<X509Certificate> roots() throws IOException, InterruptedException {
        var roots = new ArrayList<X509Certificate>();
        page("/api/v2/trustBundle")
                .ifPresent(bundle -> bundle.path("chains").forEach(chain -> {
                    var pem = new ArrayList<String>();
                    chain.path("certificates").forEach(it -> pem.add(it.asString("")));
                    roots.add(CertificateReader.read(pem).getLast());
                }));
        if (roots.isEmpty()) {
            throw new CommandFailedException(url + " does not say what its root is: give it with --root");
        }
        return roots;
    }

    /** The keys of all shards of the log that it embeds, if it does and lets everybody read it. */
    List<LogKey> logs() throws IOException, InterruptedException {
        var keys = new ArrayList<LogKey>();
        try {
            for (var log : page(LOGS).map(PublishedTrust::listed).orElse(List.of())) {
                var key = Base64.getDecoder().decode(log.path("key").asString(""));
                keys.add(LogKey.of(key, Crypto.fastest().provider()));
            }
            return keys;
        } catch (IllegalArgumentException | InvalidInputException e) {
            throw new CommandFailedException(url + LOGS + " does not describe logs: give the log's key with --log-key");
        }
    }

    private static List<JsonNode> listed(JsonNode list) {
        var logs = new ArrayList<JsonNode>();
        list.path("operators").forEach(operator -> operator.path("tiled_logs").forEach(logs::add));
        return logs;
    }

    private Optional<JsonNode> page(String path) throws IOException, InterruptedException {
        var answer = WebPage.get(URI.create(url + path), PATIENCE);
        if (answer.statusCode() != 200) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonMapper.shared().readTree(answer.body()));
        } catch (JacksonException e) {
            throw new CommandFailedException(url + path + " is not JSON");
        }
    }
}
