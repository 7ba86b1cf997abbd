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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** The image where the original's image was: with its arguments and its files, to which only the key of the log is added. */
@TestInstance(Lifecycle.PER_CLASS)
class DropInTest {
    private static final String HOST = "host.example.com";
    private static final int HTTP = 5555;
    private static final int GRPC = 5554;
    private static final int ADMIN = 2112;
    private static final int LOG = 6962;
    private static final String LOG_KEY = "/etc/ctlog/public.pem";
    private static final String PASSWORD = "fulcio";

    @TempDir
    private static Path folder;

    @AutoClose
    private final Requester requester = new Requester();

    @AutoClose
    private PublishedIssuer issuer;

    @AutoClose
    private ContainedLog log;

    private Authority authority;
    private List<Bind> configuration;

    @BeforeAll
    void start() throws Exception {
        authority = Authority.made(folder, PASSWORD);
        issuer = PublishedIssuer.started(HOST);
        log = ContainedLog.started(authority.chain());
        configuration = List.of(
                mounted("/etc/fulcio-config", Map.of("config.yaml", issuer.trust())),
                mounted("/etc/ctlog", Map.of("public.pem", log.key())));
    }

    /** docker-compose.yml of Fulcio. */
    @Test
    void takesThePublishedComposeFile() throws Exception {
        var files = mounted("/etc/fulcio", Map.of("root.pem", authority.chain(), "root.key", authority.key()));
        try (var _ = SubmissionForwarder.started(LOG, log.url());
                var server = server(files)
                        .withExtraHost("tesseract", "host-gateway")
                        .withCreateContainerCmdModifier(
                                command -> command.getHostConfig().withReadonlyRootfs(true))
                        .withCommand(
                                "fulcio-server",
                                "serve",
                                "--host=0.0.0.0",
                                "--port=5555",
                                "--grpc-port=5554",
                                "--ca=fileca",
                                "--fileca-cert=/etc/fulcio/root.pem",
                                "--fileca-key=/etc/fulcio/root.key",
                                "--fileca-key-passwd=fulcio",
                                "--ct-log-url=http://tesseract:6962",
                                "--ct-log-public-key-path=" + LOG_KEY)) {
            issuesAndLogs(server);
        }
    }

    /** The deployment of the original's Helm chart with its default values, as the user that it names. */
    @Test
    void takesTheDefaultsOfThePublishedChart() throws Exception {
        var secrets = "/var/run/fulcio-secrets/";
        var files = mounted(secrets, Map.of("cert.pem", authority.chain(), "key.pem", authority.key()));
        try (var server = server(files)
                .withCreateContainerCmdModifier(command -> command.withUser("65533"))
                .withCommand(
                        "serve",
                        "--port=5555",
                        "--grpc-port=5554",
                        "--ca=fileca",
                        "--fileca-key",
                        secrets + "key.pem",
                        "--fileca-cert",
                        secrets + "cert.pem",
                        "--fileca-key-passwd",
                        PASSWORD,
                        "--ct-log-url=http://ctlog.ctlog-system.svc/fulcio",
                        "--ct-log-public-key-path=" + LOG_KEY)) {
            issuesAndLogs(server);
        }
    }

    /** What a container could set instead of arguments. */
    @Test
    void takesTheVariablesOfTheOriginal() throws Exception {
        var files = mounted("/etc/fulcio", Map.of("root.pem", authority.chain(), "root.key", authority.key()));
        try (var server = server(files)
                .withEnv("FULCIO_SERVE_PORT", "5555")
                .withEnv("FULCIO_SERVE_GRPC-PORT", "5554")
                .withEnv("FULCIO_SERVE_CA", "fileca")
                .withEnv("FULCIO_SERVE_FILECA-CERT", "/etc/fulcio/root.pem")
                .withEnv("FULCIO_SERVE_FILECA-KEY", "/etc/fulcio/root.key")
                .withEnv("FULCIO_SERVE_FILECA-KEY-PASSWD", PASSWORD)
                .withEnv("FULCIO_SERVE_CT-LOG-URL", "http://ctlog.ctlog-system.svc/fulcio")
                .withEnv("FULCIO_SERVE_CT-LOG-PUBLIC-KEY-PATH", LOG_KEY)
                .withCommand("fulcio", "serve")) {
            issuesAndLogs(server);
        }
    }

    private static Bind mounted(String path, Map<String, String> files) throws IOException {
        var mounted = Files.createDirectories(folder.resolve("mounted" + path));
        for (var file : files.entrySet()) {
            Files.writeString(mounted.resolve(file.getKey()), file.getValue());
        }
        return new Bind(mounted.toString(), new Volume(path), AccessMode.ro);
    }

    private GenericContainer<?> server(Bind files) {
        var binds = Stream.concat(Stream.of(files), configuration.stream()).toList();
        return new GenericContainer<>(DockerImageName.parse(Image.loaded()))
                .withNetwork(log.network())
                .withExtraHost(HOST, "host-gateway")
                .withExposedPorts(HTTP, GRPC, ADMIN)
                .withCreateContainerCmdModifier(
                        command -> command.getHostConfig().withBinds(binds))
                .waitingFor(Answering.at(ADMIN, "/readyz"));
    }

    private void issuesAndLogs(GenericContainer<?> server) throws Exception {
        var before = log.size();
        server.start();

        requester.hold(
                requester.overHttp("http://" + server.getHost() + ":" + server.getMappedPort(HTTP), issuer.token()));
        requester.hold(requester.overGrpc(server.getHost(), server.getMappedPort(GRPC), issuer.token()));
        assertThat(log.size()).isEqualTo(before + 2);
    }
}
