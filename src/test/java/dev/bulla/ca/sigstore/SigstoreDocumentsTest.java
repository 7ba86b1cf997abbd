/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.sigstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The documents of the public instance are the judges: what they say is read, and written again as they say it. */
class SigstoreDocumentsTest {
    private static final byte[] ROOT = golden("trusted_root.json");
    private static final byte[] CONFIG = golden("signing_config.v0.2.json");

    private static byte[] golden(String name) {
        try (var in = SigstoreDocumentsTest.class.getResourceAsStream("/golden/sigstore/" + name)) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static String text(byte[] document) {
        return new String(document, StandardCharsets.UTF_8);
    }

    @Test
    void thePublicRootSaysWhomToBelieveAndWhen() throws MalformedDocumentException {
        var root = TrustedRootReader.read(ROOT);

        assertThat(root.tlogs())
                .extracting(LogInstance::baseUrl)
                .containsExactly("https://rekor.sigstore.dev", "https://log2025-1.rekor.sigstore.dev");
        var first = root.certificateAuthorities().getFirst();
        assertThat(first.validity().holds(Instant.parse("2021-03-07T03:20:28Z")))
                .isFalse();
        assertThat(first.validity().holds(Instant.parse("2021-03-07T03:20:29Z")))
                .isTrue();
        assertThat(first.validity().holds(Instant.parse("2022-12-31T23:59:59.999Z")))
                .isTrue();
        assertThat(first.validity().holds(Instant.parse("2023-01-01T00:00:00Z")))
                .isFalse();
        var second = root.certificateAuthorities().getLast();
        assertThat(second.signer().getSubjectX500Principal().getName())
                .isEqualTo("CN=sigstore-intermediate,O=sigstore.dev");
        assertThat(second.root().getSubjectX500Principal().getName()).isEqualTo("CN=sigstore,O=sigstore.dev");
        assertThat(root.timestampAuthorities())
                .singleElement()
                .satisfies(tsa -> assertThat(tsa.signer().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.8"));
    }

    @Test
    void keysAreNamedAsThePublicRootNamesThem() throws Exception {
        for (var log : TrustedRootReader.read(ROOT).ctlogs()) {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(log.keyInfo().array());
            assertThat(log.logId()).isEqualTo(Bytes.of(digest));
        }
        for (var log : TrustedRootReader.read(ROOT).tlogs()) {
            assertThat(KeyDetails.of(log.keyInfo().array())).contains(log.keyDetails());
        }
    }

    @Test
    void whatWasReadIsWrittenAsItWas() throws MalformedDocumentException {
        assertThat(tree(DocumentWriter.text(TrustedRootReader.read(ROOT)))).isEqualTo(tree(text(ROOT)));
        assertThat(tree(DocumentWriter.text(SigningConfigReader.read(CONFIG))))
                .isEqualTo(tree(text(CONFIG).replace(".000Z", "Z")));
    }

    @Test
    void bothDocumentsMayStandInOne() throws MalformedDocumentException {
        var both = new ClientTrustConfig(TrustedRootReader.read(ROOT), SigningConfigReader.read(CONFIG));

        var written = DocumentWriter.text(both);

        assertThat(SigningConfigReader.readTrustConfig(written.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(both);
        assertThat(tree(written).path("mediaType").asString())
                .isEqualTo("application/vnd.dev.sigstore.clienttrustconfig.v0.1+json");
        assertThat(tree(written).path("trustedRoot")).isEqualTo(tree(text(ROOT)));
    }

    @Test
    void clientsAreToldToTakeAnyServiceAlsoWhereThereIsNone() {
        var empty = tree(DocumentWriter.text(new SigningConfig(List.of(), List.of(), List.of(), List.of())));

        assertThat(empty.path("rekorTlogConfig").path("selector").asString()).isEqualTo("ANY");
        assertThat(empty.path("tsaConfig").path("selector").asString()).isEqualTo("ANY");
        assertThat(empty.path("rekorTlogUrls").isArray()).isTrue();
    }

    @Test
    void namesInSnakeCaseAreReadToo() throws MalformedDocumentException {
        var snake = text(ROOT)
                .replace("certificateAuthorities", "certificate_authorities")
                .replace("rawBytes", "raw_bytes")
                .replace("validFor", "valid_for");

        assertThat(TrustedRootReader.read(snake.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(TrustedRootReader.read(ROOT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/tlogs/0/publicKey | rawBytes | 7 | tlogs[0].publicKey.rawBytes is no text",
                "/tlogs/0/publicKey | rawBytes | '\"=\"' | tlogs[0].publicKey.rawBytes is no base64",
                "/ctlogs/1/publicKey/validFor | start | '\"soon\"' | ctlogs[1].publicKey.validFor.start is no RFC 3339 time",
                "/ctlogs/1 | logId | null | ctlogs[1].logId is missing",
                "/certificateAuthorities/0/certChain | certificates | [] | certificateAuthorities[0].certChain has no certificate",
                "/certificateAuthorities/0/certChain/certificates/0 | rawBytes | '\"MAA=\"'"
                        + " | certificateAuthorities[0].certChain.certificates[0].rawBytes is no certificate in DER",
                "'' | tlogs | {} | tlogs is no list",
                "'' | tlogs | [1] | tlogs[0] is no object",
                "'' | mediaType | '\"text/plain\"' | the document is no trusted root: its mediaType is another"
            })
    void whatIsWrongIsNamedWithItsPlace(String pointer, String name, String value, String message) {
        var tree = tree(text(ROOT));
        ((ObjectNode) tree.at(pointer)).set(name, tree(value));

        assertThatThrownBy(() -> TrustedRootReader.read(tree.toString().getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | the document is no JSON",
                "[] | the document is no JSON object",
                "{} {} | the document is no JSON",
                "{\"tlogs\":[],\"tlogs\":[]} | the document is no JSON",
                "{\"tlogs\": | the document is no JSON"
            })
    void whatIsNoDocumentIsToldSo(String text, String message) {
        assertThatThrownBy(() -> TrustedRootReader.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void whatIsTooLargeTooDeepOrTooLongIsNotRead() {
        assertThatThrownBy(() -> TrustedRootReader.read(new byte[TrustedRootReader.LARGEST + 1]))
                .hasMessageContaining("at most 4194304 are read");
        assertThatThrownBy(() ->
                        TrustedRootReader.read(("{\"tlogs\":" + "[".repeat(10_000)).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedDocumentException.class);
        assertThatThrownBy(() -> TrustedRootReader.read(
                        ("{\"tlogs\":[" + "{},".repeat(2000) + "{}]}").getBytes(StandardCharsets.UTF_8)))
                .hasMessage("tlogs has 2001 elements: at most 1024 are read");
    }
}
