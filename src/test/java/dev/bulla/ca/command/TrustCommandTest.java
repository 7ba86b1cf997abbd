/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.signing.CaFolder;
import dev.bulla.ca.signing.CaKeyType;
import dev.bulla.ca.sigstore.SigningConfigReader;
import dev.bulla.ca.sigstore.TrustedRootReader;
import dev.bulla.ca.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class TrustCommandTest {
    private static final String PASSWORD = "open sesame";

    @TempDir
    private Path folder;

    private Path trust;
    private String data;

    @BeforeEach
    void nameTheFolders() {
        trust = folder.resolve("trust");
        data = folder.resolve("data").toString();
    }

    @Test
    void writesTheLogsKeyAndEveryCertificateOnce() throws Exception {
        var first = ca("first");
        var second = ca("second");
        start(first);
        start(second);
        start(first);

        var run = CommandRun.of("trust", "export", trust.toString(), "--local", "--data", data);

        assertThat(run.exit()).isZero();
        var key = key(trust.resolve("ctfe.pub"));
        assertThat(key).isEqualTo(publishedKey());
        assertThat(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key)))
                .isInstanceOf(ECPublicKey.class);
        var certificates = CertificateReader.read(Files.readAllBytes(trust.resolve("fulcio_v1.crt.pem")));
        assertThat(certificates)
                .extracting(certificate -> certificate.getSubjectX500Principal().getName())
                .containsExactlyInAnyOrder(
                        "CN=first intermediate,O=first",
                        "CN=first root,O=first",
                        "CN=second intermediate,O=second",
                        "CN=second root,O=second");
        assertThat(run.out()).contains(sha256(key) + "  ctfe.pub, log http://127.0.0.1:");
        for (var certificate : certificates) {
            assertThat(run.out())
                    .contains(sha256(certificate.getEncoded()) + "  "
                            + certificate.getSubjectX500Principal().getName() + "\n");
        }
    }

    @Test
    void replacesWhatIsThere() throws Exception {
        start(ca("first"));
        Files.createDirectories(trust);
        Files.writeString(trust.resolve("ctfe.pub"), "old");
        Files.writeString(trust.resolve("fulcio_v1.crt.pem"), "old");

        var run = CommandRun.of("trust", "export", trust.toString(), "--local", "--data", data);

        assertThat(run.exit()).isZero();
        assertThat(trust.resolve("ctfe.pub")).content().startsWith("-----BEGIN PUBLIC KEY-----\n");
        assertThat(trust.resolve("fulcio_v1.crt.pem")).content().startsWith("-----BEGIN CERTIFICATE-----\n");
        assertThat(trust).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void writesWhatClientsReadWithThePublicAddresses() throws Exception {
        start(ca("first"), Map.of("public-url", "https://ca.example/", "log-public-url", "https://log.example/2026"));

        var run = CommandRun.of("trust", "export", trust.toString(), "--data", data);

        assertThat(run.exit()).isZero();
        var root = TrustedRootReader.read(Files.readAllBytes(trust.resolve("trusted_root.json")));
        assertThat(root.certificateAuthorities()).singleElement().satisfies(authority -> {
            assertThat(authority.uri()).isEqualTo("https://ca.example");
            assertThat(authority.chain())
                    .extracting(
                            certificate -> certificate.getSubjectX500Principal().getName())
                    .containsExactly("CN=first intermediate,O=first", "CN=first root,O=first");
        });
        assertThat(root.ctlogs()).singleElement().satisfies(log -> {
            assertThat(log.baseUrl()).isEqualTo("https://log.example/2026");
            assertThat(log.keyInfo().array()).isEqualTo(publishedKey());
            assertThat(log.logId().hex()).isEqualTo(sha256(publishedKey()));
            assertThat(log.keyDetails()).isEqualTo("PKIX_ECDSA_P256_SHA_256");
        });
        var config = SigningConfigReader.read(Files.readAllBytes(trust.resolve("signing_config.v0.2.json")));
        assertThat(config.caUrls()).singleElement().satisfies(ca -> {
            assertThat(ca.url()).isEqualTo("https://ca.example");
            assertThat(ca.majorApiVersion()).isOne();
            assertThat(ca.operator()).contains("ca.example");
        });
        var both = SigningConfigReader.readTrustConfig(Files.readAllBytes(trust.resolve("trust_config.json")));
        assertThat(both.trustedRoot()).isEqualTo(root);
        assertThat(both.signingConfig()).isEqualTo(config);
    }

    @Test
    void theSameBytesAreWrittenEachTime() throws Exception {
        start(ca("first"));
        CommandRun.of("trust", "export", trust.toString(), "--local", "--data", data);
        var before = contents(trust);

        CommandRun.of("trust", "export", trust.toString(), "--local", "--data", data);

        assertThat(contents(trust)).isEqualTo(before).containsKey("trusted_root.json");
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        var contents = new TreeMap<String, String>();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return contents;
    }

    @Test
    void aServerThatKnowsNoPublicAddressIsToldToTheExporter() throws Exception {
        start(ca("first"));

        var run = CommandRun.of("trust", "export", trust.toString(), "--data", data);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("--public-url", "--local").hasLineCount(1);
        assertThat(trust).doesNotExist();
    }

    @Test
    void aFolderThatNoServerEverHadIsAnError() {
        var run = CommandRun.of("trust", "export", trust.toString(), "--local", "--data", data);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("no server was ever started with --data=" + data)
                .hasLineCount(1);
        assertThat(trust).doesNotExist();
    }

    private CaFolder ca(String name) throws IOException {
        var ca = new CaFolder(folder.resolve(name));
        ca.make(
                new CaFolder.Plan(CaKeyType.P256, name, PASSWORD),
                Crypto.fastest(),
                InstantSource.system(),
                new SecureRandom());
        return ca;
    }

    private void start(CaFolder ca) throws IOException {
        start(ca, Map.of());
    }

    private void start(CaFolder ca, Map<String, String> more) throws IOException {
        var issuers = Files.writeString(folder.resolve("issuers.yaml"), "oidc-issuers: {}\n");
        var flags = new HashMap<>(Map.of(
                "ca",
                "fileca",
                "fileca-cert",
                ca.chain().toString(),
                "fileca-key",
                ca.key().toString(),
                "fileca-key-passwd",
                PASSWORD));
        flags.putAll(more);
        TestServer.start(folder, issuers, InstantSource.system(), flags).close();
    }

    /** As the log's description for monitors has it. */
    private byte[] publishedKey() throws IOException {
        try (var logs = Files.list(folder.resolve("data/log"))) {
            var description = JsonMapper.shared()
                    .readTree(Files.readString(logs.findFirst().orElseThrow().resolve("log.v3.json")));
            return Base64.getDecoder().decode(description.path("key").asString());
        }
    }

    private static byte[] key(Path pem) throws IOException {
        var lines = Files.readAllLines(pem);
        assertThat(lines.getFirst()).isEqualTo("-----BEGIN PUBLIC KEY-----");
        assertThat(lines.getLast()).isEqualTo("-----END PUBLIC KEY-----");
        return Base64.getDecoder().decode(String.join("", lines.subList(1, lines.size() - 1)));
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
