/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store;

import dev.bulla.ctlog.codec.TilePath;
import java.util.Set;
import java.util.regex.Pattern;

/** The paths of files that a log publishes, which are all that {@link Objects} may touch. */
public final class PublishedPath {
    private static final Set<String> PUBLISHED = Set.of(
            "tile",
            "issuer",
            "index",
            TilePath.CHECKPOINT,
            TilePath.WITNESSED_CHECKPOINT,
            TilePath.FINAL_CHECKPOINT,
            TilePath.DESCRIPTION,
            TilePath.FACTS,
            TilePath.ROOTS);
    private static final Pattern PATH = Pattern.compile("[a-z0-9][a-z0-9.]{0,99}(/[a-z0-9][a-z0-9.]{0,99}){0,15}");

    private PublishedPath() {}

    /** This path, if it is one. */
    public static String checked(String path) {
        var isPublished = PUBLISHED.contains(path.split("/", 2)[0]);
        if (!isPublished || !PATH.matcher(path).matches() || path.contains("..")) {
            throw new IllegalArgumentException("no path of a published file");
        }
        return path;
    }
}
