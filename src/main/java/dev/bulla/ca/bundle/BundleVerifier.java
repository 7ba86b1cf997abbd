/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.sigstore.TrustedRoot;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Holds bundles against a trusted root. */
public final class BundleVerifier {
    private final TimestampJudge timestamps;
    private final CertificateJudge certificates;
    private final PromiseJudge promises;
    private final EntryJudge entries;
    private final Thresholds thresholds;
    private final Crypto crypto;
    private final InstantSource clock;

    /** @param clock for bundles that need no timestamp, since somebody looks at them while their certificate is valid */
    public BundleVerifier(TrustedRoot root, Thresholds thresholds, Crypto crypto, InstantSource clock) {
        this.timestamps = new TimestampJudge(root.timestampAuthorities());
        this.certificates = new CertificateJudge(root.certificateAuthorities());
        this.promises = new PromiseJudge(root.ctlogs(), crypto);
        this.entries = new EntryJudge(root.tlogs(), crypto);
        this.thresholds = thresholds;
        this.crypto = crypto;
        this.clock = clock;
    }

    /** Returns what is known of the signature if it is to be relied on; else throws with what was found and expected. */
    public Verified verify(Bundle bundle, Artifact artifact, ExpectedSigner signer, ExpectedContent content)
            throws UntrustedBundleException, IOException {
        var proven = proven(bundle);
        var moments = moments(bundle, proven);
        var judged = moments.isEmpty() ? List.of(clock.instant()) : moments;
        judgeLogs(proven, judged);
        var issuer = certificates.judge(bundle.certificate(), judged);
        var promised = promises.judge(bundle.certificate(), issuer);
        enough(promised, thresholds.promises(), Distrust.PROMISE_MISSING, "logs promised the certificate");
        var known = Signer.of(bundle.certificate());
        signer.judge(known);
        var algorithm = SigningAlgorithm.of(bundle.certificate().getPublicKey()).orElseThrow();
        var signed =
                new SignatureJudge(bundle.certificate(), algorithm, crypto).judge(bundle.content(), artifact, content);
        for (var entry : proven) {
            new EntryContent(bundle, signed.signed()).mustBe(entry.entry());
        }
        return new Verified(known, moments, promised, logs(proven), signed);
    }

    private List<EntryJudge.Proven> proven(Bundle bundle) throws UntrustedBundleException {
        var proven = new ArrayList<EntryJudge.Proven>();
        for (var entry : bundle.entries()) {
            entries.judge(entry).ifPresent(proven::add);
        }
        enough(logs(proven), thresholds.entries(), Distrust.ENTRY_MISSING, "logs recorded the signature");
        return proven;
    }

    /** How many logs they are in: two entries of one log are worth one. */
    private static int logs(List<EntryJudge.Proven> proven) {
        return (int) proven.stream().map(it -> it.log().logId()).distinct().count();
    }

    /** When the signature existed. A log's own time always has to fit, and counts where it is asked to. */
    private List<Instant> moments(Bundle bundle, List<EntryJudge.Proven> proven) throws UntrustedBundleException {
        var moments = new ArrayList<TrustedMoment>();
        var counted = new HashSet<Object>();
        for (var reply : bundle.timestamps()) {
            timestamps.judge(reply, bundle.content().signature()).ifPresent(moments::add);
        }
        moments.forEach(moment -> counted.add(moment.by()));
        for (var entry : proven) {
            entry.moment().ifPresent(moment -> {
                moments.add(moment);
                if (thresholds.integratedTimes()) {
                    counted.add(moment.by());
                }
            });
        }
        enough(
                counted.size(),
                thresholds.timestamps(),
                Distrust.TIMESTAMP_MISSING,
                "authorities say when it was signed");
        return moments.stream().map(TrustedMoment::at).toList();
    }

    /** A log that promises no time was believed when the authorities say that it was signed, or its entry is worth nothing. */
    private static void judgeLogs(List<EntryJudge.Proven> proven, List<Instant> moments)
            throws UntrustedBundleException {
        for (var entry : proven) {
            for (var moment : moments) {
                if (!entry.log().validity().holds(moment)) {
                    throw new UntrustedBundleException(
                            Distrust.ENTRY_INVALID,
                            "a log recorded the signature, which is of " + moment + ", when it was not believed");
                }
            }
        }
    }

    private static void enough(int found, int expected, Distrust otherwise, String what)
            throws UntrustedBundleException {
        if (found < expected) {
            throw new UntrustedBundleException(
                    otherwise,
                    "%d of the trusted root's %s, and expected were at least %d".formatted(found, what, expected));
        }
    }
}
