/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** A container that cannot serve ends at once, with a sentence for who looks at its log. */
class ImageRefusesTest {
    private static final String ISSUERS = """
            oidc-issuers:
              https://accounts.example.com:
                issuer-url: https://accounts.example.com
                client-id: sigstore
                type: email
            """;
    private static final long MISCONFIGURED = 78;

    @TempDir
    private static Path folder;

    private static Authority authority = new Authority("", "", "");

    @BeforeAll
    static void makeAnAuthority() throws IOException {
        authority = Authority.made(folder.resolve("one"), "correct horse battery staple");
    }

    @Test
    void aKeyOfAnotherAuthority() throws IOException {
        var other = Authority.made(folder.resolve("other"), authority.password());

        var ended = Ended.of(container(authority.chain(), other.key(), ISSUERS));

        assertThat(ended.exit()).isEqualTo(MISCONFIGURED);
        assertThat(ended.said())
                .contains("the first certificate of the chain must belong to the key file")
                .doesNotContain("\tat ");
    }

    @Test
    void aMistakeInItsConfiguration() {
        var ended = Ended.of(container(authority.chain(), authority.key(), ISSUERS.replace("client-id", "cilent-id")));

        assertThat(ended.exit()).isEqualTo(MISCONFIGURED);
        assertThat(ended.said())
                .contains("/etc/fulcio-config/config.yaml:4: \"cilent-id\" is not a setting here")
                .doesNotContain("\tat ");
    }

    @Test
    void aDataFolderThatItMayNotWriteTo() throws IOException {
        var data = Files.createDirectory(folder.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
        var volume = new Bind(data.toString(), new Volume("/var/lib/bulla"), AccessMode.ro);

        var ended = Ended.of(container(authority.chain(), authority.key(), ISSUERS)
                .withCreateContainerCmdModifier(
                        command -> command.getHostConfig().withBinds(volume)));

        assertThat(ended.exit()).isEqualTo(MISCONFIGURED);
        assertThat(ended.said()).contains("/var/lib/bulla/bulla-data").doesNotContain("\tat ");
    }

    private static GenericContainer<?> container(String chain, String key, String issuers) {
        return new GenericContainer<>(DockerImageName.parse(Image.loaded()))
                .withCopyToContainer(Transferable.of(chain), "/etc/bulla/chain.pem")
                .withCopyToContainer(Transferable.of(key), "/etc/bulla/key.pem")
                .withCopyToContainer(Transferable.of(issuers), "/etc/fulcio-config/config.yaml")
                .withEnv("BULLA_FILECA_KEY_PASSWD", authority.password())
                .withCommand(
                        "serve",
                        "--ca=fileca",
                        "--fileca-cert=/etc/bulla/chain.pem",
                        "--fileca-key=/etc/bulla/key.pem");
    }
}
