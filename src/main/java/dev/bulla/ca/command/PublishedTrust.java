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
    private static final String LOG = "/log/log.v3.json";
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

    /** The key of the log that it embeds, if it does and lets everybody read it. */
    Optional<LogKey> log() throws IOException, InterruptedException {
        try {
            return page(LOG)
                    .map(facts -> Base64.getDecoder().decode(facts.path("key").asString("")))
                    .map(key -> LogKey.of(key, Crypto.fastest().provider()));
        } catch (IllegalArgumentException | InvalidInputException e) {
            throw new CommandFailedException(url + LOG + " does not describe a log: give its key with --log-key");
        }
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
