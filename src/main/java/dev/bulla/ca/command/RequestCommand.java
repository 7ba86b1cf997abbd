/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code bulla request}: a token and a fresh key become a certificate. */
@Command(
        name = "request",
        description = "Asks a certificate authority for a certificate, with a token and a fresh P-256 key.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        footer = {
            "",
            "The token comes from --token-file or from the variable SIGSTORE_ID_TOKEN, never from the command line.",
            "",
            "Example:",
            "  bulla request --url http://localhost:5555 --token-file token.jwt --chain-out chain.pem --key-out key.pem"
        })
final class RequestCommand implements Callable<Integer> {
    private static final String VARIABLE = "SIGSTORE_ID_TOKEN";
    private static final int LARGEST_TOKEN = 1024 * 1024;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            description = "where the certificate authority answers HTTP")
    private URI url = URI.create("");

    @Option(names = "--token-file", paramLabel = "FILE", description = "file with the token; - for standard input")
    private @Nullable String tokenFile;

    @Option(
            names = "--challenge",
            paramLabel = "TEXT",
            description = "what to sign, instead of the token's email or else its subject")
    private @Nullable String challenge;

    @Option(names = "--chain-out", paramLabel = "FILE", description = "write the chain here, as PEM")
    private @Nullable Path chainOut;

    @Option(names = "--key-out", paramLabel = "FILE", description = "write the private key here, as PEM, for you alone")
    private @Nullable Path keyOut;

    @Option(names = "--json", description = "print one JSON object with the chain")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var token = ClientToken.inOnePiece(token());
        var key = ClientKey.fresh();
        var toSign = Optional.ofNullable(challenge).orElseGet(() -> ClientToken.challenge(token));
        var chain = new SigningClient(url, "--url").request(token, key, toSign);
        key.mustBeIn(chain);
        save(chain, key);
        print(chain);
        return ExitCode.OK;
    }

    private String token() throws IOException {
        if (tokenFile == null) {
            var token = System.getenv(VARIABLE);
            if (token == null || token.isBlank()) {
                throw new CommandFailedException("give a token with --token-file or in " + VARIABLE, ExitCode.USAGE);
            }
            return token.strip();
        }
        try (var stream = tokenFile.equals("-") ? System.in : Files.newInputStream(Path.of(tokenFile))) {
            var content = stream.readNBytes(LARGEST_TOKEN);
            return new String(content, java.nio.charset.StandardCharsets.UTF_8).strip();
        }
    }

    private void save(List<String> chain, ClientKey key) throws IOException {
        if (chainOut != null) {
            Files.writeString(chainOut, String.join("\n", chain) + "\n");
        }
        if (keyOut != null) {
            Files.deleteIfExists(keyOut);
            var onlyMine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Files.createFile(keyOut, onlyMine);
            Files.writeString(keyOut, key.privatePem(), StandardOpenOption.WRITE);
        }
    }

    private void print(List<String> chain) {
        var out = spec.commandLine().getOut();
        var leaf = CertificateReader.read(chain.getFirst().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        var inspections = leaf.stream().map(Inspection::of).toList();
        if (json) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("chain", chain);
            fields.put("certificate", inspections.getFirst().fields());
            out.println(JsonMapper.shared().writeValueAsString(fields));
        } else {
            out.println(Inspection.text(inspections));
            chain.forEach(out::println);
        }
        out.flush();
    }
}
