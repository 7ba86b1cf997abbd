/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.copy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bulla.ca.testing.Seed;
import dev.bulla.ctlog.check.LogSource;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.store.LogFacts;
import dev.bulla.ctlog.store.local.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes in the place of an archive with a copy of a log, and of the two files that say how the log was made. */
class CopyFuzzTest {
    private static final Bytes KEY = Bytes.view(new byte[] {1, 2, 3});
    private static final LogFacts FACTS = new LogFacts(
            "log.example/2026",
            Hash.sha256(KEY.toArray()),
            KEY,
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse("2027-01-01T00:00:00Z"),
            true,
            Instant.parse("2026-01-01T00:00:00Z"));

    static Stream<Named<byte[]>> seeds() {
        var facts = new CopiedFacts("2026", FACTS, List.of(KEY)).item().content();
        var archive = Arrays.copyOf(TarMember.encoded("log.facts", facts).array(), 4096);
        return Stream.of(
                Seed.of("an archive", archive),
                Seed.of("facts", facts.toArray()),
                Seed.of(
                        "a description",
                        "{\"key\":\"AQID\",\"log_id\":\"A5BYxvLAyyksUzkKTfhEVYsM0yK7Fim9sxRi8FY0uBE=\","
                                + "\"start_inclusive\":\"2026-01-01T00:00:00Z\",\"end_exclusive\":\"2027-01-01T00:00:00Z\"}"));
    }

    @Timeout(60)
    @MethodSource("seeds")
    @FuzzTest
    void isReadOrSaidToBeDamaged(byte[] input) throws Exception {
        var bytes = Bytes.view(input);
        archive(bytes);
        facts(bytes);
        description(bytes);
    }

    private static void archive(Bytes input) throws IOException {
        try {
            var file = new InMemory(input);
            var index = TarIndex.read(file);
            assertThat(index.end()).isBetween(0L, (long) input.size());
            for (var path : index.files().keySet()) {
                assertThat(index.content(path, file)).isPresent();
            }
        } catch (MalformedException _) {
            // That is what it is.
        }
    }

    private static void facts(Bytes input) throws Exception {
        try {
            var facts = CopiedFacts.in(new OneFile(TilePath.FACTS, input));
            assertThat(facts.item().content()).isEqualTo(input);
        } catch (DamagedSourceException e) {
            assertThat(e.file()).isEqualTo(TilePath.FACTS);
        }
    }

    private static void description(Bytes input) {
        try {
            var described = Description.parse(input);
            assertThat(described.fits(described.facts("log.example/2026", true)))
                    .isTrue();
        } catch (MalformedException _) {
            // That is what it is.
        }
    }

    private record OneFile(String path, Bytes content) implements LogSource {
        @Override
        public Optional<Bytes> read(String name) {
            return Optional.of(content).filter(_ -> name.equals(path));
        }

        @Override
        public List<String> list(String folder) {
            return List.of();
        }
    }

    private record InMemory(Bytes content) implements DiskFile {
        @Override
        public void write(ByteBuffer from, long at) {
            throw new UnsupportedOperationException("it is only read");
        }

        @Override
        public int read(ByteBuffer into, long at) {
            var count = Math.clamp(content.size() - at, 0, into.remaining());
            if (count > 0) {
                into.put(content.part((int) at, (int) at + count).buffer());
            }
            return count;
        }

        @Override
        public void force(boolean metadata) {
            // Nothing is written.
        }

        @Override
        public long size() {
            return content.size();
        }

        @Override
        public void close() {
            // There is nothing to let go of.
        }
    }
}
