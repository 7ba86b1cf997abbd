/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.replay;

import dev.bulla.ca.token.Claim;
import dev.bulla.ca.token.VerifiedToken;
import dev.bulla.ca.token.VerifiedTokens;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Another process that uses one token after the other until it is killed, and says the number of each once its use is
 * remembered. Most have expired and are
 * forgotten at once, so that the file is often written anew.
 */
final class TokenUser {
    static final String ISSUER = "https://issuer.example.com";
    static final int MOST = 1_000_000;

    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);
    private static final int USERS = 4;
    static final int KEPT = 8;

    private TokenUser() {}

    /** {@code <folder> <first number>}. */
    public static void main(String... arguments) throws Exception {
        var next = new AtomicLong(Long.parseLong(arguments[1]));
        var clock = InstantSource.system();
        try (var folder = ReplayFolder.open(Path.of(arguments[0]), clock, new Unheard());
                var users = Executors.newFixedThreadPool(USERS)) {
            var guard = folder.guard(ISSUER, MOST);
            Callable<Void> use = () -> useForEver(guard, next);
            // The first that fails ends the process: its parent expects to be the one that does.
            users.invokeAny(Stream.generate(() -> use).limit(USERS).toList());
        }
    }

    private static Void useForEver(ReplayGuard guard, AtomicLong next) throws IOException {
        while (true) {
            var number = next.getAndIncrement();
            guard.reserve(token(number)).of(number).confirm();
            // In one piece, so that no half of a number is ever read.
            OUT.write((number + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    static boolean isKept(long number) {
        return number % KEPT == 0;
    }

    static VerifiedToken token(long number) {
        var life = isKept(number) ? Duration.ofHours(1) : Duration.ofHours(-1);
        var expiry = InstantSource.system().instant().plus(life).getEpochSecond();
        var name = new Claim.Text(Long.toString(number));
        return VerifiedTokens.of(ISSUER, Map.of("jti", name, "exp", new Claim.Number(Long.toString(expiry))));
    }

    static Process start(Path folder, long first) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(
                java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"));
        var what = List.of(TokenUser.class.getName(), folder.toString(), Long.toString(first));
        return new ProcessBuilder(Stream.concat(command.stream(), what.stream()).toList())
                .redirectErrorStream(true)
                .start();
    }

    /** Nothing to tell: a process that cannot remember ends. */
    static final class Unheard implements ReplayEvents {
        @Override
        public void full(String issuer) {}

        @Override
        public void unwritable(String issuer, String why) {}

        @Override
        public void remembered(String issuer) {}
    }
}
