/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.names;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bulla.ca.testing.Seed;
import dev.bulla.ctlog.identity.Identity.Kind;
import dev.bulla.ctlog.identity.IdentityPattern;
import dev.bulla.ctlog.index.DerivedFolder;
import dev.bulla.ctlog.index.Span;
import dev.bulla.ctlog.merkle.Hash;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as a file of the index, with checksums that are right: its first two bytes say how many belong to the table. */
class NameRunFuzzTest {
    private static final Span SPAN = new Span(0, 3);
    private static final Hash LAST = new Hash(1, 2, 3, 4);
    private static final List<IdentityPattern> PATTERNS = Stream.of(Kind.values())
            .flatMap(kind -> Stream.of(
                    new IdentityPattern(kind, "https://github.com/acme/app7", false),
                    new IdentityPattern(kind, "acme/app", true),
                    new IdentityPattern(kind, "", true)))
            .toList();

    static Stream<Named<byte[]>> seeds() throws IOException {
        return Stream.of(Seed.of("one term", sound(1)), Seed.of("forty terms", sound(40)));
    }

    @Timeout(60)
    @MethodSource("seeds")
    @FuzzTest
    void answersWithEntriesOfItsSpanOrIsGivenUp(byte[] input) {
        if (input.length < 2) {
            return;
        }
        var body = new byte[input.length - 2];
        System.arraycopy(input, 2, body, 0, body.length);
        var table = Math.min(body.length, ByteBuffer.wrap(input).getShort() & 0xffff);
        NameRun.read(SPAN, MemorySegment.ofArray(withFooter(body, body.length - table)))
                .ifPresent(NameRunFuzzTest::ask);
    }

    private static void ask(NameRun run) {
        for (var pattern : PATTERNS) {
            var view = new NameView(new NameIndex.Parts(List.of(run), Optional.empty()), _ -> {});
            var found = new ArrayList<Long>();
            try {
                view.newestFirst(pattern, 0, Long.MAX_VALUE, found::add);
            } catch (NamesMissingException _) {
                // It is made again.
            }
            assertThat(found).allMatch(at -> at >= SPAN.start() && at < SPAN.end());
        }
        merge(run);
    }

    private static void merge(NameRun run) {
        var merging = new TermMerge(List.of(run));
        try {
            while (merging.next()) {
                merging.newestFirst().forEach(NameRunFuzzTest::readAll);
            }
        } catch (DamagedNamesException _) {
            // It is made again.
        }
    }

    private static void readAll(Postings postings) {
        while (postings.hasNext()) {
            assertThat(postings.next()).isBetween(SPAN.start(), SPAN.end() - 1);
        }
    }

    private static byte[] withFooter(byte[] body, long termsEnd) {
        var footer = NameRun.footer(SPAN, LAST, termsEnd, DerivedFolder.checksum(MemorySegment.ofArray(body)));
        return ByteBuffer.allocate(body.length + footer.length)
                .put(body)
                .put(footer)
                .array();
    }

    /** A file as it is written, with how large its table is in front. */
    private static byte[] sound(int terms) throws IOException {
        var file = Files.createTempFile("names", "");
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var writer = new NameRunWriter(channel, SPAN);
            for (var term : IntStream.range(0, terms)
                    .mapToObj(NameRunFuzzTest::term)
                    .sorted()
                    .toList()) {
                writer.posting(SPAN.end() - 1);
                writer.posting(SPAN.start() + term.size());
                writer.term(term);
            }
            writer.finish(LAST);
        }
        var bytes = Files.readAllBytes(file);
        Files.delete(file);
        var body = bytes.length - NameRun.FOOTER;
        var table = (terms + NameRun.STRIDE - 1) / NameRun.STRIDE * Long.BYTES;
        return ByteBuffer.allocate(2 + body)
                .putShort((short) table)
                .put(bytes, 0, body)
                .array();
    }

    private static Term term(int number) {
        return Term.meant(Kind.REPOSITORY, "https://github.com/acme/app" + number)
                .getFirst();
    }
}
