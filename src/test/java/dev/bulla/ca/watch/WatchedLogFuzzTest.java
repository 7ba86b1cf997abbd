/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.watch;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.Seed;
import dev.bulla.ca.testing.SignedLog;
import dev.bulla.ctlog.CheckFailedException;
import dev.bulla.ctlog.IdentityKind;
import dev.bulla.ctlog.LogMisbehavedException;
import dev.bulla.ctlog.LogWatch;
import dev.bulla.ctlog.WatchedIdentity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as an answer of a watched log. The first byte says in the place of which answer; the others are good ones, as far as
 * a log can be good whose entries nobody knows.
 */
class WatchedLogFuzzTest {
    private static final SignedLog LOG = new SignedLog(2);

    @TempDir
    static Path folder;

    /** The answer that is replaced. */
    private enum Place {
        CHECKPOINT(0, LogWatch.Api.STATIC, "checkpoint"),
        ENTRY_TILE(1, LogWatch.Api.STATIC, "tile/data/"),
        HEAD(2, LogWatch.Api.RFC6962, "ct/v1/get-sth"),
        ENTRIES(3, LogWatch.Api.RFC6962, "ct/v1/get-entries"),
        LAST_ENTRY(4, LogWatch.Api.RFC6962, "ct/v1/get-entry-and-proof");

        private final int number;
        private final LogWatch.Api api;
        private final String path;

        Place(int number, LogWatch.Api api, String path) {
            this.number = number;
            this.api = api;
            this.path = path;
        }

        static Place numbered(int number) {
            return Arrays.stream(values())
                    .filter(it -> it.number == number)
                    .findFirst()
                    .orElseThrow();
        }

        Optional<byte[]> answer(String asked, byte[] given) {
            if (asked.startsWith(path)) {
                return Optional.of(given);
            }
            return switch (asked) {
                case "checkpoint" -> Optional.of(LOG.checkpoint().getBytes(StandardCharsets.UTF_8));
                case "ct/v1/get-sth" -> Optional.of(LOG.head().getBytes(StandardCharsets.US_ASCII));
                default -> Optional.empty();
            };
        }

        Named<byte[]> seed(String content) {
            return seed(content.getBytes(StandardCharsets.UTF_8));
        }

        Named<byte[]> seed(byte[] content) {
            var input = new byte[1 + content.length];
            input[0] = (byte) number;
            System.arraycopy(content, 0, input, 1, content.length);
            return Seed.of(name(), input);
        }
    }

    static Stream<Named<byte[]>> seeds() {
        var leaf = Base64.getEncoder().encodeToString(concat(new byte[2], entry()));
        return Stream.of(
                Place.CHECKPOINT.seed(LOG.checkpoint()),
                Place.ENTRY_TILE.seed(concat(tileEntry(), tileEntry())),
                Place.HEAD.seed(LOG.head()),
                Place.ENTRIES.seed(
                        "{\"entries\":[{\"leaf_input\":\"%1$s\",\"extra_data\":\"\"},{\"leaf_input\":\"%1$s\"}]}"
                                .formatted(leaf)),
                Place.LAST_ENTRY.seed("{\"leaf_input\":\"%s\",\"extra_data\":\"\",\"audit_path\":[\"%s\"]}"
                        .formatted(leaf, "A".repeat(43) + "=")));
    }

    @Timeout(60)
    @MethodSource("seeds")
    @FuzzTest
    void isReadOrIsNoAnswer(byte[] input) throws Exception {
        if (input.length == 0) {
            return;
        }
        var place = Place.numbered(Math.floorMod(input[0], Place.values().length));
        var given = Arrays.copyOfRange(input, 1, input.length);
        var target = new LogWatch.Target(
                LOG.key(), (path, _) -> place.answer(path, given), JsonObjects::parse, Optional.of(place.api));
        var watched = List.of(new WatchedIdentity(IdentityKind.EMAIL, "", true));
        var wishes = new LogWatch.Wishes(watched, place == Place.LAST_ENTRY, 1, _ -> {});
        Files.deleteIfExists(folder.resolve("place"));
        try (var watch = LogWatch.open(target, folder, wishes, Crypto.fastest().provider())) {
            watch.look(_ -> {
                throw new AssertionError("nothing that comes stands under the head");
            });
        } catch (CheckFailedException | LogMisbehavedException _) {
            // What comes is no answer, or not that of an honest log.
        }
    }

    /** A certificate of three bytes, without extensions. */
    private static byte[] entry() {
        return ByteBuffer.allocate(8 + 2 + 3 + 3 + 2)
                .putLong(1_700_000_000_000L)
                .putShort((short) 0)
                .put(new byte[] {0, 0, 3, 0x30, 1, 0})
                .putShort((short) 0)
                .array();
    }

    private static byte[] tileEntry() {
        return concat(entry(), new byte[2]);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
