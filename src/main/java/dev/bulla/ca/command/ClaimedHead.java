/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a checkpoint says of a tree, its signatures unread.
 *
 * @param root in base64
 */
record ClaimedHead(long size, String root) {
    private static final Pattern CHECKPOINT =
            Pattern.compile("[^\\n]+\\n(0|[1-9][0-9]{0,17})\\n([A-Za-z0-9+/]{43}=)\\n.*", Pattern.DOTALL);
    private static final int LARGEST = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    static Optional<ClaimedHead> ofFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file)) {
            return Optional.of(parse(in.readNBytes(LARGEST))
                    .orElseThrow(() -> new CommandFailedException(file + " is no checkpoint")));
        }
    }

    /** Empty if nobody answers there, or with something else than a checkpoint. */
    static Optional<ClaimedHead> ofServer(String log) {
        var request = HttpRequest.newBuilder(URI.create(log + "/checkpoint"))
                .timeout(PATIENCE)
                .build();
        try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            var answer = client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
            return answer.statusCode() == 200 ? parse(answer.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<ClaimedHead> parse(byte[] content) {
        var lines = CHECKPOINT.matcher(new String(content, StandardCharsets.UTF_8));
        return lines.matches()
                ? Optional.of(new ClaimedHead(Long.parseLong(lines.group(1)), lines.group(2)))
                : Optional.empty();
    }

    String text() {
        return size + " entries, root " + root;
    }

    JsonNode json() {
        return JsonMapper.shared().createObjectNode().put("size", size).put("root", root);
    }
}
