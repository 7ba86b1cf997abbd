/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.testcontainers;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import tools.jackson.databind.json.JsonMapper;

/** A log of the image's, in a container of its own, where the original's chart has one. */
final class ContainedLog implements AutoCloseable {
    private static final int PORT = 80;
    private static final String PREFIX = "/fulcio";
    private static final String NAME = "ctlog.ctlog-system.svc";

    private final String volume = "bulla-log-" + UUID.randomUUID();
    private final Network network = Network.newNetwork();
    private final GenericContainer<?> container;
    private final HttpClient client = HttpClient.newHttpClient();

    private ContainedLog(String roots) {
        container = container(
                        "serve",
                        "--port=" + PORT,
                        "--log-prefix=" + PREFIX,
                        "--log-accepted-roots=/etc/bulla/roots.pem")
                .withCopyToContainer(Transferable.of(roots), "/etc/bulla/roots.pem")
                .withNetwork(network)
                .withNetworkAliases(NAME)
                .withExposedPorts(PORT)
                .waitingFor(Answering.at(PORT, PREFIX + "/checkpoint"));
    }

    private GenericContainer<?> container(String command, String... more) {
        var arguments = new ArrayList<>(List.of("log", command));
        arguments.add("--log-origin=" + NAME + PREFIX);
        arguments.addAll(List.of(more));
        return new GenericContainer<>(DockerImageName.parse(Image.loaded()))
                .withCommand(arguments.toArray(String[]::new))
                .withCreateContainerCmdModifier(
                        created -> created.getHostConfig().withBinds(new Bind(volume, new Volume("/var/lib/bulla"))));
    }

    static ContainedLog started(String roots) {
        var log = new ContainedLog(roots);
        try {
            var created = Ended.of(log.container("create"));
            if (created.exit() != 0) {
                throw new IllegalStateException(created.said());
            }
            log.container.start();
            return log;
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    /** Where other containers reach it, at http://{@value #NAME}{@value #PREFIX}. */
    Network network() {
        return network;
    }

    /** Where this machine reaches it. */
    String url() {
        return "http://" + container.getHost() + ":" + container.getMappedPort(PORT) + PREFIX;
    }

    /** Its public key in PEM. */
    String key() throws IOException, InterruptedException {
        var described = JsonMapper.shared().readTree(page("/log.v3.json"));
        return "-----BEGIN PUBLIC KEY-----\n" + described.get("key").asString() + "\n-----END PUBLIC KEY-----\n";
    }

    long size() throws IOException, InterruptedException {
        return Long.parseLong(page("/checkpoint").lines().toList().get(1));
    }

    private String page(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url() + path)).build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    @Override
    public void close() {
        container.close();
        network.close();
        var docker = container.getDockerClient();
        if (docker.listVolumesCmd().exec().getVolumes().stream().anyMatch(left -> volume.equals(left.getName()))) {
            docker.removeVolumeCmd(volume).exec();
        }
        client.close();
    }
}
