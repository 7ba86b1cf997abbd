/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.Settings;
import dev.bulla.ca.data.AuditNotes;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.KeyHistory;
import dev.bulla.ca.data.KnownKey;
import dev.bulla.ca.data.MergedTrust;
import dev.bulla.ca.data.PublicChains;
import dev.bulla.ca.data.RemoteLogs;
import dev.bulla.ca.data.RemoteLogs.RemoteLog;
import dev.bulla.ca.data.RotationTerms;
import dev.bulla.ca.data.ServedAddresses;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.Pem;
import dev.bulla.ca.x509.Sha256;
import dev.bulla.ctlog.LogKey;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;

/**
 * Writes down what is public about this server, for commands that ask while it runs or later. Nothing that is issued depends on
 * it, so a folder that cannot be written is a warning.
 */
record PublicRecord(DataFolder folder, InstantSource clock) {
    private static final Logger LOG = System.getLogger(PublicRecord.class.getName());

    static PublicRecord of(Settings settings, InstantSource clock) {
        return new PublicRecord(new DataFolder(settings.data()), clock);
    }

    void addresses(ServedAddresses addresses) {
        write("the server's addresses", () -> addresses.write(folder));
    }

    void chain(List<String> pem) {
        keep(KnownKey.Kind.AUTHORITY, pem, new PublicChains(folder), "the CA's chain");
    }

    void timestampChain(List<String> pem) {
        keep(KnownKey.Kind.TIMESTAMPER, pem, PublicChains.ofTimestamps(folder), "the time-stamping authority's chain");
    }

    private void keep(KnownKey.Kind kind, List<String> pem, PublicChains chains, String what) {
        write(what, () -> {
            new KeyHistory(folder, kind).use(fingerprint(pem), clock.instant());
            chains.keep(pem);
        });
    }

    /** That of the certificate of whoever signs. */
    static String fingerprint(List<String> pem) {
        var signer = Pem.first(Bytes.utf8(pem.getFirst())).orElseThrow().content();
        return Sha256.hex(signer.array());
    }

    void rotationTerms(RotationTerms terms) {
        write("what rotations depend on", () -> {
            terms.write(folder);
            new AuditNotes(folder).prepare();
        });
    }

    void remoteLog(URI url, LogKey key) {
        write("the log's key", () -> {
            var encoded = key.encoded();
            var id = Sha256.hex(encoded);
            KnownKey.enter(folder, KnownKey.Kind.LOG, id, clock.instant());
            new RemoteLogs(folder)
                    .keep(new RemoteLog(id, text(url), Base64.getEncoder().encodeToString(encoded)));
        });
    }

    private static String text(URI url) {
        var text = url.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    void merged(List<String> documents) {
        write("the documents of trust-merge", () -> new MergedTrust(folder).replace(documents));
    }

    private interface Writing {
        void write() throws IOException;
    }

    private void write(String what, Writing writing) {
        try {
            writing.write();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} cannot be written below {1}: {2}", what, folder.path(), e);
        }
    }
}
