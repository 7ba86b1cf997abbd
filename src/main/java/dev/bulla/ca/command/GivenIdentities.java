/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.bench.load.Identities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Identities of tokens that somebody brought along, over and over. What name an authority makes of a token is its own
 * business, and so is not known.
 */
record GivenIdentities(List<String> tokens) implements Identities {
    private static final long LARGEST = 64 << 20;

    GivenIdentities {
        tokens = List.copyOf(tokens);
    }

    /** One token a line. */
    static GivenIdentities read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new CommandFailedException(file + " is too large: 64 MiB of tokens are enough", ExitCode.USAGE);
        }
        var tokens = Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(ClientToken::inOnePiece)
                .toList();
        if (tokens.isEmpty()) {
            throw new CommandFailedException("there is no token in " + file, ExitCode.USAGE);
        }
        return new GivenIdentities(tokens);
    }

    @Override
    public Claimed of(int number) {
        var token = token(number);
        return new Claimed(
                ClientToken.claims(token).path("iss").asString(""), ClientToken.challenge(token), Optional.empty());
    }

    @Override
    public String token(int number) {
        return tokens.get(number % tokens.size());
    }
}
