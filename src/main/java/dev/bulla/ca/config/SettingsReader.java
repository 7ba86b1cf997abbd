/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Turns flags, environment and settings file into {@link Settings}, with every mistake told. */
public final class SettingsReader {
    private static final int MOST_IN_FLIGHT = 1_000_000;
    private static final int MOST_TRACES = 1_000_000;
    private static final int MOST_CORES = 4096;
    private static final int MOST_CONNECTIONS = 1_000_000;

    /** Every token fits into it. */
    private static final int SMALLEST_HEAD = 16 * 1024;

    private static final int LARGEST_HEAD = 16 * 1024 * 1024;

    /** Every token fits into it, too, with a key and a proof. */
    private static final int SMALLEST_BODY = 64 * 1024;

    private static final int LARGEST_BODY = 64 * 1024 * 1024;

    private static final Duration LONGEST_LEAD = Duration.ofDays(366);

    /** A shard is made when half of the one before is over, at the earliest. */
    private static final Map<String, Duration> MOST_AHEAD =
            Map.of("hour", Duration.ofMinutes(30), "day", Duration.ofHours(12));

    private final SettingValues values;
    private final Problems problems;

    private SettingsReader(SettingValues values, Problems problems) {
        this.values = values;
        this.problems = problems;
    }

    /**
     * @param flags what the command line sets, by flag name
     * @param file  the file of {@code --config}
     */
    public static Settings read(
            Map<String, String> flags, Map<String, String> environment, Optional<Path> file, Problems problems) {
        return reader(Program.AUTHORITY, flags, environment, file, problems).settings();
    }

    /** The same for a log that runs alone. */
    public static LogServerSettings readLog(
            Map<String, String> flags, Map<String, String> environment, Optional<Path> file, Problems problems) {
        return reader(Program.LOG, flags, environment, file, problems).logServer();
    }

    /** Of the same settings, those that a log needs to be made. */
    public static LogTarget.Embedded readLogToMake(
            Map<String, String> flags, Map<String, String> environment, Optional<Path> file, Problems problems) {
        return new LogSettingsReader(reader(Program.LOG_CREATION, flags, environment, file, problems).values)
                .embedded();
    }

    /** Of the same settings, those that say where the log lies, if it is not in the data folder. */
    public static Optional<LogTarget.Store> readStore(
            Map<String, String> flags, Map<String, String> environment, Optional<Path> file, Problems problems) {
        var values = reader(Program.LOG_READING, flags, environment, file, problems).values;
        return new StoreReader(values).store();
    }

    private static SettingsReader reader(
            Program program,
            Map<String, String> flags,
            Map<String, String> environment,
            Optional<Path> file,
            Problems problems) {
        return new SettingsReader(values(program, flags, environment, file, problems), problems);
    }

    /** The settings as they were written, whatever they mean. */
    static SettingValues values(
            Program program,
            Map<String, String> flags,
            Map<String, String> environment,
            Optional<Path> file,
            Problems problems) {
        var written = file.map(path -> SettingsFile.read(path, program.ofFile(), problems))
                .orElseGet(Map::of);
        return new SettingValues(Sources.of(program, flags, environment, written, problems), problems);
    }

    private LogServerSettings logServer() {
        values.require(
                Setting.LOG_ACCEPTED_ROOTS,
                "log-accepted-roots must name at least one PEM file: without a root nothing can be submitted");
        return new LogServerSettings(
                values.text(Setting.LOG_TYPE).equals("prod"),
                new LogSettingsReader(values).embedded(),
                new LogServerSettings.Door(
                        values.words(Setting.LOG_ACCEPTED_ROOTS).stream()
                                .map(Path::of)
                                .toList(),
                        values.number(Setting.LOG_SUBMISSIONS_PER_SECOND, 0, MOST_IN_FLIGHT)),
                new LogServerSettings.Ports(
                        values.address(Setting.HOST, Setting.PORT),
                        values.address(Setting.ADMIN_HOST, Setting.METRICS_PORT),
                        new TlsReader(values).targets()),
                limits(),
                accessLog());
    }

    private Settings settings() {
        var tls = new TlsReader(values);
        return new Settings(
                values.text(Setting.LOG_TYPE).equals("prod"),
                Path.of(values.text(Setting.DATA)),
                issuers(),
                signer(),
                new LogSettingsReader(values).target(),
                new TimestampReader(values).settings(),
                new Settings.Ports(
                        values.address(Setting.HOST, Setting.PORT),
                        values.address(Setting.GRPC_HOST, Setting.GRPC_PORT),
                        values.address(Setting.ADMIN_HOST, Setting.METRICS_PORT),
                        tls.targets(),
                        tls.spoken()),
                limits(),
                rules(),
                audit(),
                accessLog(),
                tracing(),
                trust());
    }

    /** The default place may also hold the JSON form; a file that was named must be there itself. */
    private Path issuers() {
        var path = Path.of(values.text(Setting.CONFIG_PATH));
        var json = path.resolveSibling("config.json");
        if (values.of(Setting.CONFIG_PATH).given() || Files.exists(path) || !Files.exists(json)) {
            return path;
        }
        problems.warn(new Place(path.toString()), "is not there, so " + json + " is read instead");
        return json;
    }

    private SignerTarget signer() {
        var ca = values.text(Setting.CA);
        switch (ca) {
            case "" -> values.problem(Setting.CA, "required flag \"ca\" not set: choose fileca or ephemeralca");
            case "ephemeralca" -> {
                return SignerTarget.Throwaway.THROWAWAY;
            }
            case "fileca" -> {
                return files();
            }
            default ->
                values.problem(
                        Setting.CA,
                        NotHere.insteadOfAuthority(ca)
                                .map(instead -> "--ca=" + ca + " is not supported: " + instead)
                                .orElse("--ca=" + ca + " is not a valid selection. Try: fileca or ephemeralca"));
        }
        return SignerTarget.Throwaway.THROWAWAY;
    }

    private SignerTarget files() {
        values.require(Setting.FILECA_CERT, "fileca-cert must be set to certificate path when using fileca");
        values.require(Setting.FILECA_KEY, "fileca-key must be set to private key path when using fileca");
        return new SignerTarget.Files(
                Path.of(values.text(Setting.FILECA_CERT)),
                Path.of(values.text(Setting.FILECA_KEY)),
                values.text(Setting.FILECA_KEY_PASSWD),
                values.flag(Setting.FILECA_WATCH));
    }

    private Settings.Limits limits() {
        var cores = values.number(Setting.CORES, 0, MOST_CORES);
        return new Settings.Limits(
                values.duration(Setting.IDLE_CONNECTION_TIMEOUT, Duration.ofMillis(1)),
                values.duration(Setting.REQUEST_TIMEOUT, Duration.ofMillis(1)),
                values.duration(Setting.READ_HEADER_TIMEOUT, Duration.ofMillis(1)),
                values.duration(Setting.SHUTDOWN_GRACE, Duration.ZERO),
                values.number(Setting.REQUESTS_IN_FLIGHT, 1, MOST_IN_FLIGHT),
                cores == 0 ? Runtime.getRuntime().availableProcessors() : cores,
                values.duration(Setting.CORE_WAIT, Duration.ofMillis(1)),
                room());
    }

    private Settings.Room room() {
        return new Settings.Room(
                values.number(Setting.MAX_CONNECTIONS, 1, MOST_CONNECTIONS),
                values.number(Setting.MAX_HEADER_BYTES, SMALLEST_HEAD, LARGEST_HEAD),
                values.number(Setting.MAX_BODY_BYTES, SMALLEST_BODY, LARGEST_BODY),
                values.number(Setting.MAX_CALLS_PER_CONNECTION, 1, MOST_IN_FLIGHT));
    }

    private Settings.Rules rules() {
        return new Settings.Rules(
                values.words(Setting.CLIENT_SIGNING_ALGORITHMS),
                values.wholeSeconds(Setting.CERTIFICATE_LIFETIME, Duration.ofSeconds(1)),
                values.wholeSeconds(Setting.CERTIFICATE_BACKDATING, Duration.ZERO),
                values.flag(Setting.PROOF_OVER_ANY_CLAIM),
                values.flag(Setting.ERROR_DETAILS));
    }

    private Optional<Settings.AccessLog> accessLog() {
        return Optional.of(values.text(Setting.ACCESS_LOG))
                .filter(file -> !file.isEmpty())
                .map(file -> new Settings.AccessLog(
                        Optional.of(file).filter(it -> !it.equals("-")).map(Path::of)));
    }

    private Optional<Settings.Tracing> tracing() {
        var perSecond = values.number(Setting.TRACES_PER_SECOND, 1, MOST_TRACES);
        return values.optional(Setting.OTLP_ENDPOINT)
                .map(_ -> new Settings.Tracing(values.baseUrl(Setting.OTLP_ENDPOINT), perSecond));
    }

    private Settings.Trust trust() {
        var ca = values.optional(Setting.PUBLIC_URL).map(_ -> values.publicUrl(Setting.PUBLIC_URL));
        if (ca.filter(url -> !url.getRawPath().isEmpty()).isPresent()) {
            values.problem(
                    Setting.PUBLIC_URL, "must have no path, since some clients leave it out, was \"" + ca.get() + "\"");
        }
        var log = values.optional(Setting.LOG_PUBLIC_URL).map(_ -> values.publicUrl(Setting.LOG_PUBLIC_URL));
        if (log.isPresent() && ca.isEmpty()) {
            values.problem(Setting.LOG_PUBLIC_URL, "is of no use without public-url: set that, too");
        }
        return new Settings.Trust(
                ca,
                log,
                values.words(Setting.TRUST_MERGE).stream().map(Path::of).toList(),
                values.text(Setting.TUF_KEY_PASSWD),
                publishLead());
    }

    /** The shards of a log rotate by themselves, and the key of each is published when it is made. */
    private Duration publishLead() {
        var lead = values.duration(Setting.PUBLISH_LEAD, Duration.ZERO, LONGEST_LEAD);
        var shards = values.text(Setting.LOG_SHARDS);
        var most = MOST_AHEAD.getOrDefault(shards, LONGEST_LEAD);
        var wanted = GoDuration.parse(values.text(Setting.LOG_SHARD_AHEAD)).orElse(LONGEST_LEAD);
        var ahead = wanted.compareTo(most) < 0 ? wanted : most;
        if (!shards.equals("none") && ahead.compareTo(lead) < 0) {
            problems.warn(
                    values.of(Setting.LOG_SHARD_AHEAD).place(),
                    "the key of each shard of log-shards=%s is published %s before it is used, and publish-lead is %s"
                            .formatted(shards, text(ahead), text(lead)));
        }
        return lead;
    }

    private static String text(Duration span) {
        return span.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private Settings.Audit audit() {
        return new Settings.Audit(auditFile(values), values.flag(Setting.AUDIT_REQUIRED));
    }

    /** Where the audit trail is, unless it goes to standard output. */
    static Optional<Path> auditFile(SettingValues values) {
        var file = values.text(Setting.AUDIT_LOG);
        var data = Path.of(values.text(Setting.DATA));
        return file.equals("-")
                ? Optional.empty()
                : Optional.of(file.isEmpty() ? data.resolve("audit.jsonl") : Path.of(file));
    }
}
