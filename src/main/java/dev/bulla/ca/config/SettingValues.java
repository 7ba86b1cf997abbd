/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings' texts as what they mean. What means nothing is told as a problem and replaced by something harmless. */
final class SettingValues {
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Sources sources;
    private final Problems problems;

    SettingValues(Sources sources, Problems problems) {
        this.sources = sources;
        this.problems = problems;
    }

    Sources.Value of(Setting setting) {
        return sources.of(setting);
    }

    Settings.Address address(Setting host, Setting port) {
        return new Settings.Address(text(host), number(port, 0, 65535));
    }

    String text(Setting setting) {
        return sources.of(setting).text();
    }

    Optional<String> optional(Setting setting) {
        return Optional.of(text(setting)).filter(text -> !text.isEmpty());
    }

    void require(Setting setting, String otherwise) {
        if (text(setting).isEmpty()) {
            problem(setting, otherwise);
        }
    }

    boolean flag(Setting setting) {
        var text = text(setting);
        if (!text.equals("true") && !text.equals("false")) {
            problem(setting, "must be true or false, was \"" + text + "\"");
        }
        return text.equals("true");
    }

    int number(Setting setting, int least, int most) {
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

    Duration duration(Setting setting, Duration least) {
        return duration(setting, least, LONGEST);
    }

    Duration duration(Setting setting, Duration least, Duration longest) {
        var duration = GoDuration.parse(text(setting));
        if (duration.isPresent()
                && duration.get().compareTo(least) >= 0
                && duration.get().compareTo(longest) <= 0) {
            return duration.get();
        }
        problem(setting, "must be a duration with its unit, such as 30s or 1m30s, was \"" + text(setting) + "\"");
        return least;
    }

    /** Certificates count in seconds. */
    Duration wholeSeconds(Setting setting, Duration least) {
        var duration = duration(setting, least);
        if (duration.toNanosPart() != 0) {
            problem(setting, "must be whole seconds, was \"" + text(setting) + "\"");
        }
        return duration;
    }

    List<String> words(Setting setting) {
        var value = sources.of(setting);
        var separator = value.form() == Sources.ListForm.COMMAS ? "," : "\\s+";
        return Stream.of(value.text().split(separator, -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    void problem(Setting setting, String what) {
        problems.add(sources.of(setting).place(), what);
    }

    /** A URL that paths are put behind. */
    URI baseUrl(Setting setting) {
        var url = httpUrl(sources.of(setting));
        if (url.getRawQuery() != null) {
            problem(setting, "must have no query, was \"" + url + "\"");
        }
        return url;
    }

    /** A base URL that others are told, without a slash at its end. */
    URI publicUrl(Setting setting) {
        var url = baseUrl(setting).toString();
        return URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    }

    URI httpUrl(Sources.Value url) {
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
}
