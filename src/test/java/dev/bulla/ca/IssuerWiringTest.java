/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.TrustFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssuerWiringTest {
    @TempDir
    private Path folder;

    private final Problems problems = new Problems();

    @Test
    void namesWhatNobodyKnowsAndListsItAllTheSame() throws IOException {
        var wiring = wiring("""
                oidc-issuers:
                  https://mail.example.com: {issuer-url: "https://mail.example.com", client-id: a, type: email}
                  https://spiffe.example.com: {issuer-url: "https://spiffe.example.com", client-id: b, type: spiffe, spiffe-trust-domain: example.com}
                  https://odd.example.com: {issuer-url: "https://odd.example.com", client-id: c, type: odd, challenge-claim: odd}
                meta-issuers:
                  https://k8s.example.com/*: {client-id: d, type: kubernetes}
                """);

        assertThat(problems.errors()).isEmpty();
        assertThat(wiring.notServed()).containsExactly("https://odd.example.com (odd)");
        assertThat(wiring.listings()).hasSize(4).last().satisfies(listing -> {
            assertThat(listing.wildcard()).isTrue();
            assertThat(listing.challengeClaim()).isEqualTo("sub");
        });
    }

    @Test
    void tellsWhereAWrongTemplateStands() throws IOException {
        wiring("""
                ci-issuer-metadata:
                  mine:
                    extension-templates:
                      build-trigger: "{{ .foo"
                      no-such-extension: x
                      subject: "{{ nonsense }}"
                    subject-alternative-name-template: "{{ .a }}/{{ range .b }}{{ end }}"
                """);

        assertThat(problems.errors())
                .map(error -> error.substring(folder.toString().length() + 1))
                .anySatisfy(error -> assertThat(error).startsWith("issuers.yaml:4: template: "))
                .anySatisfy(error ->
                        assertThat(error).startsWith("issuers.yaml:5: \"no-such-extension\" is not an extension"))
                .anySatisfy(error -> assertThat(error).startsWith("issuers.yaml:6: template: "))
                .anySatisfy(error -> assertThat(error).startsWith("issuers.yaml:7: template: "))
                .hasSize(4);
    }

    @Test
    void warnsOfAClaimThatNoTokenCanHave() throws IOException {
        wiring("""
                oidc-issuers:
                  https://a.example.com: {issuer-url: "https://a.example.com", client-id: a, type: email, issuer-claim: "$..x"}
                """);

        assertThat(problems.errors()).isEmpty();
        assertThat(problems.warnings()).singleElement().asString().contains("issuer-claim", "leads nowhere");
    }

    private IssuerWiring wiring(String text) throws IOException {
        var file = Files.writeString(folder.resolve("issuers.yaml"), text);
        return new IssuerWiring(TrustFile.read(file, problems), problems);
    }
}
