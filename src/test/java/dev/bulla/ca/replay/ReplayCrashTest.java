/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that uses tokens as fast as it can, again and again: at any moment, and while it writes its file anew. Every
 * use that it had acknowledged by then is remembered afterwards.
 */
@Timeout(3600)
class ReplayCrashTest {
    /** 20, or as many as the profile {@code crash} says. */
    private static final int KILLS = Integer.getInteger("crash.kills", 20);

    private static final int KILLS_OF_ONE_FILE = 10;
    private static final int KILLED = 128 + 9;
    private static final int USES_TO_GO = 30;
    private static final long NUMBERS_OF_ONE_LIFE = 10_000_000;
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(60);

    private final long seed = Long.getLong("crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<Long> acknowledged = new ArrayList<>();
    private long number;
    private int total;
    private int whileWrittenAnew;

    @TempDir
    private Path temporary;

    @Test
    void everyUseThatWasAcknowledgedIsRememberedAfterAKill() throws Exception {
        System.out.println("crash.seed=" + seed);
        for (var kill = 0; kill < KILLS; kill++) {
            if (kill % KILLS_OF_ONE_FILE == 0) {
                acknowledged.clear();
            }
            var folder = temporary.resolve("used" + kill / KILLS_OF_ONE_FILE);

            fill(folder);
            dieOnce(folder, kill % 2 == 0);
            tear(folder);

            compare(folder);
        }
        System.out.println("kills: " + KILLS + ", while written anew: " + whileWrittenAnew + ", uses: " + total);
        assertThat(total).isGreaterThan(KILLS);
    }

    /** Brings the file so near to being written anew that the next life soon does it. */
    private static void fill(Path folder) throws IOException {
        Files.createDirectories(folder);
        var opened = UsedTokenFile.open(file(folder));
        var now = InstantSource.system().instant().getEpochSecond();
        var tokens = new ArrayList<>(opened.tokens());
        var alive = tokens.stream().filter(token -> token.expiry() > now).count();
        for (var i = tokens.size(); i < 2 * alive + UsedTokens.SLACK - USES_TO_GO; i++) {
            tokens.add(new UsedToken(new TokenId(i, 0, 0, 0), 0));
        }
        opened.file().rewrite(tokens);
        opened.file().close();
    }

    private void dieOnce(Path folder, boolean atAnyMoment) throws Exception {
        var child = TokenUser.start(folder, number);
        number += NUMBERS_OF_ONE_LIFE;
        child.onExit().orTimeout(LONGEST_LIFE.toSeconds(), TimeUnit.SECONDS).exceptionally(_ -> {
            child.toHandle().destroyForcibly();
            return child;
        });
        var begun = new CountDownLatch(1);
        var killer = Thread.ofPlatform().start(() -> {
            awaitEnd(begun, child, folder, atAnyMoment);
            // By its handle: the process would also throw away what it has said and nobody has read.
            child.toHandle().destroyForcibly();
        });
        listen(child, begun);
        killer.join();
        assertThat(child.waitFor()).as("seed %d", seed).isEqualTo(KILLED);
        whileWrittenAnew += Files.exists(fresh(folder)) ? 1 : 0;
    }

    private void awaitEnd(CountDownLatch begun, Process child, Path folder, boolean atAnyMoment) {
        try {
            begun.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        var end = System.nanoTime()
                + Duration.ofMillis(atAnyMoment ? random.nextInt(200) : 400).toNanos();
        while (child.isAlive() && System.nanoTime() < end && (atAnyMoment || !Files.exists(fresh(folder)))) {
            LockSupport.parkNanos(Duration.ofNanos(20_000).toNanos());
        }
    }

    private void listen(Process child, CountDownLatch begun) throws IOException {
        try (var lines = new BufferedReader(child.inputReader(StandardCharsets.US_ASCII))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                assertThat(line).containsOnlyDigits();
                begun.countDown();
                total++;
                if (TokenUser.isKept(Long.parseLong(line))) {
                    acknowledged.add(Long.parseLong(line));
                }
            }
        } finally {
            begun.countDown();
        }
    }

    /** What a write leaves of which only a part reached the file. */
    private void tear(Path folder) throws IOException {
        var part = new byte[random.nextInt(UsedToken.BYTES)];
        random.nextBytes(part);
        Files.write(file(folder), part, StandardOpenOption.APPEND);
    }

    private void compare(Path folder) throws IOException {
        try (var opened = ReplayFolder.open(folder, InstantSource.system(), new TokenUser.Unheard())) {
            var guard = opened.guard(TokenUser.ISSUER, TokenUser.MOST);
            for (var i = 0; i < TokenUser.KEPT; i++) {
                acknowledged.add(
                        guard.reserve(TokenUser.token(number)).of(number).confirm());
                number += TokenUser.KEPT;
            }
            for (var used : acknowledged) {
                var refused = catchThrowableOfType(RefusedException.class, () -> guard.reserve(TokenUser.token(used)));
                assertThat(refused).as("token %d, seed %d", used, seed).isNotNull();
                assertThat(refused.refusal()).isEqualTo(Refusal.TOKEN_REPLAYED);
            }
        }
    }

    private static Path fresh(Path folder) {
        var file = file(folder);
        return file.resolveSibling(file.getFileName() + ".new");
    }

    private static Path file(Path folder) {
        return folder.resolve(ReplayFolder.fileName(TokenUser.ISSUER));
    }
}
