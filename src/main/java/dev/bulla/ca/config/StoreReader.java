/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether our own log lies in an object store, and in which. */
final class StoreReader {
    private static final Pattern STORE = Pattern.compile(
            "s3://(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?<prefix>(/[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}){0,7})/?");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]");
    private static final Duration LEAST_LEASE = Duration.ofSeconds(2);
    private static final List<Setting> ABOUT_IT = List.of(
            Setting.LOG_S3_ENDPOINT,
            Setting.LOG_S3_REGION,
            Setting.LOG_S3_CREDENTIALS,
            Setting.LOG_S3_LEASE,
            Setting.LOG_S3_BETWEEN);

    private final SettingValues values;

    StoreReader(SettingValues values) {
        this.values = values;
    }

    Optional<LogTarget.Store> store() {
        var store = values.text(Setting.LOG_STORE);
        if (store.isEmpty()) {
            ABOUT_IT.stream()
                    .filter(setting ->
                            values.of(setting).given() && !values.text(setting).equals(setting.byDefault()))
                    .forEach(setting -> values.problem(setting, "means nothing without log-store"));
            return Optional.empty();
        }
        var place = STORE.matcher(store);
        if (!place.matches()) {
            values.problem(Setting.LOG_STORE, "must be like s3://bucket/logs, was \"" + store + "\"");
            return Optional.empty();
        }
        var prefix = place.group("prefix");
        var region = region();
        return Optional.of(new LogTarget.Store(
                new LogTarget.Bucket(
                        endpoint(region),
                        region,
                        place.group("bucket"),
                        prefix.isEmpty() ? "" : prefix.substring(1) + "/"),
                values.optional(Setting.LOG_S3_CREDENTIALS).map(Path::of),
                values.duration(Setting.LOG_S3_LEASE, LEAST_LEASE),
                values.duration(Setting.LOG_S3_BETWEEN, Duration.ZERO)));
    }

    private String region() {
        var region = values.text(Setting.LOG_S3_REGION);
        if (REGION.matcher(region).matches()) {
            return region;
        }
        values.problem(Setting.LOG_S3_REGION, "must be the name of a region, was \"" + region + "\"");
        return Setting.LOG_S3_REGION.byDefault();
    }

    /** Whoever could answer in the store's place could make the log forget. */
    private URI endpoint(String region) {
        if (values.optional(Setting.LOG_S3_ENDPOINT).isEmpty()) {
            return URI.create("https://s3." + region + ".amazonaws.com");
        }
        var endpoint = values.baseUrl(Setting.LOG_S3_ENDPOINT);
        var host = Optional.ofNullable(endpoint.getHost()).orElse("");
        if (host.isEmpty()
                || (!"https".equals(endpoint.getScheme())
                        && !LOOPBACK.matcher(host).matches())) {
            values.problem(
                    Setting.LOG_S3_ENDPOINT,
                    "must be an https address, or one of this machine, was \"" + endpoint + "\"");
        }
        return endpoint;
    }
}
