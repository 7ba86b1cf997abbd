/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.data.KnownKey.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyHistoryTest {
    private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofDays(3));
    private static final String OLD = "aa11";
    private static final String NEXT = "bb22";

    @TempDir
    private Path path;

    private DataFolder folder;
    private KeyHistory history;

    @BeforeEach
    void begin() {
        folder = new DataFolder(path);
        history = new KeyHistory(folder, Kind.AUTHORITY);
    }

    private KnownKey key(String sha256) throws IOException {
        return history.find(sha256).orElseThrow();
    }

    @Test
    void aKeyThatIsUsedReplacesTheOneBefore() throws IOException {
        history.use(OLD, NOW);

        history.use(NEXT, LATER);

        assertThat(key(OLD).isInUse()).isFalse();
        assertThat(key(OLD).life().replaced()).contains(LATER);
        assertThat(key(NEXT).isInUse()).isTrue();
        assertThat(key(NEXT).start()).isEqualTo(LATER.minus(Duration.ofDays(1)));
        assertThat(history.replaced()).extracting(KnownKey::sha256).containsExactly(OLD);
    }

    @Test
    void whatIsSaidAgainChangesNothing() throws IOException {
        history.use(OLD, NOW);
        history.use(NEXT, NOW);
        var before = history.all();

        history.use(NEXT, LATER);

        assertThat(history.all()).isEqualTo(before);
    }

    @Test
    void aKeyThatWasAnnouncedIsBelievedFromThenOn() throws IOException {
        history.use(OLD, NOW);
        history.announce(NEXT, NOW);
        assertThat(key(NEXT).wasUsed()).isFalse();
        assertThat(key(OLD).isInUse()).isTrue();

        history.announce(NEXT, LATER);
        history.use(NEXT, LATER);

        assertThat(key(NEXT).start()).isEqualTo(NOW);
        assertThat(key(NEXT).life().used()).contains(LATER);
    }

    @Test
    void aKeyThatComesBackHasNoEnd() throws IOException {
        history.use(OLD, NOW);
        history.use(NEXT, NOW);
        for (var over : history.over(Duration.ofHours(1), LATER)) {
            over.write(folder);
        }
        assertThat(key(OLD).end()).contains(NOW.plus(Duration.ofHours(1)));

        history.use(OLD, LATER);

        assertThat(key(OLD).end()).isEmpty();
        assertThat(key(OLD).isInUse()).isTrue();
        assertThat(key(NEXT).life().replaced()).contains(LATER);
    }

    @Test
    void nothingEndsBeforeWhatItSignedHasEnded() throws IOException {
        history.use(OLD, NOW);
        history.use(NEXT, NOW);

        assertThat(history.over(Duration.ofHours(1), NOW.plus(Duration.ofMinutes(59))))
                .isEmpty();
        assertThat(history.over(Duration.ofHours(1), NOW.plus(Duration.ofHours(1))))
                .hasSize(1);
    }

    @Test
    void kindsKnowNothingOfEachOther() throws IOException {
        history.use(OLD, NOW);

        new KeyHistory(folder, Kind.TIMESTAMPER).use(NEXT, NOW);

        assertThat(history.all()).extracting(KnownKey::sha256).containsExactly(OLD);
        assertThat(key(OLD).isInUse()).isTrue();
    }

    /** As it was written before keys had a life. */
    @Test
    void aKeyOfAnOldFileIsInUse() throws IOException {
        var file = folder.knownKey("authority", OLD);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"entered\": \"2027-03-01T12:00:00Z\", \"announced\": false}");

        assertThat(key(OLD).isInUse()).isTrue();
        assertThat(key(OLD).life().used()).contains(NOW);

        history.use(NEXT, LATER);

        assertThat(key(OLD).life().replaced()).contains(LATER);
    }
}
