/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * A place in an object store.
 *
 * @param endpoint address of the store
 * @param region   as the store calls it; part of every signature
 * @param name     of the bucket
 * @param prefix   of all our keys, with a slash at its end unless it is empty
 */
public record Bucket(URI endpoint, String region, String name, String prefix) {
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9._-]{0,99}/){0,8}");

    public Bucket {
        require(REGION.matcher(region).matches(), "no region: " + region);
        require(NAME.matcher(name).matches(), "no name of a bucket: " + name);
        require(PREFIX.matcher(prefix).matches(), "no prefix of keys: " + prefix);
        require(endpoint.getHost() != null && endpoint.getRawQuery() == null, "no address of a store: " + endpoint);
    }

    /** The keys below this one. */
    public Bucket below(String part) {
        return new Bucket(endpoint, region, name, prefix + part + "/");
    }

    /** The path of an object; with an empty key, of the bucket itself. */
    String path(String key) {
        var base = endpoint.getRawPath().replaceAll("/+$", "");
        return base + "/" + name + (key.isEmpty() ? "" : "/" + UriText.path(prefix + key));
    }

    /** As requests name it in their header. */
    String host() {
        return endpoint.getPort() < 0 ? endpoint.getHost() : endpoint.getHost() + ":" + endpoint.getPort();
    }

    /** As operators write it. */
    @Override
    public String toString() {
        return "s3://" + name + "/" + prefix + " at " + endpoint;
    }

    private static void require(boolean isSo, String otherwise) {
        if (!isSo) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
