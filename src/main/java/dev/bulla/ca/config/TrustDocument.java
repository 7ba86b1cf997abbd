/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** One file of issuers and of the templates for them, in YAML or in JSON, as the original reads it. */
final class TrustDocument {
    private static final int LARGEST = 4 * 1024 * 1024;
    private static final Map<String, String> TOP = Map.of(
            "oidcissuers", "oidc-issuers", "metaissuers", "meta-issuers", "ciissuermetadata", "ci-issuer-metadata");
    private static final Map<String, String> METADATA = Map.of(
            "defaulttemplatevalues", "default-template-values",
            "extensiontemplates", "extension-templates",
            "subjectalternativenametemplate", "subject-alternative-name-template");
    private static final Map<String, String> ORIGINAL = Map.ofEntries(
            Map.entry("issuerurl", "issuer-url"),
            Map.entry("clientid", "client-id"),
            Map.entry("type", "type"),
            Map.entry("ciprovider", "ci-provider"),
            Map.entry("issuerclaim", "issuer-claim"),
            Map.entry("subjectdomain", "subject-domain"),
            Map.entry("spiffetrustdomain", "spiffe-trust-domain"),
            Map.entry("challengeclaim", "challenge-claim"),
            Map.entry("description", "description"),
            Map.entry("contact", "contact"),
            Map.entry("environment", "environment"),
            Map.entry("cacert", "ca-cert"),
            Map.entry("skipemailverification", "skip-email-verification"));

    /** With the keys that the original does not know. */
    private static final Map<String, String> ISSUER = Stream.of(ORIGINAL, ConnectionReader.NAMES, AccessReader.NAMES)
            .flatMap(names -> names.entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String file;
    private final Problems problems;
    private final boolean json;
    private final Fields top;

    private TrustDocument(String file, String content, Problems problems) {
        this.file = file;
        this.problems = problems;
        this.json = isJson(content);
        this.top = top(YamlReader.read(file, content, problems));
    }

    /** Empty if there is nothing to read. Whatever is wrong is added to the problems. */
    static Optional<TrustDocument> read(Path path, Problems problems) {
        return contentOf(path, problems).map(content -> new TrustDocument(path.toString(), content, problems));
    }

    private static Optional<String> contentOf(Path path, Problems problems) {
        var place = new Place(path.toString());
        try {
            if (Files.size(path) > LARGEST) {
                problems.add(place, "is larger than 4 MiB and cannot be an issuer configuration");
                return Optional.empty();
            }
            return Optional.of(Files.readString(path));
        } catch (NoSuchFileException e) {
            problems.add(
                    place,
                    "is not there. Bulla trusts nobody by default: write the issuers to trust into this file, or name"
                            + " another with --config-path (config/development-issuers.yaml and config/README.md show how)");
        } catch (MalformedInputException e) {
            problems.add(place, "is not UTF-8 text");
        } catch (IOException e) {
            problems.add(place, "cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static boolean isJson(String content) {
        if (!content.stripLeading().startsWith("{")) {
            return false;
        }
        try (var parser = new JsonFactory().createParser(ObjectReadContext.empty(), content)) {
            var token = parser.nextToken();
            while (token != null) {
                token = parser.nextToken();
            }
            return true;
        } catch (JacksonException e) {
            return false;
        }
    }

    private Fields top(Yaml root) {
        var nothing = new Fields(file, new Yaml.Mapping(1, new LinkedHashMap<>()), names(TOP), problems);
        if (root instanceof Yaml.Scalar scalar && scalar.isNull()) {
            return nothing;
        }
        var fields = nothing.of("an issuer configuration", new Yaml.Entry(root.line(), root), names(TOP));
        // The published configuration keeps its anchors under "define".
        fields.ignore("define");
        return fields;
    }

    List<ProviderSettings> providers() {
        var providers = new ArrayList<ProviderSettings>();
        top.object("ci-issuer-metadata")
                .forEach((name, entry) -> providers.add(provider(name, top.of(name, entry, names(METADATA)))));
        return providers;
    }

    List<IssuerSettings> issuers(Map<String, ProviderSettings> providers) {
        var direct = new ArrayList<IssuerSettings>();
        top.object("oidc-issuers").forEach((url, entry) -> {
            var fields = top.of(url, entry, names(ISSUER));
            var issuer = issuer(url, fields, Optional.of(fields.text("issuer-url")));
            direct.add(issuer);
            new IssuerChecks(issuer, fields, problems).direct(url, providers);
            new ConnectionReader(fields, problems).check(issuer, false);
        });
        return direct;
    }

    List<IssuerSettings> metaIssuers(Map<String, ProviderSettings> providers) {
        var meta = new ArrayList<IssuerSettings>();
        top.object("meta-issuers").forEach((pattern, entry) -> {
            var fields = top.of(pattern, entry, names(ISSUER));
            fields.ignore("issuer-url");
            var issuer = issuer(pattern, fields, Optional.empty());
            meta.add(issuer);
            new IssuerChecks(issuer, fields, problems).meta(providers);
            new ConnectionReader(fields, problems).check(issuer, true);
        });
        return meta;
    }

    /** To be called when everything was asked for. */
    void onlyKnown() {
        top.onlyKnown();
    }

    private Map<String, String> names(Map<String, String> names) {
        return json ? names : Map.of();
    }

    private IssuerSettings issuer(String key, Fields fields, Optional<String> url) {
        var word = fields.text("type");
        var type = IssuerType.named(word).orElse(IssuerType.OTHER);
        var challenge = fields.text("challenge-claim");
        var issuer = new IssuerSettings(
                fields.place(),
                url.filter(text -> !text.isEmpty()).orElse(key),
                Optional.empty(),
                type,
                word,
                fields.text("client-id"),
                fields.text("ci-provider"),
                Optional.of(fields.text("issuer-claim")).filter(text -> !text.isEmpty()),
                fields.text("subject-domain"),
                fields.text("spiffe-trust-domain"),
                challenge.isEmpty() ? type.challengeClaim() : challenge,
                Optional.of(fields.text("ca-cert")).filter(text -> !text.isEmpty()),
                fields.flag("skip-email-verification"),
                new ConnectionReader(fields, problems).read(),
                AccessReader.read(fields, problems));
        fields.ignore("description", "contact", "environment");
        fields.onlyKnown();
        return issuer;
    }

    private ProviderSettings provider(String name, Fields fields) {
        var defaults = new LinkedHashMap<String, String>();
        fields.texts("default-template-values").forEach((key, value) -> defaults.put(key, value.text()));
        var settings = new ProviderSettings(
                name,
                fields.place(),
                defaults,
                fields.texts("extension-templates"),
                new ProviderSettings.Located(
                        fields.placeOf("subject-alternative-name-template"),
                        fields.text("subject-alternative-name-template")));
        fields.onlyKnown();
        return settings;
    }
}
