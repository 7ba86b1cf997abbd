/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.LogTarget;
import dev.bulla.ca.config.Settings;
import dev.bulla.ca.data.ServedAddresses;
import dev.bulla.ca.publication.LogServer;
import dev.bulla.ca.publication.LogSite;
import dev.bulla.ca.publication.SearchSite;
import dev.bulla.ca.web.Endpoint;
import dev.bulla.ca.web.HttpSettings;
import dev.bulla.ca.web.Mount;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Where the embedded log can be read, if there is one: on one of three ports. */
record LogReading(Settings settings, LogWiring log) {

    List<Mount> onHttpPort() {
        return where().filter(LogTarget.OnHttpPort.class::isInstance).map(this::site).stream()
                .toList();
    }

    /** The search is always there, and found before the log's own pages. */
    List<Mount> onAdminPort() {
        var pages = where().filter(LogTarget.OnAdminPort.class::isInstance).map(this::site);
        var search = log.own().map(own -> SearchSite.of(own.log()));
        return Stream.concat(pages.stream(), search.stream()).toList();
    }

    /** Listens, if the log has a port of its own. */
    Optional<LogServer> start(HttpSettings http, Function<Settings.Address, Endpoint> port) {
        return where().filter(LogTarget.OnOwnPort.class::isInstance)
                .map(LogTarget.OnOwnPort.class::cast)
                .map(own -> LogServer.start(http.at(port.apply(own.address())), site(own)));
    }

    /** The address at which somebody on this machine reads it. */
    Optional<String> url(RunningServer.Ports ports, Optional<LogServer> own) {
        var served = settings.ports();
        var tls = served.tls();
        return where().map(reading -> switch (reading) {
            case LogTarget.OnHttpPort here ->
                ServedAddresses.url(tls.http().isPresent(), served.http().host(), ports.http(), here.prefix());
            case LogTarget.OnAdminPort here ->
                ServedAddresses.url(tls.admin().isPresent(), served.admin().host(), ports.admin(), here.prefix());
            case LogTarget.OnOwnPort here ->
                ServedAddresses.url(
                        tls.log().isPresent(),
                        here.address().host(),
                        own.orElseThrow().port(),
                        here.prefix());
        });
    }

    private Optional<LogTarget.Reading> where() {
        return settings.log() instanceof LogTarget.Embedded embedded
                ? Optional.of(embedded.reading())
                : Optional.empty();
    }

    private Mount site(LogTarget.Reading reading) {
        return LogSite.of(log.own().orElseThrow().log(), reading.prefix());
    }
}
