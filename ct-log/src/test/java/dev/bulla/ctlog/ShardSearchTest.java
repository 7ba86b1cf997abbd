/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardSearchTest {
    private final ShardSearch search = new ShardSearch(List.of(shard("2028", 0), shard("2027", 5), shard("2026", 3)));

    /** A shard of so many entries, which all fit and are found two at a time at most. */
    private static ShardSearch.Place shard(String name, long size) {
        return new ShardSearch.Place(name, query -> {
            var end = Math.min(size, query.before().orElse(size));
            var start = Math.max(0, end - Math.min(2, query.limit()));
            var entries = LongStream.range(start, end)
                    .mapToObj(index -> new FoundEntry(index, Instant.EPOCH, "", true, List.of()))
                    .toList()
                    .reversed();
            return new FoundEntries(entries, start > 0 ? OptionalLong.of(start) : OptionalLong.empty(), size);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 100})
    void everyEntryIsFoundOnceByGoingOnWhereAnAnswerEnds(int limit) throws Exception {
        var found = new ArrayList<String>();
        var next = Optional.of(new FoundInShards.Next("2028", OptionalLong.empty()));
        for (var round = 0; next.isPresent() && round < 100; round++) {
            var page = search.find(
                    query(next.get().before(), limit), Optional.of(next.get().shard()));
            assertThat(page.found()).hasSizeLessThanOrEqualTo(limit);
            page.found().forEach(it -> found.add(it.shard() + "/" + it.entry().index()));
            next = page.next();
        }

        assertThat(next).isEmpty();
        assertThat(found)
                .containsExactly("2027/4", "2027/3", "2027/2", "2027/1", "2027/0", "2026/2", "2026/1", "2026/0");
    }

    @Test
    void aSearchBeginsWithTheNewestShard() throws Exception {
        var page = search.find(query(OptionalLong.empty(), 1), Optional.empty());

        assertThat(page.found())
                .singleElement()
                .satisfies(it -> assertThat(it.shard()).isEqualTo("2027"));
        assertThat(page.next()).contains(new FoundInShards.Next("2027", OptionalLong.of(4)));
        assertThat(page.size()).isEqualTo(5);
    }

    @Test
    void anIndexMeansNothingWithoutItsShard() throws Exception {
        assertThatThrownBy(() -> search.find(query(OptionalLong.of(3), 1), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> search.find(query(OptionalLong.empty(), 1), Optional.of("2025")))
                .isInstanceOf(IllegalArgumentException.class);
        var one = new ShardSearch(List.of(shard("2027", 5)));
        assertThat(one.find(query(OptionalLong.of(3), 1), Optional.empty()).found())
                .singleElement()
                .satisfies(it -> assertThat(it.entry().index()).isEqualTo(2));
    }

    private static IdentityQuery query(OptionalLong before, int limit) {
        return new IdentityQuery(
                new IdentityQuery.Wanted(IdentityKind.EMAIL, "", true),
                Optional.empty(),
                Optional.empty(),
                before,
                limit);
    }
}
