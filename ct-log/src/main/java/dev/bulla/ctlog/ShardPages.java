/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.ShardedLog.Open;
import dev.bulla.ctlog.codec.LogDescription;
import dev.bulla.ctlog.codec.LogList;
import dev.bulla.ctlog.read.ListPages;
import dev.bulla.ctlog.read.LogRequest;
import java.util.Optional;

/**
 * Which shard a path belongs to. Each is read below its name; one that has the name of all of them, because it was made when there
 * was one log, is read at the top.
 *
 * @param origin of all of them
 */
record ShardPages(String origin) {
    private static final String LIST = "log_list.v3.json";
    private static final String SUBMITTING = "ct/v1/add-";
    private static final String ROOTS = "ct/v1/get-roots";

    ReadAnswer answer(Shards shards, ReadRequest asked) {
        var path = asked.path();
        if (path.equals(LIST)) {
            return new ReadAnswer(ListPages.list(request(asked), list(shards).json()));
        }
        var slash = path.indexOf('/');
        var name = slash < 0 ? path : path.substring(0, slash);
        var named = shards.all().stream()
                .filter(it -> !isAtTop(it) && it.shard().name().equals(name))
                .findFirst();
        if (named.isPresent()) {
            return named.get().log().read(below(asked, slash < 0 ? "" : path.substring(slash + 1)));
        }
        return top(shards, path)
                .map(it -> it.log().read(asked))
                .orElseGet(() -> new ReadAnswer(ListPages.nowhere(request(asked), LIST)));
    }

    /** Submissions have one address for all shards, and so have the roots that they may lead to. */
    private Optional<Open> top(Shards shards, String path) {
        var atTop = shards.all().reversed().stream().filter(this::isAtTop).findFirst();
        var isShared = path.equals(ROOTS) || path.startsWith(SUBMITTING);
        return isShared ? shards.newest().or(() -> atTop) : atTop;
    }

    private boolean isAtTop(Open open) {
        return open.log().facts().origin().equals(origin);
    }

    private LogList list(Shards shards) {
        return new LogList(
                origin,
                shards.changed(),
                shards.all().stream().map(ShardPages::description).toList());
    }

    private static LogDescription description(Open open) {
        return switch (open.log()) {
            case CertificateLog log -> log.description();
            case FrozenLog log -> log.description();
        };
    }

    private static ReadRequest below(ReadRequest asked, String path) {
        return new ReadRequest(asked.method(), path, asked.query(), asked.acceptsGzip(), asked.ifNoneMatch());
    }

    private static LogRequest request(ReadRequest asked) {
        return new LogRequest(asked.method(), asked.path(), asked.query(), asked.acceptsGzip(), asked.ifNoneMatch());
    }
}
