/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.testcontainers;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A server in a container that may do as little as the README has it: no capabilities, 384 MB, a file system that is only read. */
final class RestrictedServer implements AutoCloseable {
    static final int HTTP = 8080;
    static final int GRPC = 8081;
    private static final int ADMIN = 2112;
    private static final long MEMORY = 384L * 1024 * 1024;
    private static final String CONFIGURATION = "/etc/fulcio-config";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final TokenIssuer issuer = TokenIssuer.at("https://issuer.example.com");
    private final HttpClient client = HttpClient.newHttpClient();
    private final GenericContainer<?> container;

    private RestrictedServer(Path folder) {
        container = new GenericContainer<>(DockerImageName.parse(Image.loaded()))
                .withExposedPorts(HTTP, GRPC, ADMIN)
                .withCreateContainerCmdModifier(command -> restrict(command, folder))
                // Nobody is refused because the test's machine is slow.
                .withCommand("serve", "--ca=ephemeralca", "--core-wait=10m")
                .waitingFor(Answering.at(ADMIN, "/readyz"));
    }

    static RestrictedServer started(Path folder) throws IOException {
        var server = new RestrictedServer(folder);
        Files.writeString(folder.resolve("keys.json"), server.issuer.keySet());
        Files.writeString(folder.resolve("config.yaml"), """
                oidc-issuers:
                  %1$s:
                    issuer-url: %1$s
                    client-id: sigstore
                    type: email
                    jwks-file: %2$s/keys.json
                """.formatted(server.issuer.url(), CONFIGURATION));
        server.container.start();
        return server;
    }

    private static void restrict(CreateContainerCmd command, Path folder) {
        command.getHostConfig()
                .withBinds(new Bind(folder.toString(), new Volume(CONFIGURATION), AccessMode.ro))
                .withReadonlyRootfs(true)
                .withTmpFs(Map.of("/tmp", ""))
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withMemory(MEMORY)
                .withMemorySwap(MEMORY);
        // The image's own, but sooner.
        command.withHealthcheck(new HealthCheck().withInterval(TimeUnit.SECONDS.toNanos(2)));
    }

    String token() {
        return issuer.token(Requester.ADDRESS);
    }

    String url() {
        return "http://" + host() + ":" + port(HTTP);
    }

    String host() {
        return container.getHost();
    }

    /** Where a port of the container is now; Docker chooses anew at each start. */
    int port(int inside) {
        return Integer.parseInt(now().getNetworkSettings()
                .getPorts()
                .getBindings()
                .get(ExposedPort.tcp(inside))[0]
                .getHostPortSpec());
    }

    InspectContainerResponse now() {
        return container
                .getDockerClient()
                .inspectContainerCmd(container.getContainerId())
                .exec();
    }

    String health() {
        return now().getState().getHealth().getStatus();
    }

    /** Runs a command of Bulla in the container. */
    ExecResult run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("java", Image.ARGUMENTS));
        command.addAll(List.of(arguments));
        return runProgram(command.toArray(String[]::new));
    }

    ExecResult runProgram(String... command) throws IOException, InterruptedException {
        return container.execInContainer(command);
    }

    /** As a machine that loses its power would end it. */
    void kill() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    void startAgain() throws InterruptedException {
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
        await(this::answers);
    }

    private boolean answers() {
        try {
            return page("/healthz").contains("SERVING");
        } catch (IOException e) {
            return false;
        }
    }

    String page(String path) throws IOException {
        try {
            var request = HttpRequest.newBuilder(URI.create(url() + path)).build();
            return client.send(request, BodyHandlers.ofString()).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("nothing came of it in " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    @Override
    public void close() {
        container.close();
        client.close();
    }
}
