/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.FailedException;
import dev.bulla.ca.proof.ProvenKey;
import dev.bulla.ctlog.LogKey;
import dev.bulla.ctlog.LoggedEntry;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Makes certificates in two steps. */
public final class CertificateAuthority {
    private final Supplier<IssuingKey> key;
    private final PromiseCheck promises;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** One whose logs stay the same. */
    public CertificateAuthority(
            Supplier<IssuingKey> key, List<LogKey> logs, InstantSource clock, RandomGenerator random) {
        this(key, () -> logs, clock, random);
    }

    /**
     * @param key    gives the key and chain in use now
     * @param logs   gives the keys of the logs whose timestamps are believed now; none only without a log
     * @param random draws serial numbers: a source that nobody can predict
     */
    public CertificateAuthority(
            Supplier<IssuingKey> key, Supplier<List<LogKey>> logs, InstantSource clock, RandomGenerator random) {
        this.key = key;
        this.promises = new PromiseCheck(logs, clock);
        this.clock = clock;
        this.random = random;
    }

    /** What the log is to see. It holds the key and chain of this moment, which also sign the certificate. */
    public Precertificate precertify(ProvenKey proven) {
        var signer = key.get();
        var now = clock.instant();
        var content = new CertificateContent(
                signer.chain(),
                Serial.random(random),
                Validity.from(now, proven.profile()),
                proven.publicKeyInfo(),
                Optional.of(KeyIdentifier.of(proven.publicKeyInfo())),
                proven.principal());
        requireWithinChain(content);

        var template = new Template(content);
        var toBeSigned = template.toBeSigned(Tail.Poison.POISON);
        var der = template.signed(toBeSigned, signer.sign(toBeSigned));
        var fields = Lint.check(der.array(), content, Tail.Poison.POISON);
        var entry = LoggedEntry.ofPrecertificate(der.array(), content.chain().keyHash());
        return new Precertificate(der, entry, new Draft(signer, now, content, template, fields));
    }

    /** The certificate for a precertificate, once the log's receipt for it holds. */
    public IssuedCertificate certify(Precertificate precertificate, LogReceipt receipt) {
        var draft = precertificate.draft();
        var tail = promises.tailFor(precertificate, receipt);
        var toBeSigned = draft.template().toBeSigned(tail);
        var der = draft.template().signed(toBeSigned, draft.signer().sign(toBeSigned));
        var fields = Lint.check(der.array(), draft.content(), tail);
        requireSignature(fields, draft.content().chain());
        Correspondence.check(draft.fields(), fields, tail);
        return new IssuedCertificate(der, draft.content(), receipt);
    }

    /** A leaf that its chain does not cover looks fine to us and to no verifier. */
    private static void requireWithinChain(CertificateContent content) {
        var chain = content.chain();
        if (content.validity().notAfter().isAfter(chain.end())) {
            throw new FailedException(
                    Backend.SIGNER, "the chain ends at " + chain.end() + ", before the certificate would: renew it");
        }
        if (content.validity().notBefore().isBefore(chain.start())) {
            throw new FailedException(
                    Backend.SIGNER, "the chain begins at " + chain.start() + ", after the certificate would");
        }
    }

    private static void requireSignature(CertificateFields fields, IssuingChain chain) {
        if (!chain.verifies(fields.toBeSigned().encoded(), fields.signature().toBytes())) {
            throw new FailedException(Backend.CERTIFICATE, "signature: it does not verify with the CA's public key");
        }
    }
}
