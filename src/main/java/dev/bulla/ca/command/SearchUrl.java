/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ctlog.IdentityQuery;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.StringJoiner;

/** A search as the query of a URL. */
final class SearchUrl {
    private final StringJoiner parameters = new StringJoiner("&");

    private SearchUrl() {}

    static String query(IdentityQuery query, Optional<String> shard) {
        var url = new SearchUrl();
        var wanted = query.wanted();
        url.add(wanted.kind().label(), wanted.text());
        if (wanted.isPrefix()) {
            url.add("prefix", "true");
        }
        query.since().ifPresent(time -> url.add("since", time.toString()));
        query.until().ifPresent(time -> url.add("until", time.toString()));
        shard.ifPresent(name -> url.add("shard", name));
        query.before().ifPresent(index -> url.add("before", String.valueOf(index)));
        url.add("limit", String.valueOf(query.limit()));
        return url.parameters.toString();
    }

    /** Forms write a space as a plus sign, and URLs do not. */
    private void add(String name, String value) {
        parameters.add(
                name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
    }
}
