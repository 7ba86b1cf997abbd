/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustFolderTest {
    private static final Path SHIPPED = Path.of("..", "config");
    private static final String PROVIDER = """
            ci-issuer-metadata:
              p: {subject-alternative-name-template: "{{ .a }}", default-template-values: {a: %s}}
            """;
    private static final String ISSUER = """
            oidc-issuers:
              https://a.example.com: {issuer-url: https://a.example.com, client-id: x, type: ci-provider, ci-provider: p}
            """;

    @TempDir
    private Path folder;

    private final Problems problems = new Problems();

    @Test
    void whatWeShipMeansWhatTheOriginalPublishes() throws URISyntaxException, IOException {
        var original = Path.of(
                getClass().getResource("/config/fulcio-identity-config.yaml").toURI());

        var theirs = TrustFile.read(original, problems);
        var ours = TrustFile.read(SHIPPED, problems);

        assertThat(problems.errors()).isEmpty();
        assertThat(problems.warnings()).isEmpty();
        assertThat(byUrl(ours)).isEqualTo(byUrl(theirs)).hasSize(31);
        assertThat(ours.providers().keySet()).isEqualTo(theirs.providers().keySet());
        assertThat(ours.providers().values())
                .allMatch(provider -> provider.saysTheSameAs(theirs.providers().get(provider.name())));
        try (var files = Files.list(SHIPPED.resolve("issuers"))) {
            assertThat(files).hasSize(27);
        }
    }

    private static Map<String, String> byUrl(TrustSettings trust) {
        return Stream.concat(trust.issuers().stream(), trust.metaIssuers().stream())
                .collect(Collectors.toMap(IssuerSettings::url, TrustFolderTest::withoutPlace));
    }

    private static String withoutPlace(IssuerSettings issuer) {
        return issuer.toString().replace(issuer.place().toString(), "");
    }

    @Test
    void readsIssuersAndProvidersOfDifferentFiles() throws IOException {
        write("z-provider.yaml", PROVIDER.formatted("b"));
        write("a-issuer.yml", ISSUER);
        write(
                "c.json",
                "{\"MetaIssuers\": {\"https://b.example.com/*\": {\"ClientID\": \"x\", \"Type\": \"kubernetes\"}}}");

        var trust = TrustFile.read(folder, problems);

        assertThat(problems.errors()).isEmpty();
        assertThat(trust.issuers()).hasSize(1);
        assertThat(trust.metaIssuers()).hasSize(1);
        assertThat(trust.providers()).containsOnlyKeys("p");
    }

    @Test
    void readsOnlyThePartsOfAFolderThatHasThem() throws IOException {
        write("issuers/a.yaml", ISSUER);
        write("ci-providers/p.yaml", PROVIDER.formatted("b"));
        write("bulla.yaml", "port: 1");

        var trust = TrustFile.read(folder, problems);

        assertThat(problems.errors()).isEmpty();
        assertThat(trust.issuers()).hasSize(1);
    }

    @Test
    void doesNotReadHiddenFilesNorOthers() throws IOException {
        write("a.yaml", "{}");
        write("..2026_11_21/b.yaml", "nonsense");
        write(".c.yaml", "nonsense");
        write("README.md", "nonsense");

        TrustFile.read(folder, problems);

        assertThat(problems.errors()).isEmpty();
    }

    @Test
    void tellsBothPlacesOfAnIssuerThatIsConfiguredTwice() throws IOException {
        write("a.yaml", PROVIDER.formatted("b") + ISSUER);
        write("b.yaml", ISSUER);

        TrustFile.read(folder, problems);

        assertThat(problems.errors())
                .singleElement()
                .asString()
                .contains("b.yaml:2: https://a.example.com is configured already, at ", "a.yaml:4");
    }

    @Test
    void tellsBothPlacesOfAPatternThatIsConfiguredTwice() throws IOException {
        write("a.yaml", "meta-issuers: {'https://b.example.com/*': {client-id: x, type: kubernetes}}");
        write("b.yaml", "meta-issuers: {'https://b.example.com/*': {client-id: y, type: kubernetes}}");

        TrustFile.read(folder, problems);

        assertThat(problems.errors())
                .singleElement()
                .asString()
                .contains("b.yaml:1: https://b.example.com/* is", "a.yaml:1");
    }

    @Test
    void tellsBothPlacesOfAProviderThatIsDefinedDifferently() throws IOException {
        write("a.yaml", PROVIDER.formatted("b"));
        write("b.yaml", PROVIDER.formatted("c"));

        TrustFile.read(folder, problems);

        assertThat(problems.errors())
                .singleElement()
                .asString()
                .contains("b.yaml:2: the CI provider p is defined differently at ", "a.yaml:2");
    }

    @Test
    void takesACopyOfAProviderForTheSame() throws IOException {
        write("a.yaml", PROVIDER.formatted("b"));
        write("b.yaml", "\n" + PROVIDER.formatted("b"));

        TrustFile.read(folder, problems);

        assertThat(problems.errors()).isEmpty();
    }

    @Test
    void anEmptyFolderIsAMistake() {
        TrustFile.read(folder, problems);

        assertThat(problems.errors()).singleElement().asString().contains("nobody would be trusted");
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
