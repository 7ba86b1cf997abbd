/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.publication.SearchSite;
import dev.bulla.ctlog.IdentityQuery;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** The port of a running server that is for operators. */
record AdminPort(URI url) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Room for a server with thousands of issuers. */
    private static final int LARGEST = 32 * 1024 * 1024;

    /** A terminal obeys some of these, and whoever answers may be a stranger. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\n]]");

    /** @param path with a slash before it */
    URI page(String path) {
        return URI.create(url.toString().replaceAll("/+$", "") + path);
    }

    /** The entries that the server's own log has, as JSON. */
    String search(IdentityQuery query, Optional<String> shard) {
        var answer = get(SearchSite.PATH + "?" + SearchUrl.query(query, shard));
        var text = text(answer);
        return switch (answer.statusCode()) {
            case 200 -> text;
            case 400, 503 -> throw new CommandFailedException(url + ": " + text.strip());
            case 404 -> throw new CommandFailedException("the server at " + url + " has no log of its own");
            default -> throw notOurs();
        };
    }

    ReadinessPage readiness() {
        var answer = get("/readyz?verbose");
        var page = text(answer);
        if (!page.startsWith("ready\n") && !page.startsWith("not ready")) {
            throw notOurs();
        }
        return ReadinessPage.parse(answer.statusCode() == 200, page);
    }

    MetricsPage metrics() {
        var page = MetricsPage.parse(text(get("/metrics")));
        if (page.all("bulla_alarm").isEmpty()) {
            throw notOurs();
        }
        return page;
    }

    private CommandFailedException notOurs() {
        return new CommandFailedException(
                url + " answers, but not as the admin port of a Bulla server", ExitCode.NOBODY_ANSWERS);
    }

    private HttpResponse<byte[]> get(String path) {
        try {
            return WebPage.get(page(path), PATIENCE, LARGEST);
        } catch (IOException e) {
            throw new CommandFailedException(
                    "nobody answers at " + url + ": " + e.getClass().getSimpleName()
                            + ". --admin names the admin port of the server (metrics-port)",
                    ExitCode.NOBODY_ANSWERS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted");
        }
    }

    private static String text(HttpResponse<byte[]> answer) {
        return CONTROLS.matcher(new String(answer.body(), StandardCharsets.UTF_8))
                .replaceAll(" ");
    }
}
