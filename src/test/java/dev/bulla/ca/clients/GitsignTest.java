/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.clients.Lab.LeafIndex;
import dev.bulla.ca.testing.TestKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** gitsign, which asks for certificates by the first version of the protocol. */
@Tag("go")
@EnabledIf(
        value = "dev.bulla.ca.clients.Installed#hasGo",
        disabledReason = "target/clients/go is not there: .ci/go builds it on a machine with Go")
@Timeout(240)
class GitsignTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(LeafIndex.class)
    void aCommitIsSignedSoThatOpenSslVerifiesIt(LeafIndex leafIndex) throws IOException {
        var gitsign = Installed.go("gitsign");
        var work = Files.createDirectories(folder.resolve("work"));
        try (var lab = Lab.start(folder, leafIndex)) {
            var environment = new HashMap<>(Map.ofEntries(
                    Map.entry("HOME", folder.toString()),
                    Map.entry("SSL_CERT_FILE", lab.tlsRoot().toString()),
                    Map.entry("TUF_ROOT", folder.resolve("tuf-cache").toString()),
                    Map.entry("GITSIGN_FULCIO_URL", lab.url().toString()),
                    Map.entry("GITSIGN_REKOR_URL", lab.rekor().url().toString()),
                    Map.entry("GITSIGN_REKOR_VERSION", "2"),
                    Map.entry("GITSIGN_REKOR_MODE", "offline"),
                    Map.entry("GITSIGN_TIMESTAMP_SERVER_URL", lab.timestamps().toString()),
                    Map.entry("SIGSTORE_ROOT_FILE", written(lab, "/trust/fulcio_v1.crt.pem")),
                    Map.entry("SIGSTORE_CT_LOG_PUBLIC_KEY_FILE", written(lab, "/trust/ctfe.pub")),
                    Map.entry("SIGSTORE_REKOR_PUBLIC_KEY", rekorKey(lab)),
                    Map.entry("GITSIGN_TIMESTAMP_CERT_CHAIN", written(lab, "/api/v1/timestamp/certchain")),
                    Map.entry("SIGSTORE_ID_TOKEN", Signer.BUILD.token(lab))));

            succeed(work, environment, gitsign + " initialize --mirror=" + lab.tuf() + " --root=" + lab.makeTuf());
            succeed(work, environment, """
                    git init -q && git config user.name ada && git config user.email ada@example.com
                    git config gpg.format x509 && git config gpg.x509.program %s && git config commit.gpgsign true
                    echo engine > engine.txt && git add . && git commit -q -m engine""".formatted(gitsign));
            succeed(work, environment, """
                    git cat-file commit HEAD > commit
                    sed '/^gpgsig /,/END SIGNED MESSAGE/d' commit > content
                    sed -n '/^gpgsig /,/END SIGNED MESSAGE/p' commit | sed 's/^gpgsig //; s/^ //; s/SIGNED MESSAGE/CMS/' > signature
                    openssl cms -verify -inform PEM -in signature -content content -binary -purpose any -out /dev/null \\
                      -CAfile "$SIGSTORE_ROOT_FILE" -signer signer.pem
                    openssl x509 -in signer.pem -noout -ext subjectAltName | grep -F '%s'""".formatted(Signer.BUILD.identity()));
            // It keeps a bare token and reads a whole answer: a limit of this release, which our README tells.
            var verified = run(
                    work,
                    environment,
                    gitsign + " verify --certificate-identity=" + Signer.BUILD.identity()
                            + " --certificate-oidc-issuer=" + LabIssuers.GITHUB + " HEAD");
            assertThat(verified.said()).contains("error parsing response into Timestamp");
        }
    }

    private String written(Lab lab, String path) throws IOException {
        var file = folder.resolve(path.substring(path.lastIndexOf('/') + 1));
        return Files.write(file, lab.get(path)).toString();
    }

    private String rekorKey(Lab lab) throws IOException {
        var pem = TestKey.pem("PUBLIC KEY", lab.rekor().instance().keyInfo().array());
        return Files.writeString(folder.resolve("rekor.pub"), pem).toString();
    }

    private static void succeed(Path work, Map<String, String> environment, String script) {
        var ran = run(work, environment, script);
        assertThat(ran.exit()).as(ran.said()).isZero();
    }

    private static Ran run(Path work, Map<String, String> environment, String script) {
        return Ran.of(work.getParent(), environment, List.of("bash", "-e", "-c", "cd '" + work + "'\n" + script));
    }
}
