/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bulla demo}: everything at once, for people who see it for the first time. */
@Command(
        name = "demo",
        description = "Shows what Bulla does, step by step, on this machine alone: a build system, an authority and its"
                + " log, of which nothing is left afterwards.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        footer = {"", "Example:", "  bulla demo", "  bulla demo --once"})
final class DemoCommand implements Callable<Integer> {
    private final UnaryOperator<URI> way;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--once", description = "end after the last step, and with 1 if a step fails")
    private boolean once;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "HTTP port of the authority and its log (any that is free)")
    private int port;

    @Option(
            names = "--grpc-port",
            paramLabel = "N",
            defaultValue = "0",
            description = "gRPC port of the authority (any that is free)")
    private int grpcPort;

    @Option(
            names = "--admin-port",
            paramLabel = "N",
            defaultValue = "0",
            description = "port for metrics and probes (any that is free)")
    private int adminPort;

    @Option(
            names = "--issuer-port",
            paramLabel = "N",
            defaultValue = "0",
            description = "port of the build system that is played (any that is free)")
    private int issuerPort;

    DemoCommand() {
        this(UnaryOperator.identity());
    }

    /** @param way from the log's address to that at which it is read, for whoever stands in between */
    DemoCommand(UnaryOperator<URI> way) {
        this.way = way;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var story = new DemoStory(spec.commandLine().getOut());
        story.say("Bulla in eight steps. A moment: a build system, an authority and its log are starting ...");
        try (var server = DemoServer.start(new DemoServer.Ports(port, grpcPort, adminPort, issuerPort))) {
            var ending = Thread.ofPlatform().name("demo-end").unstarted(() -> closeAtEnd(server));
            Runtime.getRuntime().addShutdownHook(ending);
            new Demo(server.surroundings(way.apply(URI.create(server.logUrl()))), story).tell();
            story.say("\nAll eight steps are ok.");
            if (!once) {
                story.say(whatNext(server));
                new CountDownLatch(1).await();
            }
            Runtime.getRuntime().removeShutdownHook(ending);
        }
        return ExitCode.OK;
    }

    /** Nobody is left to hear an exception. */
    private static void closeAtEnd(DemoServer server) {
        try {
            server.close();
        } catch (IOException e) {
            System.err.println("bulla: " + server.folder() + " cannot be deleted: " + e);
        }
    }

    /** Commands that work as they stand, in another terminal. */
    static String whatNext(DemoServer server) throws IOException {
        return """

                Everything keeps running until you press Ctrl-C; then %1$s is deleted.
                Try this in another terminal, in the same folder:

                  Ask for a certificate yourself, and look at what it says:
                    curl -s %2$s > %1$s/token.jwt
                    ./bulla request --url %3$s --token-file %1$s/token.jwt --chain-out %1$s/chain.pem
                    ./bulla certificate inspect %1$s/chain.pem

                  Sign a file, and verify it with nothing but the bundle and what the authority tells verifiers:
                    ./bulla trust export %1$s/trust --local --data %1$s/data
                    ./bulla sign-blob --signing-config %1$s/trust/signing_config.v0.2.json --identity-token %1$s/token.jwt --bundle %1$s/signed.json %1$s/chain.pem
                    ./bulla verify-blob --trusted-root %1$s/trust/trusted_root.json --bundle %1$s/signed.json --certificate-identity-regexp ^https://github.com/ --certificate-oidc-issuer %6$s %1$s/chain.pem

                  Read what the log has signed, and what is in it:
                    curl -s %4$s/checkpoint
                    curl -s '%4$s/ct/v1/get-entries?start=0&end=0'

                  Check the whole log, as an auditor would:
                    ./bulla log fsck %1$s/data

                  Have a time stamped, and let OpenSSL judge it:
                    curl -s %3$s/api/v1/timestamp/certchain > %1$s/tsa.pem
                    openssl ts -query -data README.md -sha256 -cert -out %1$s/query.tsq
                    curl -s -H 'Content-Type: application/timestamp-query' --data-binary @%1$s/query.tsq %3$s/api/v1/timestamp > %1$s/reply.tsr
                    openssl ts -verify -queryfile %1$s/query.tsq -in %1$s/reply.tsr -CAfile %1$s/tsa.pem

                  See what the authority recorded and counted:
                    tail -n 1 %1$s/data/audit.jsonl
                    curl -s %5$s/metrics | grep bulla_
                """.formatted(
                server.folder(), server.tokenUrl(), server.url(), server.logUrl(), server.adminUrl(), server.issuer());
    }
}
