/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/** The settings of an issuer as keys of its object. What is as usual is left out, and so are passwords. */
final class IssuerText {
    private static final Pattern PASSWORD = Pattern.compile("(?<=://)([^/@]*):[^/]*(?=@)");

    private final YamlText out;

    private IssuerText(YamlText out) {
        this.out = out;
    }

    static void write(IssuerSettings issuer, YamlText out) {
        var text = new IssuerText(out);
        text.original(issuer);
        text.connection(issuer.connection());
        text.access(issuer.access());
    }

    /** What the original knows as well. */
    private void original(IssuerSettings issuer) {
        out.text("issuer-url", issuer.url())
                .text("client-id", issuer.audience())
                .text(
                        "type",
                        issuer.type() == IssuerType.OTHER
                                ? issuer.typeWord()
                                : issuer.type().word())
                .text("ci-provider", issuer.ciProvider())
                .text("issuer-claim", issuer.issuerClaim().orElse(""))
                .text("subject-domain", issuer.subjectDomain())
                .text("spiffe-trust-domain", issuer.spiffeTrustDomain())
                .text("challenge-claim", issuer.challengeClaim())
                .text("ca-cert", issuer.caCertificates().orElse(""))
                .flag("skip-email-verification", issuer.skipEmailVerification());
    }

    private void connection(IssuerConnection connection) {
        var lifetime = connection.keyLifetime();
        out.flag("allow-plain-http", connection.plainHttp())
                .text("proxy", withoutPassword(connection.proxy().orElse("")))
                .text("ca-file", connection.rootsFile().map(Path::toString).orElse(""))
                .text(
                        "bearer-token-file",
                        connection.tokenFile().map(Path::toString).orElse(""))
                .texts("jwks-hosts", connection.keyHosts().stream().sorted().toList())
                .flag("allow-private-addresses", connection.privateAddresses())
                .text("jwks-file", connection.keysFile().map(Path::toString).orElse(""))
                .text("key-lifetime", lifetime.equals(IssuerConnection.USUAL_LIFETIME) ? "" : duration(lifetime));
    }

    /** Whoever is shown a configuration need not be trusted with a proxy. */
    private static String withoutPassword(String proxy) {
        return PASSWORD.matcher(proxy).replaceFirst("$1:***");
    }

    private void access(AccessSettings access) {
        rules(access);
        var usual = access.identities() == AccessSettings.USUAL_MEMORY;
        out.text("quota", access.quota().map(IssuerText::rate).orElse(""))
                .text(
                        "quota-per-identity",
                        access.perIdentity().map(IssuerText::rate).orElse(""))
                .text("quota-identities", usual ? "" : Integer.toString(access.identities()));
        access.replayGuard()
                .ifPresent(most -> out.flag("replay-guard", true).text("replay-guard-tokens", Integer.toString(most)));
    }

    private void rules(AccessSettings access) {
        if (access.rules().isEmpty()) {
            return;
        }
        var list = out.below("rules");
        for (var rule : access.rules()) {
            list.item("name", rule.name())
                    .text(rule.denies() ? "deny" : "allow", rule.condition())
                    .text("reason", rule.reason())
                    .flag("dry-run", rule.dryRun());
        }
    }

    private static String rate(AccessSettings.Rate rate) {
        return rate.requests() + "/" + duration(rate.period());
    }

    private static String duration(Duration span) {
        return span.toNanosPart() == 0 ? span.toSeconds() + "s" : span.toNanos() + "ns";
    }
}
