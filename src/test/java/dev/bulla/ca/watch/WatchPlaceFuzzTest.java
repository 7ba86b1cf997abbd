/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.watch;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.Seed;
import dev.bulla.ca.testing.SignedLog;
import dev.bulla.ctlog.LogStartException;
import dev.bulla.ctlog.LogWatch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Any lines in the place file of a watch, with the right hash behind them: else nothing but the hash would be tried. */
class WatchPlaceFuzzTest {
    private static final SignedLog LOG = new SignedLog(3);
    private static final String HEAD = "size 3\ntimestamp 1800000000000\nroot %1$s\nsignature BAMAAjAA\n";
    private static final String HASH = "ab".repeat(32);

    @TempDir
    static Path folder;

    static Stream<Named<byte[]>> seeds() {
        var start = "bulla watch 1\nlog " + LOG.key().id() + "\n" + HEAD.formatted(HASH);
        return Stream.of(
                Seed.of("a place", start + "next 3\npeak " + HASH + "\npeak " + HASH + "\nfault none\n"),
                Seed.of("a fault", start + "next 0\nfault OTHER_ROOT\n" + HEAD.formatted(HASH)),
                Seed.of("another log", start.replace(LOG.key().id().toString(), HASH)));
    }

    @Timeout(60)
    @MethodSource("seeds")
    @FuzzTest
    void isAPlaceOrRefused(byte[] lines) throws Exception {
        var hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(lines));
        var text = new String(lines, StandardCharsets.ISO_8859_1) + "sha256 " + hash + "\n";
        Files.write(folder.resolve("place"), text.getBytes(StandardCharsets.ISO_8859_1));
        var target = new LogWatch.Target(LOG.key(), (_, _) -> Optional.empty(), JsonObjects::parse, Optional.empty());
        var wishes = new LogWatch.Wishes(List.of(), false, 1, _ -> {});
        try (var watch = LogWatch.open(target, folder, wishes, Crypto.fastest().provider())) {
            watch.place();
        } catch (LogStartException _) {
            // It says what to do.
        }
    }
}
