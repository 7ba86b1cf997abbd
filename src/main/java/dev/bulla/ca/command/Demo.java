/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ctlog.SignedHead;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;

/** One certificate from the token to the public log, with every claim checked by whom it is made to. */
final class Demo {
    private static final List<String> SHOWN =
            List.of("iss", "sub", "repository", "job_workflow_ref", "event_name", "sha");

    /** With fewer, a proof would be too short to show anything. */
    private static final int OTHER_BUILDS = 6;

    private final Surroundings around;
    private final DemoStory story;

    /**
     * Whom the demo talks to, and whom it believes.
     *
     * @param tokens a fresh token of the build system at each call
     */
    record Surroundings(Callable<String> tokens, SigningClient authority, X509Certificate root, LogSide log) {}

    /** The log as it can be read, and as it is known. */
    record LogSide(LogClient client, LogClient.Identity identity) {}

    Demo(Surroundings around, DemoStory story) {
        this.around = around;
        this.story = story;
    }

    void tell() {
        var token = token();
        var key = key();
        var issued = certificate(token, key);
        identity(issued);
        chain(issued);
        promise(issued);
        var head = inclusion(issued);
        growth(head);
    }

    private String token() {
        return story.step("A token: the build system says who is building", """
                A build system (GitHub Actions, say) gives each of its jobs a short-lived token that it has signed.
                Nobody has to keep a password or a signing key: the token is the identity. This one is made by a
                build system that the demo plays on your machine.""", () -> {
            var token = around.tokens().call();
            var claims = ClientToken.claims(token);
            SHOWN.stream()
                    .filter(claims::has)
                    .forEach(name -> story.fact(name, claims.path(name).asString("")));
            return token;
        });
    }

    private ClientKey key() {
        return story.step("A key that nobody has used before", """
                The job makes a fresh key pair, and will throw it away when it is done: what is not kept cannot be
                stolen. Only the public half leaves the job.""", () -> {
            var key = ClientKey.fresh();
            story.fact("public key", "P-256, SHA-256 " + key.fingerprint());
            return key;
        });
    }

    private PromisedCertificate certificate(String token, ClientKey key) {
        return story.step("The request: token and public key go to the authority", """
                Bulla checks the token's signature, issuer, audience and lifetime. It also asks for a signature by
                the new key, which proves that the job has the private half. Then it signs a certificate.""", () -> {
            var issued = issue(token, key);
            story.fact("received", issued.chain().size() + " certificates, the job's own first");
            return issued;
        });
    }

    private PromisedCertificate issue(String token, ClientKey key) throws Exception {
        var pem = around.authority().request(token, key, ClientToken.challenge(token));
        key.mustBeIn(pem);
        return new PromisedCertificate(CertificateReader.read(pem));
    }

    private void identity(PromisedCertificate issued) {
        story.step("The certificate: this key belongs to this build", """
                It binds the key to the identity in the token, for ten minutes. A signature made in that time can be
                traced to the workflow that made it, for ever.""", () -> {
            var leaf = issued.leaf();
            story.fact("identity", issued.subjectName());
            story.fact(
                    "valid",
                    "from %s, %d minutes"
                            .formatted(
                                    leaf.getNotBefore().toInstant(),
                                    TrustedChain.lifetime(leaf).toMinutes()));
            return leaf;
        });
    }

    private void chain(PromisedCertificate issued) {
        story.step("The chain: the certificate leads to a root that we trust", """
                Each certificate is signed by the one above it, up to the root. Verifiers know the root beforehand;
                here it was read from the authority's folder and not from its answer.""", () -> {
            issued.chain().stream().skip(1).forEach(it -> story.fact("signed by", it.getSubjectX500Principal()));
            new TrustedChain(around.root()).verify(issued.chain(), Instant.now());
            return issued;
        });
    }

    private void promise(PromisedCertificate issued) {
        story.step("The log's promise: everybody will see this certificate", """
                An authority could be made to sign a false certificate. So none is good without a timestamp that a
                public log has signed: a promise to show the certificate to everyone.""", () -> {
            var timestamp = issued.timestamp();
            story.fact("log", timestamp.logId());
            story.fact("promised at", Instant.ofEpochMilli(timestamp.timestamp()));
            around.log().identity().key().verify(issued.entry(), timestamp);
            return timestamp;
        });
    }

    private SignedHead inclusion(PromisedCertificate issued) {
        return story.step("The proof: the log has kept its promise", """
                A promise is good, a proof is better. Six other builds have come after ours, and the log has signed one
                hash over all entries. A few hashes show that ours is among them, without reading the others.""", () -> {
            for (var i = 0; i < OTHER_BUILDS; i++) {
                issue(around.tokens().call(), ClientKey.fresh());
            }
            var head = around.log().client().head();
            prove(issued, head);
            return head;
        });
    }

    private void prove(PromisedCertificate issued, SignedHead head) throws Exception {
        var proof = around.log().client().inclusion(issued.entry().leafHash(issued.timestamp()), head.size());
        story.fact(
                "signed head", head.size() + " entries, root " + HexFormat.of().formatHex(head.root()));
        story.fact("our entry", "at place " + proof.place());
        story.fact("proof", proof.path().size() + " hashes");
        head.verifyInclusion(issued.entry(), issued.timestamp(), proof.place(), proof.path());
    }

    private void growth(SignedHead before) {
        story.step("The log only grows: nothing that it has shown can disappear", """
                We take one more certificate and ask for the log's new head. A proof shows that the old log is the
                beginning of the new one: no entry was changed, removed or put in between.""", () -> {
            var another = issue(around.tokens().call(), ClientKey.fresh());
            var after = around.log().client().head();
            prove(another, after);
            var proof = around.log().client().consistency(before.size(), after.size());
            story.fact("grown", "from %d to %d entries".formatted(before.size(), after.size()));
            story.fact("proof of growth", proof.size() + " hashes");
            after.verifyConsistency(before, proof);
            return after;
        });
    }
}
