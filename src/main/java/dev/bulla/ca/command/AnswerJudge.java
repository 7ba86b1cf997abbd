/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.bench.load.Identities;
import dev.bulla.ca.bench.load.Judge;
import dev.bulla.ca.bench.load.SigningRequests;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.Extension;
import dev.bulla.ctlog.InvalidInputException;
import dev.bulla.ctlog.LogKey;
import dev.bulla.ctlog.UntrustedTimestampException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1UTF8String;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Judges an answer as whoever verifies a signature would, and knows in addition what was asked for.
 *
 * @param roots one of which every chain has to lead to
 * @param logs  of which one must have promised every certificate; without them promises are not looked at
 */
record AnswerJudge(List<X509Certificate> roots, List<LogKey> logs) implements Judge {
    AnswerJudge {
        roots = List.copyOf(roots);
        logs = List.copyOf(logs);
    }

    @Override
    public Optional<String> faultOf(SigningRequests.Expected expected, Bytes body, Instant at) {
        try {
            var pem = SigningClient.chain(JsonMapper.shared().readTree(body.array()));
            var issued = new PromisedCertificate(CertificateReader.read(pem));
            judgeChain(issued, at);
            judgeKey(issued, expected.publicKey());
            judgeIdentity(issued, expected.identity());
            judgePromise(issued);
            return Optional.empty();
        } catch (CommandFailedException | UntrustedTimestampException | InvalidInputException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (JacksonException e) {
            return Optional.of("the answer is not JSON");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.of("the certificate cannot be read");
        }
    }

    private void judgeChain(PromisedCertificate issued, Instant at) throws GeneralSecurityException {
        var root = roots.stream()
                .filter(it -> isIssuedBelow(issued, it))
                .findFirst()
                .orElseThrow(() -> new CommandFailedException("the chain does not lead to the root"));
        new TrustedChain(root).verify(issued.chain(), at);
    }

    /** By name, which finds the root that the signatures then have to prove. */
    private static boolean isIssuedBelow(PromisedCertificate issued, X509Certificate root) {
        return issued.chain().getLast().getIssuerX500Principal().equals(root.getSubjectX500Principal());
    }

    private static void judgeKey(PromisedCertificate issued, Bytes key) {
        if (!Arrays.equals(issued.leaf().getPublicKey().getEncoded(), key.array())) {
            throw new CommandFailedException("the certificate is for another key");
        }
    }

    private static void judgeIdentity(PromisedCertificate issued, Identities.Claimed identity)
            throws GeneralSecurityException {
        var name = issued.subjectName();
        if (!identity.subjectName().orElse(name).equals(name)) {
            throw new CommandFailedException("the certificate is for somebody else");
        }
        if (!issuer(issued.leaf()).equals(identity.issuer())) {
            throw new CommandFailedException("the certificate names another issuer of tokens");
        }
    }

    private static String issuer(X509Certificate leaf) {
        return Optional.ofNullable(leaf.getExtensionValue(Extension.ISSUER.oid()))
                .map(value -> ASN1OctetString.getInstance(value).getOctets())
                .map(value -> ASN1UTF8String.getInstance(value).getString())
                .orElseThrow(() -> new CommandFailedException("the certificate names no issuer of tokens"));
    }

    private void judgePromise(PromisedCertificate issued) throws GeneralSecurityException {
        var promised = issued.timestamp().logId();
        var own = logs.stream()
                .filter(log -> log.id().equals(promised))
                .findFirst()
                .or(() -> logs.stream().findFirst());
        if (own.isPresent()) {
            own.get().verify(issued.entry(), issued.timestamp());
        }
    }
}
