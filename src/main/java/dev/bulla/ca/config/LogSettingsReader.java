/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which log the settings mean. Nothing said means a log of our own. */
final class LogSettingsReader {
    private static final Pattern ORIGIN = Pattern.compile("[A-Za-z0-9.:_/~-]{1,200}");
    private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]+)+");
    private static final Duration LEAST = Duration.ofMillis(100);
    private static final List<String> TAKEN =
            List.of("/api", "/healthz", "/livez", "/readyz", "/metrics", "/log-entries");
    private static final int LARGEST_RESERVE = 1 << 20;

    private static final List<String> PERIODS = List.of("none", "year", "half-year", "quarter", "month", "day", "hour");

    /** A certificate ends ten minutes after it was made, and belongs to the shard of its end. */
    private static final Duration LEAST_AHEAD = Duration.ofMinutes(20);

    private static final Duration LONGEST_SPAN = Duration.ofDays(366);

    private final SettingValues values;

    LogSettingsReader(SettingValues values) {
        this.values = values;
    }

    LogTarget target() {
        var url = values.of(Setting.CT_LOG_URL);
        var without = values.flag(Setting.INSECURE_NO_CT_LOG);
        if (url.given() && url.text().isEmpty() != without) {
            values.problem(
                    Setting.CT_LOG_URL,
                    without
                            ? "insecure-no-ct-log contradicts ct-log-url=" + url.text() + ": leave out one of the two"
                            : "is empty, so certificates would appear in no log. If that is meant, add"
                                    + " --insecure-no-ct-log");
        } else if (!url.given() && without) {
            values.problem(
                    Setting.INSECURE_NO_CT_LOG, "must be said twice: add --ct-log-url= with nothing behind the sign");
        } else if (!url.given()) {
            return embedded();
        } else if (!without) {
            return remote(url);
        }
        return LogTarget.None.NONE;
    }

    private LogTarget remote(Sources.Value url) {
        values.require(
                Setting.CT_LOG_PUBLIC_KEY_PATH,
                "ct-log-public-key-path must be set: without the log's key its timestamps cannot be verified. It is the"
                        + " PEM file with the public key that the log's operator publishes; of a private key you hold,"
                        + " openssl pkey -in log-key.pem -pubout writes it");
        return new LogTarget.Remote(
                values.httpUrl(url),
                Path.of(values.text(Setting.CT_LOG_PUBLIC_KEY_PATH)),
                values.optional(Setting.CT_LOG_ORIGIN),
                values.optional(Setting.CT_LOG_TLS_CA_CERT).map(Path::of),
                values.duration(Setting.CT_LOG_TIMEOUT, LEAST));
    }

    /** A log of our own, whatever is said about one elsewhere. */
    LogTarget.Embedded embedded() {
        if (values.of(Setting.CT_LOG_PUBLIC_KEY_PATH).given()) {
            values.problem(
                    Setting.CT_LOG_PUBLIC_KEY_PATH,
                    "is the key of a log elsewhere, but ct-log-url does not say where. The original would take"
                            + " --ct-log-url=http://localhost:6962/test; without both, the log is embedded");
        }
        var data = Path.of(values.text(Setting.DATA)).toAbsolutePath().normalize();
        return new LogTarget.Embedded(
                data,
                anchor(data),
                new LogTarget.Identity(
                        matching(Setting.LOG_ORIGIN, ORIGIN, "a host and a path, such as ca.example.com/log"),
                        values.flag(Setting.LOG_LEAF_INDEX)),
                shards(),
                new LogTarget.Keys(
                        values.optional(Setting.LOG_KEY).map(Path::of),
                        values.text(Setting.LOG_KEY_PASSWD),
                        values.words(Setting.LOG_NOTE_KEYS).stream()
                                .map(Path::of)
                                .toList()),
                reading(),
                (long) values.number(Setting.LOG_RESERVE, 1, LARGEST_RESERVE) << 20,
                values.duration(Setting.CT_LOG_TIMEOUT, LEAST),
                watching(),
                new StoreReader(values).store());
    }

    private LogTarget.Shards shards() {
        var period = values.text(Setting.LOG_SHARDS);
        if (!PERIODS.contains(period)) {
            values.problem(
                    Setting.LOG_SHARDS, "must be one of " + String.join(", ", PERIODS) + ", was \"" + period + "\"");
        }
        if (!period.equals("none")) {
            Stream.of(Setting.LOG_KEY, Setting.LOG_NOTE_KEYS)
                    .filter(key -> values.optional(key).isPresent())
                    .forEach(key -> values.problem(key, "contradicts log-shards: each shard has keys of its own"));
        }
        return new LogTarget.Shards(
                period,
                values.duration(Setting.LOG_SHARD_AHEAD, LEAST_AHEAD, LONGEST_SPAN),
                values.duration(Setting.LOG_SHARD_FREEZE, Duration.ZERO, LONGEST_SPAN));
    }

    private Optional<LogTarget.Watching> watching() {
        var publishing = values.text(Setting.LOG_PUBLISHING);
        var witnessedOnly = publishing.equals("witnessed");
        if (!witnessedOnly && !publishing.equals("immediate")) {
            values.problem(Setting.LOG_PUBLISHING, "must be immediate or witnessed, was \"" + publishing + "\"");
        }
        var policy = values.optional(Setting.LOG_WITNESS_POLICY);
        if (witnessedOnly && policy.isEmpty()) {
            values.problem(Setting.LOG_PUBLISHING, "needs log-witness-policy: nobody else says which witnesses count");
        }
        return policy.map(file -> new LogTarget.Watching(
                Path.of(file),
                witnessedOnly,
                values.duration(Setting.LOG_WITNESS_INTERVAL, LEAST),
                values.duration(Setting.LOG_WITNESS_PATIENCE, LEAST)));
    }

    /** In the data folder it would be restored together with an old log, and remember nothing. */
    private Path anchor(Path data) {
        var anchor = values.optional(Setting.LOG_ANCHOR)
                .map(path -> Path.of(path).toAbsolutePath().normalize())
                .orElseGet(() -> data.resolveSibling(data.getFileName() + ".anchor"));
        if (anchor.startsWith(data)) {
            values.problem(Setting.LOG_ANCHOR, "must lie outside of the data folder " + data + ", whose age it tells");
        }
        return anchor;
    }

    private LogTarget.Reading reading() {
        var prefix = matching(Setting.LOG_PREFIX, PREFIX, "a path, such as /log");
        if (TAKEN.stream().anyMatch(path -> path.equals(prefix) || prefix.startsWith(path + "/"))) {
            values.problem(Setting.LOG_PREFIX, "must not hide the server's own pages, was \"" + prefix + "\"");
        }
        var ownPort = values.optional(Setting.LOG_PORT).map(_ -> values.address(Setting.HOST, Setting.LOG_PORT));
        if (values.flag(Setting.LOG_PRIVATE)) {
            if (ownPort.isPresent()) {
                values.problem(Setting.LOG_PORT, "contradicts log-private: choose one of the two");
            }
            return new LogTarget.OnAdminPort(prefix);
        }
        return ownPort.<LogTarget.Reading>map(address -> new LogTarget.OnOwnPort(prefix, address))
                .orElseGet(() -> new LogTarget.OnHttpPort(prefix));
    }

    private String matching(Setting setting, Pattern form, String wanted) {
        var text = values.text(setting);
        if (!form.matcher(text).matches()) {
            values.problem(setting, "must be " + wanted + ", was \"" + text + "\"");
        }
        return text;
    }
}
