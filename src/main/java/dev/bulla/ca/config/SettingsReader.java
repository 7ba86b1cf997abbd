/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns flags, environment and settings file into {@link Settings}, with every mistake told. */
public final class SettingsReader {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MOST_IN_FLIGHT = 1_000_000;
    private static final int MOST_CORES = 4096;

    private final Sources sources;
    private final Problems problems;

    private SettingsReader(Sources sources, Problems problems) {
        this.sources = sources;
        this.problems = problems;
    }

    /**
     * @param flags what the command line sets, by flag name
     * @param file  the file of {@code --config}
     */
    public static Settings read(
            Map<String, String> flags, Map<String, String> environment, Optional<Path> file, Problems problems) {
        var written = file.map(path -> SettingsFile.read(path, problems)).orElseGet(Map::of);
        return new SettingsReader(Sources.of(flags, environment, written, problems), problems).settings();
    }

    private Settings settings() {
        return new Settings(
                text(Setting.LOG_TYPE).equals("prod"),
                issuers(),
                signer(),
                log(),
                new Settings.Ports(
                        address(Setting.HOST, Setting.PORT),
                        address(Setting.GRPC_HOST, Setting.GRPC_PORT),
                        address(Setting.ADMIN_HOST, Setting.METRICS_PORT)),
                limits(),
                rules(),
                audit());
    }

    /** The default place may also hold the JSON form; a file that was named must be there itself. */
    private Path issuers() {
        var path = Path.of(text(Setting.CONFIG_PATH));
        var json = path.resolveSibling("config.json");
        if (sources.of(Setting.CONFIG_PATH).given() || Files.exists(path) || !Files.exists(json)) {
            return path;
        }
        problems.warn(new Place(path.toString()), "is not there, so " + json + " is read instead");
        return json;
    }

    private SignerTarget signer() {
        var ca = text(Setting.CA);
        switch (ca) {
            case "" -> problem(Setting.CA, "required flag \"ca\" not set: choose fileca or ephemeralca");
            case "ephemeralca" -> {
                return SignerTarget.Throwaway.THROWAWAY;
            }
            case "fileca" -> {
                return files();
            }
            default ->
                problem(
                        Setting.CA,
                        NotHere.insteadOfAuthority(ca)
                                .map(instead -> "--ca=" + ca + " is not supported: " + instead)
                                .orElse("--ca=" + ca + " is not a valid selection. Try: fileca or ephemeralca"));
        }
        return SignerTarget.Throwaway.THROWAWAY;
    }

    private SignerTarget files() {
        require(Setting.FILECA_CERT, "fileca-cert must be set to certificate path when using fileca");
        require(Setting.FILECA_KEY, "fileca-key must be set to private key path when using fileca");
        return new SignerTarget.Files(
                Path.of(text(Setting.FILECA_CERT)),
                Path.of(text(Setting.FILECA_KEY)),
                text(Setting.FILECA_KEY_PASSWD),
                flag(Setting.FILECA_WATCH));
    }

    private LogTarget log() {
        var url = sources.of(Setting.CT_LOG_URL);
        var without = flag(Setting.INSECURE_NO_CT_LOG);
        if (!url.given()) {
            problem(Setting.CT_LOG_URL, "ct-log-url must be set to the base URL of a CT log");
        } else if (url.text().isEmpty() != without) {
            problem(
                    Setting.CT_LOG_URL,
                    without
                            ? "insecure-no-ct-log contradicts ct-log-url=" + url.text() + ": leave out one of the two"
                            : "is empty, so certificates would appear in no log. If that is meant, add"
                                    + " --insecure-no-ct-log");
        } else if (!without) {
            return remote(url);
        }
        return LogTarget.None.NONE;
    }

    private LogTarget remote(Sources.Value url) {
        require(
                Setting.CT_LOG_PUBLIC_KEY_PATH,
                "ct-log-public-key-path must be set: without the log's key its timestamps cannot be verified. It is the"
                        + " PEM file with the public key that the log's operator publishes; of a private key you hold,"
                        + " openssl pkey -in log-key.pem -pubout writes it");
        return new LogTarget.Remote(
                httpUrl(url),
                Path.of(text(Setting.CT_LOG_PUBLIC_KEY_PATH)),
                optional(Setting.CT_LOG_ORIGIN),
                optional(Setting.CT_LOG_TLS_CA_CERT).map(Path::of),
                duration(Setting.CT_LOG_TIMEOUT, Duration.ofMillis(100)));
    }

    private URI httpUrl(Sources.Value url) {
        try {
            var uri = new URI(url.text());
            var web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            // Names with an underscore, usual on networks of containers, are an authority to Java and no host.
            var named = uri.getRawAuthority() != null && !uri.getRawAuthority().contains("@");
            if (web && named && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Told below, like any other text that is no such URL.
        }
        problems.add(url.place(), "\"" + url.text() + "\" is no http or https URL");
        return URI.create("http://invalid.invalid");
    }

    private Settings.Limits limits() {
        var cores = number(Setting.CORES, 0, MOST_CORES);
        return new Settings.Limits(
                duration(Setting.IDLE_CONNECTION_TIMEOUT, Duration.ofMillis(1)),
                duration(Setting.REQUEST_TIMEOUT, Duration.ofMillis(1)),
                duration(Setting.READ_HEADER_TIMEOUT, Duration.ofMillis(1)),
                duration(Setting.SHUTDOWN_GRACE, Duration.ZERO),
                number(Setting.REQUESTS_IN_FLIGHT, 1, MOST_IN_FLIGHT),
                cores == 0 ? Runtime.getRuntime().availableProcessors() : cores);
    }

    private Settings.Rules rules() {
        return new Settings.Rules(
                words(Setting.CLIENT_SIGNING_ALGORITHMS),
                wholeSeconds(Setting.CERTIFICATE_LIFETIME, Duration.ofSeconds(1)),
                wholeSeconds(Setting.CERTIFICATE_BACKDATING, Duration.ZERO),
                flag(Setting.PROOF_OVER_ANY_CLAIM),
                flag(Setting.ERROR_DETAILS));
    }

    private Settings.Audit audit() {
        var file = text(Setting.AUDIT_LOG);
        var data = Path.of(text(Setting.DATA));
        return new Settings.Audit(
                file.equals("-")
                        ? Optional.empty()
                        : Optional.of(file.isEmpty() ? data.resolve("audit.jsonl") : Path.of(file)),
                flag(Setting.AUDIT_REQUIRED));
    }

    private Settings.Address address(Setting host, Setting port) {
        return new Settings.Address(text(host), number(port, 0, 65535));
    }

    private String text(Setting setting) {
        return sources.of(setting).text();
    }

    private Optional<String> optional(Setting setting) {
        return Optional.of(text(setting)).filter(text -> !text.isEmpty());
    }

    private void require(Setting setting, String otherwise) {
        if (text(setting).isEmpty()) {
            problem(setting, otherwise);
        }
    }

    private boolean flag(Setting setting) {
        var text = text(setting);
        if (!text.equals("true") && !text.equals("false")) {
            problem(setting, "must be true or false, was \"" + text + "\"");
        }
        return text.equals("true");
    }

    private int number(Setting setting, int least, int most) {
        try {
            var number = Integer.parseInt(text(setting));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, with the range.
        }
        problem(setting, "must be a number from " + least + " to " + most + ", was \"" + text(setting) + "\"");
        return least;
    }

    private Duration duration(Setting setting, Duration least) {
        var duration = GoDuration.parse(text(setting));
        if (duration.isPresent()
                && duration.get().compareTo(least) >= 0
                && duration.get().compareTo(LONGEST) <= 0) {
            return duration.get();
        }
        problem(setting, "must be a duration with its unit, such as 30s or 1m30s, was \"" + text(setting) + "\"");
        return least;
    }

    /** Certificates count in seconds. */
    private Duration wholeSeconds(Setting setting, Duration least) {
        var duration = duration(setting, least);
        if (duration.toNanosPart() != 0) {
            problem(setting, "must be whole seconds, was \"" + text(setting) + "\"");
        }
        return duration;
    }

    private List<String> words(Setting setting) {
        var value = sources.of(setting);
        var separator = value.form() == Sources.ListForm.COMMAS ? "," : "\\s+";
        return Stream.of(value.text().split(separator, -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private void problem(Setting setting, String what) {
        problems.add(sources.of(setting).place(), what);
    }
}
