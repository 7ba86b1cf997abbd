/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ctlog.LogKey;
import dev.bulla.ctlog.SignedHead;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a log over HTTP as anybody can. What it answers is claimed, not proven; only heads come verified. */
final class LogClient {
    private final URI url;
    private final Identity identity;
    private final Duration patience;

    /**
     * What a reader has to know of a log before, and from somebody else than the log.
     *
     * @param origin its name in checkpoints
     */
    record Identity(LogKey key, String origin) {}

    /** Where an entry is said to stand, and the hashes that are said to lead from it to the root. */
    record Inclusion(long place, List<byte[]> path) {}

    /**
     * @param url      under which the log can be read, without a slash at the end
     * @param patience how long one answer may take
     */
    LogClient(URI url, Identity identity, Duration patience) {
        this.url = url;
        this.identity = identity;
        this.patience = patience;
    }

    SignedHead head() throws IOException, InterruptedException {
        return SignedHead.ofCheckpoint(get("checkpoint"), identity.origin(), identity.key());
    }

    Inclusion inclusion(byte[] leafHash, long size) throws IOException, InterruptedException {
        var hash = URLEncoder.encode(Base64.getEncoder().encodeToString(leafHash), StandardCharsets.US_ASCII);
        var answer = json("ct/v1/get-proof-by-hash?hash=" + hash + "&tree_size=" + size);
        return new Inclusion(answer.path("leaf_index").asLong(-1), hashes(answer.path("audit_path")));
    }

    List<byte[]> consistency(long first, long second) throws IOException, InterruptedException {
        var answer = json("ct/v1/get-sth-consistency?first=" + first + "&second=" + second);
        return hashes(answer.path("consistency"));
    }

    private List<byte[]> hashes(JsonNode list) {
        try {
            var hashes = new ArrayList<byte[]>();
            list.forEach(hash -> hashes.add(Base64.getDecoder().decode(hash.asString(""))));
            return hashes;
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(url + " answered with a proof that is not base64");
        }
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        try {
            return JsonMapper.shared().readTree(get(path));
        } catch (JacksonException e) {
            throw new CommandFailedException(url + " answered with something else than JSON");
        }
    }

    private byte[] get(String path) throws IOException, InterruptedException {
        var page = URI.create(url + "/" + path);
        var answer = WebPage.get(page, patience);
        if (answer.statusCode() != 200) {
            throw new CommandFailedException(page + " was answered with " + answer.statusCode());
        }
        return answer.body();
    }
}
