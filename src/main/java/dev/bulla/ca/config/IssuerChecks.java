/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules of the original for one issuer, with its sentences, and a few that it leaves to the first token: an address
 * that is none, a type without its metadata, a key that differs from the address.
 */
final class IssuerChecks {
    private static final Pattern TRUST_DOMAIN = Pattern.compile("(spiffe://)?[a-z0-9._-]+(/.*)?");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final int LARGEST_PORT = 65_535;
    private static final int LONGEST_ADDRESS = 2048;

    private final IssuerSettings issuer;
    private final Fields fields;
    private final Problems problems;

    IssuerChecks(IssuerSettings issuer, Fields fields, Problems problems) {
        this.issuer = issuer;
        this.fields = fields;
        this.problems = problems;
    }

    void direct(String key, Map<String, ProviderSettings> providers) {
        common(providers);
        address(issuer.url());
        if (!issuer.url().equals(key)) {
            add(
                    "issuer-url",
                    "issuer-url " + issuer.url() + " differs from the key " + key
                            + " it stands under, so no token could ever match; make them equal");
        }
        if (issuer.issuerClaim().isPresent() && issuer.type() != IssuerType.EMAIL) {
            add("issuer-claim", "only email issuers can use issuer claim mapping");
        }
        switch (issuer.type()) {
            case SPIFFE -> spiffe();
            case URI -> uri();
            case USERNAME -> username();
            default -> {}
        }
    }

    void meta(Map<String, ProviderSettings> providers) {
        common(providers);
        // A star may stand for a letter, so what a letter makes of the pattern has to be an address that could be
        // asked.
        address(issuer.url().replace('*', 'a'));
        if (issuer.type() == IssuerType.SPIFFE) {
            add("type", "SPIFFE meta issuers not supported");
        }
    }

    private void common(Map<String, ProviderSettings> providers) {
        issuer.caCertificates().ifPresent(this::roots);
        if (issuer.audience().isEmpty()) {
            problems.warn(issuer.place(), issuer.url() + " has no client-id, so every token of it will be refused");
        }
        if (issuer.type() == IssuerType.OTHER && issuer.challengeClaim().isEmpty()) {
            add(
                    "type",
                    issuer.typeWord().isEmpty()
                            ? "issuer missing challenge claim: it has no type"
                            : "issuer missing challenge claim: \"" + issuer.typeWord() + "\" is not a type");
        }
        if (issuer.type() == IssuerType.CI_PROVIDER && !providers.containsKey(issuer.ciProvider())) {
            add(
                    "ci-provider",
                    "metadata not found for ci provider " + issuer.ciProvider() + ", issuer: " + issuer.url()
                            + "; add it to ci-issuer-metadata");
        }
    }

    private void address(String url) {
        var address = parsed("issuer-url", url);
        if (address.isEmpty()) {
            return;
        }
        var host = Optional.ofNullable(address.get().getHost()).orElse("");
        var scheme = Optional.ofNullable(address.get().getScheme()).orElse("");
        if (host.isEmpty() || hasMoreThanAPath(address.get()) || cannotBeCalled(address.get())) {
            add("issuer-url", issuer.url() + " is no issuer's URL: it must be https://host/path");
        } else if (scheme.equals("http")
                && !LOOPBACK.contains(host)
                && !issuer.connection().plainHttp()) {
            add(
                    "issuer-url",
                    issuer.url() + " is not https, so anyone on the way could forge its keys; use https, or"
                            + " set allow-plain-http: true for this issuer");
        } else if (!scheme.equals("http") && !scheme.equals("https")) {
            add("issuer-url", issuer.url() + " must be an https URL");
        }
    }

    private static boolean hasMoreThanAPath(URI address) {
        return address.getRawUserInfo() != null || address.getRawQuery() != null || address.getRawFragment() != null;
    }

    private static boolean cannotBeCalled(URI address) {
        return address.getHost().indexOf('%') >= 0
                || address.getPort() > LARGEST_PORT
                || address.toString().length() > LONGEST_ADDRESS;
    }

    private void spiffe() {
        if (issuer.spiffeTrustDomain().isEmpty()) {
            add("type", "spiffe issuer must have SPIFFETrustDomain set (spiffe-trust-domain)");
        } else if (!TRUST_DOMAIN.matcher(issuer.spiffeTrustDomain()).matches()) {
            add("spiffe-trust-domain", "spiffe trust domain is invalid");
        }
    }

    private void uri() {
        if (issuer.subjectDomain().isEmpty()) {
            add("type", "uri issuer must have SubjectDomain set (subject-domain)");
            return;
        }
        var subject = parsed("subject-domain", issuer.subjectDomain());
        var address = parsed("issuer-url", issuer.url());
        if (subject.isEmpty() || address.isEmpty()) {
            return;
        }
        if (subject.get().getScheme() == null) {
            add("subject-domain", "SubjectDomain for uri must contain scheme");
        } else if (!subject.get().getScheme().equals(address.get().getScheme())) {
            add(
                    "subject-domain",
                    "subject (" + subject.get().getScheme() + ") and issuer ("
                            + address.get().getScheme() + ") URI schemes do not match");
        } else {
            sameDomain(hostOf(subject.get()), hostOf(address.get()));
        }
    }

    private void username() {
        if (issuer.subjectDomain().isEmpty()) {
            add("type", "username issuer must have SubjectDomain set (subject-domain)");
            return;
        }
        if (issuer.subjectDomain().contains(":")) {
            add("subject-domain", "SubjectDomain for username should not contain scheme");
            return;
        }
        parsed("issuer-url", issuer.url()).ifPresent(address -> sameDomain(issuer.subjectDomain(), hostOf(address)));
    }

    /** The original's rule: equal, or equal in the last two labels. There is no list of public suffixes behind it. */
    private void sameDomain(String subject, String host) {
        if (subject.equals(host)) {
            return;
        }
        var subjectEnd = lastTwoLabels(subject);
        var hostEnd = lastTwoLabels(host);
        if (subjectEnd.isEmpty() || hostEnd.isEmpty()) {
            add("subject-domain", "URI hostname too short: " + (subjectEnd.isEmpty() ? subject : host));
        } else if (!subjectEnd.equals(hostEnd)) {
            add("subject-domain", "hostname top-level and second-level domains do not match: " + subject + ", " + host);
        }
    }

    private static Optional<String> lastTwoLabels(String host) {
        var last = host.lastIndexOf('.');
        return last < 0 ? Optional.empty() : Optional.of(host.substring(host.lastIndexOf('.', last - 1) + 1));
    }

    private static String hostOf(URI uri) {
        return uri.getHost() == null ? "" : uri.getHost();
    }

    private Optional<URI> parsed(String field, String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            add(field, "parse \"" + text + "\": " + e.getReason());
            return Optional.empty();
        }
    }

    private void roots(String pem) {
        try {
            var factory = CertificateFactory.getInstance("X.509");
            var found = factory.generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
            if (!found.isEmpty()) {
                return;
            }
        } catch (CertificateException e) {
            problems.warn(fields.placeOf("ca-cert"), "reading ca-cert: " + e.getMessage());
        }
        add("ca-cert", "failed to parse CA certificate for issuer " + issuer.url());
    }

    private void add(String field, String what) {
        problems.add(fields.placeOf(field), what);
    }
}
