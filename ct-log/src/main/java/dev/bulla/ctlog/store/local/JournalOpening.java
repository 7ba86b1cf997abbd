/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.OpenRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Gets a journal into a state in which all that was read is durable, and nothing else is there.
 *
 * <p>What was read need not be on the disk: a process whose sync failed leaves pages that only the cache has, and they read
 * like any other. So the last segment is always written anew, without what the base covers and without a torn end:
 * <pre>
 *   (1) segments without a record after the base are deleted, and the folder is synced
 *   (2) a new segment gets the last one's records, and is forced
 *   (3) it takes the name of the last one, and the folder is synced
 * </pre>
 * Power lost at any moment leaves the old last segment or the new one, and both read the same. Were (1) not durable first, the
 * new one could come to stand, empty, behind an older one that ends before the base. (1) also makes the room that (2) needs.
 */
final class JournalOpening {
    private static final Pattern SEGMENT = Pattern.compile("(\\d{8,18})\\.log");

    private final JournalPlace place;
    private final Base base;
    private final TreeHasher hasher;

    JournalOpening(JournalPlace place, Base base, TreeHasher hasher) {
        this.place = place;
        this.base = base;
        this.hasher = hasher;
    }

    LocalJournal open(Replay replay) throws IOException, OpenRefusedException {
        var paths = segments(place.disk(), place.folder());
        if (paths.isEmpty() && base.sequence() > 0) {
            throw new OpenRefusedException(place.folder() + ": no journal, but the log had one; restore it");
        }
        var reader = new JournalReader(place, base, hasher, replay);
        var read = reader.read(paths);
        new Folders(place.disk(), place.folder()).make(place.folder());

        var last = read.isEmpty() ? Optional.<FilledSegment>empty() : Optional.of(read.getLast());
        var full = read.subList(0, Math.max(0, read.size() - 1));
        var number = last.map(FilledSegment::number).orElse(paths.isEmpty() ? 1 : number(paths.getFirst()));
        deleteAllBut(read.stream().map(FilledSegment::number).toList(), number, paths); // (1)
        var current = rewritten(number, last);
        return new LocalJournal(place, full, current, reader.position());
    }

    /** Changes nothing, and throws if the journal has anything that the base does not cover. */
    void requireNothingAfterBase() throws IOException, OpenRefusedException {
        var reader = new JournalReader(place, base, hasher, record -> {
            throw new OpenRefusedException(place.folder() + ": has entries that are not published yet");
        });
        reader.read(segments(place.disk(), place.folder()));
    }

    /** Those that are in a folder, in their order. */
    static List<Path> segments(Disk disk, Path folder) throws IOException {
        return disk.list(folder).stream()
                .filter(it -> SEGMENT.matcher(it.getFileName().toString()).matches())
                .sorted(Comparator.comparingLong(JournalOpening::number))
                .toList();
    }

    /** The last one stays even without a record: a log that has a base and no journal is refused. */
    private void deleteAllBut(List<Long> filled, long last, List<Path> segments) throws IOException {
        for (var path : segments) {
            if (number(path) != last && !filled.contains(number(path))) {
                place.disk().delete(path);
            }
        }
        place.disk().syncFolder(place.folder());
    }

    /** A segment with the records of the last one that the base does not cover. */
    private Segment rewritten(long number, Optional<FilledSegment> last) throws IOException {
        var size = last.map(FilledSegment::size).orElse(0L);
        var fresh = Segment.prepare(place.withRoomFor(size), number, place.rewritten());
        try {
            if (last.isPresent()) {
                copyAfterBase(last.get(), fresh);
            }
            fresh.force(); // (2)
            place.disk().rename(place.rewritten(), place.segment(number)); // (3)
            place.disk().syncFolder(place.folder());
            return fresh;
        } catch (IOException e) {
            fresh.close();
            throw e;
        }
    }

    private void copyAfterBase(FilledSegment from, Segment to) throws IOException {
        if (from.last() <= base.sequence()) {
            return;
        }
        var image = SegmentImage.read(place.disk(), from.path());
        for (var at = Segment.RECORDS_AT; at < from.end(); ) {
            var record = image.recordAt(at, hasher)
                    .orElseThrow(() -> new IOException(from.path() + ": reads otherwise than a moment ago"));
            if (record.record().sequence() > base.sequence()) {
                to.write(record);
            }
            at += Segment.MARK + record.encoded().size();
        }
    }

    private static long number(Path segment) {
        var matcher = SEGMENT.matcher(segment.getFileName().toString());
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
