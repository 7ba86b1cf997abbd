/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.sigstore.SigningConfig;
import dev.bulla.ca.sigstore.SigningConfigReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who is asked when something is signed.
 *
 * @param authority  base of the address at which certificates are issued
 * @param timestamps the whole address of a time-stamping authority
 */
record SigningServices(URI authority, URI timestamps) {
    private static final int VERSION = 1;

    /** The newest of each kind that a signing configuration names for this moment. */
    static SigningServices of(Path file, Instant now) throws IOException {
        var config =
                new SigstoreFile("--signing-config", file).read(SigningConfigReader.LARGEST, SigningConfigReader::read);
        return new SigningServices(
                newest(file, config.caUrls(), "certificate authority", now),
                newest(file, config.tsaUrls(), "time-stamping authority", now));
    }

    private static URI newest(Path file, List<SigningConfig.Service> services, String kind, Instant now) {
        return services.stream()
                .filter(service -> service.majorApiVersion() == VERSION)
                .filter(service -> service.validity().holds(now))
                .max(Comparator.comparing(service -> service.validity().start().orElse(Instant.MIN)))
                .map(service -> address(file, service.url()))
                .orElseThrow(() -> new CommandFailedException("--signing-config " + file + " names no " + kind
                        + " of version " + VERSION + " that is in use now"));
    }

    private static URI address(Path file, String url) {
        return Optional.of(url)
                .filter(text -> text.matches("https?://[^\\s]+"))
                .map(URI::create)
                .orElseThrow(() -> new CommandFailedException(
                        "--signing-config " + file + " has an address that is none: " + url));
    }
}
