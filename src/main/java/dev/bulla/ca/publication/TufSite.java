/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.publication;

import dev.bulla.ca.web.Mount;
import dev.bulla.ca.web.TimedConnection;
import dev.bulla.ca.x509.Bytes;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The TUF repository of a server, as files. What is not there is 404: clients ask for the root's next version to learn that there
 * is none, and stop at any other answer.
 */
public final class TufSite implements Handler {
    public static final String PREFIX = "/tuf";

    /** As repositories name their files, so that no path leads out of the folder. */
    private static final Pattern NAME = Pattern.compile(
            "(?:[0-9]{1,9}\\.)?(?:root|targets|snapshot|timestamp)\\.json|targets/[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

    private static final Pattern FOR_EVER = Pattern.compile("[0-9]+\\..*|targets/[0-9a-f]{64}\\..*");

    /** Clients read no file that is larger. */
    private static final int LARGEST = 16 * 1024 * 1024;

    private final Path folder;

    private TufSite(Path folder) {
        this.folder = folder;
    }

    public static Mount of(Path folder) {
        return new Mount(PREFIX, new TufSite(folder));
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) throws IOException {
        TimedConnection.current().working();
        var name = StaticFile.below(PREFIX, request);
        var found = NAME.matcher(name).matches() ? read(name) : Optional.<Bytes>empty();
        TimedConnection.current().answering();
        if (!StaticFile.isRead(request, response)) {
            return;
        }
        if (found.isEmpty()) {
            StaticFile.refuse(response, 404, "there is no such file in this repository");
        } else {
            // What has a version or a hash in its name never changes.
            var caching = FOR_EVER.matcher(name).matches() ? "public, max-age=86400, immutable" : "public, max-age=60";
            var type = name.endsWith(".json") ? "application/json" : "application/octet-stream";
            new StaticFile(found.get(), type, caching).send(request, response);
        }
    }

    private Optional<Bytes> read(String name) throws IOException {
        try (var in = Files.newInputStream(folder.resolve(name))) {
            return Optional.of(Bytes.of(in.readNBytes(LARGEST)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }
}
