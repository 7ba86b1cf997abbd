/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.LogTarget;
import dev.bulla.ca.config.Place;
import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.Setting;
import dev.bulla.ca.config.Settings;
import dev.bulla.ca.data.ServedAddresses;
import dev.bulla.ca.data.ServedAddresses.Services;
import dev.bulla.ca.publication.TrustSite;
import dev.bulla.ca.publication.TufSite;
import dev.bulla.ca.sigstore.MalformedDocumentException;
import dev.bulla.ca.sigstore.TrustedRootReader;
import dev.bulla.ca.trustroot.ForeignTrust;
import dev.bulla.ca.web.Mount;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What verifiers must know of this server: written down where commands find it, and shown on the HTTP port. */
record TrustWiring(Settings settings, PublicRecord record) {
    /** Reads the documents of others, each of which must be what it says. */
    static List<String> merged(Settings.Trust trust, Problems problems) {
        var documents = new ArrayList<String>();
        for (var file : trust.merged()) {
            document(file, problems).ifPresent(documents::add);
        }
        return documents;
    }

    private static Optional<String> document(Path file, Problems problems) {
        var place = new Place("--" + Setting.TRUST_MERGE.flag());
        try (var in = Files.newInputStream(file)) {
            var content = in.readNBytes(TrustedRootReader.LARGEST + 1);
            ForeignTrust.read(content);
            return Optional.of(new String(content, StandardCharsets.UTF_8));
        } catch (MalformedDocumentException e) {
            problems.add(place, file + ": " + e.getMessage());
        } catch (IOException e) {
            problems.add(place, file + " cannot be read: " + e);
        }
        return Optional.empty();
    }

    Stream<Mount> sites() {
        return Stream.of(
                TrustSite.of(new TrustPages(record.folder(), System::nanoTime)),
                TufSite.of(record.folder().tuf()));
    }

    TufKeeper keeper(TufKeeper.Around around) {
        return new TufKeeper(record.folder(), settings.trust().tufPassword(), around).start();
    }

    /** The server listens, and from now on somebody may ask where. */
    void listening(String http, Optional<String> log, Optional<String> timestamps, LogWiring logs) {
        if (settings.log() instanceof LogTarget.Remote remote) {
            logs.keys().get().forEach(key -> record.remoteLog(remote.url(), key));
        }
        var stamping = timestamps.map(path -> http + path);
        record.addresses(new ServedAddresses(
                new Services(http, log, stamping),
                settings.trust().ca().map(URI::toString).map(ca -> world(ca, timestamps))));
    }

    private Services world(String ca, Optional<String> timestamps) {
        var log = settings.log() instanceof LogTarget.Embedded embedded
                ? Optional.of(settings.trust()
                        .log()
                        .map(URI::toString)
                        .orElse(ca + embedded.reading().prefix()))
                : Optional.<String>empty();
        return new Services(ca, log, timestamps.map(path -> ca + path));
    }
}
