/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.RunningServer;
import dev.bulla.ca.Wiring;
import dev.bulla.ca.bench.load.Identities;
import dev.bulla.ca.bench.load.PracticeIdentities;
import dev.bulla.ca.bench.load.RequestKind;
import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.SettingsReader;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.PublicChains;
import dev.bulla.ca.observe.LogLines;
import dev.bulla.ca.practice.PracticeIssuer;
import dev.bulla.ca.practice.PracticeKey;
import dev.bulla.ctlog.LogKey;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** A build system, an authority and its log, all on this machine and all gone when it is closed. */
final class DemoServer implements AutoCloseable {
    private static final String ORIGIN = "localhost/log";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ScratchFolder scratch;
    private final PracticeIssuer issuer;
    private final RunningServer server;
    private final PrintStream lines;
    private boolean closed;

    /** Ports of the loopback address; 0 means any that is free. */
    record Ports(int http, int grpc, int admin, int issuer) {}

    private DemoServer(ScratchFolder scratch, PracticeIssuer issuer, RunningServer server, PrintStream lines) {
        this.scratch = scratch;
        this.issuer = issuer;
        this.server = server;
        this.lines = lines;
    }

    static DemoServer start(Ports ports) throws IOException {
        var scratch = new ScratchFolder(Files.createTempDirectory("bulla-demo-"));
        var folder = scratch.path();
        var lines = new PrintStream(Files.newOutputStream(folder.resolve("server.log")), true, StandardCharsets.UTF_8);
        LogLines.installTo(lines);
        var issuer = PracticeIssuer.start(ports.issuer(), PracticeKey.fresh(), InstantSource.system());
        try {
            return new DemoServer(scratch, issuer, authority(folder, issuer, ports), lines);
        } catch (IOException | RuntimeException e) {
            issuer.close();
            lines.close();
            scratch.close();
            throw e;
        }
    }

    private static RunningServer authority(Path folder, PracticeIssuer issuer, Ports ports) throws IOException {
        var trust = Files.writeString(folder.resolve("issuers.yaml"), issuer.trust());
        var problems = new Problems();
        var flags = Map.ofEntries(
                Map.entry("ca", "ephemeralca"),
                Map.entry("tsa", "ephemeral"),
                Map.entry("config-path", trust.toString()),
                Map.entry("data", folder.resolve("data").toString()),
                Map.entry("log-origin", ORIGIN),
                Map.entry("host", "127.0.0.1"),
                Map.entry("port", Integer.toString(ports.http())),
                Map.entry("grpc-host", "127.0.0.1"),
                Map.entry("grpc-port", Integer.toString(ports.grpc())),
                Map.entry("admin-host", "127.0.0.1"),
                Map.entry("metrics-port", Integer.toString(ports.admin())));
        var settings = SettingsReader.read(flags, Map.of(), Optional.empty(), problems);
        return Wiring.start(settings, problems, InstantSource.system());
    }

    String token() {
        return issuer.token();
    }

    /** Who vouches for the builds that are played. */
    String issuer() {
        return issuer.url();
    }

    /** Builds and people of the build system that is played. */
    Identities identities(List<RequestKind> mix) {
        return new PracticeIdentities(issuer, mix);
    }

    /** Where tokens can be had, for whoever goes on by hand. */
    String tokenUrl() {
        return issuer.url() + "/token";
    }

    String url() {
        return "http://127.0.0.1:" + server.ports().http();
    }

    int grpcPort() {
        return server.ports().grpc();
    }

    String adminUrl() {
        return "http://127.0.0.1:" + server.ports().admin();
    }

    String logUrl() {
        return url() + "/log";
    }

    Path folder() {
        return scratch.path();
    }

    Path logFolder() throws IOException {
        var data = data();
        return data.log(data.shards().getLast());
    }

    private DataFolder data() {
        return new DataFolder(folder().resolve("data"));
    }

    /** The root as the authority's folder has it, which is how a verifier comes by it: not from whom it verifies. */
    X509Certificate root() throws IOException {
        var chain = new PublicChains(data()).all().getLast();
        return CertificateReader.read(chain.getBytes(StandardCharsets.US_ASCII)).getLast();
    }

    /** The log's key and name, from its folder as well. */
    LogClient.Identity log() throws IOException {
        var facts = JsonMapper.shared().readTree(Files.readAllBytes(logFolder().resolve("log.v3.json")));
        var key = Base64.getDecoder().decode(facts.path("key").asString(""));
        return new LogClient.Identity(LogKey.of(key, Crypto.fastest().provider()), ORIGIN);
    }

    /** Whom a demo talks to, when it reads the log at this address. */
    Demo.Surroundings surroundings(URI log) throws IOException {
        var identity = log();
        return new Demo.Surroundings(
                this::token,
                new SigningClient(URI.create(url()), "--url"),
                root(),
                new Demo.LogSide(new LogClient(log, identity, PATIENCE), identity));
    }

    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            server.close();
            issuer.close();
            lines.close();
            scratch.close();
        }
    }
}
