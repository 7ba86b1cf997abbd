/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.ambient.AmbientTokens;
import dev.bulla.ca.ambient.Machine;
import dev.bulla.ca.ambient.NoTokenException;
import dev.bulla.ca.outbound.Proxies;
import dev.bulla.ca.outbound.Reach;
import dev.bulla.ca.outbound.TlsRoots;
import dev.bulla.ca.outbound.Way;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The token that somebody signs with: the one that was given, or that of the machine. */
final class SigningToken {
    private static final int LARGEST = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private SigningToken() {}

    /** @param hints where to say what is odd about a token that was found */
    static String of(Optional<String> given, Map<String, String> environment, PrintWriter hints) throws IOException {
        return given.isPresent() ? given(given.get()) : ambient(environment, hints);
    }

    private static String given(String text) throws IOException {
        if (ClientToken.isInOnePiece(text)) {
            return text;
        }
        // What is typed may be a token that lost a part: it is not quoted.
        try (var in = Files.newInputStream(Path.of(text))) {
            return ClientToken.inOnePiece(new String(in.readNBytes(LARGEST), StandardCharsets.ISO_8859_1).strip());
        } catch (IOException | InvalidPathException e) {
            throw new CommandFailedException(
                    "--identity-token is neither a token nor a file that can be read", ExitCode.USAGE);
        }
    }

    private static String ambient(Map<String, String> environment, PrintWriter hints) {
        var roots = TlsRoots.system(environment);
        try (var way = Way.of(roots, Proxies.ofEnvironment(environment), Reach.ANYWHERE, PATIENCE);
                var direct = Way.of(roots, Proxies.NONE, Reach.ANYWHERE, PATIENCE)) {
            var found = AmbientTokens.everywhere().find(new Machine(environment, Path.of("/"), way, direct));
            found.caveat().ifPresent(hints::println);
            return found.token();
        } catch (NoTokenException e) {
            throw new CommandFailedException(e.getMessage() + "\nor give one with --identity-token", ExitCode.USAGE);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), ExitCode.USAGE);
        }
    }
}
