/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.EncodedBatch;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the journal at a start, from the segment that holds the record after the base on.
 *
 * <p>Records follow each other without a gap until zeros end a segment. Where something else stands, either the power went
 * while the last record was written, which nobody was promised, or the disk lost what it had said it keeps. The two differ in
 * what follows: a record is written when the one before it is durable, so any valid record behind the bad place proves the loss.
 */
final class JournalReader {
    private final JournalPlace place;
    private final Base base;
    private final TreeHasher hasher;
    private final Replay replay;

    private final List<FilledSegment> read = new ArrayList<>();
    private Position position;
    private Optional<Place> bad = Optional.empty();
    private boolean hasBegun;

    JournalReader(JournalPlace place, Base base, TreeHasher hasher, Replay replay) {
        this.place = place;
        this.base = base;
        this.hasher = hasher;
        this.replay = replay;
        this.position = Position.of(base);
    }

    /** Reads all there is. The segments are those that hold valid records, in their order. */
    List<FilledSegment> read(List<Path> segments) throws IOException, OpenRefusedException {
        for (var path : segments.subList(firstNeeded(segments), segments.size())) {
            var image = SegmentImage.read(place.disk(), path);
            if (bad.isPresent()) {
                refuseIfRecord(image, 0);
            } else {
                read(image);
            }
        }
        if (position.sequence() < base.sequence()) {
            throw new OpenRefusedException("%s: ends with record %d, but the log had %d already; restore the journal"
                    .formatted(place.folder(), position.sequence(), base.sequence()));
        }
        return read;
    }

    Position position() {
        return position;
    }

    /** The last segment that begins with what the base covers, or with the record after it. */
    private int firstNeeded(List<Path> segments) throws IOException {
        for (var i = segments.size() - 1; i > 0; i--) {
            var sequence = SegmentImage.firstSequence(place.disk(), segments.get(i), hasher);
            if (sequence.isPresent() && sequence.getAsLong() <= base.sequence() + 1) {
                return i;
            }
        }
        return 0;
    }

    private void read(SegmentImage image) throws OpenRefusedException {
        var end = readRecords(image);
        if (!image.isBlankFrom(end)) {
            bad = Optional.of(new Place(image.path(), end));
            refuseIfRecord(image, end);
        }
    }

    /** Where the valid records of a segment end. */
    private int readRecords(SegmentImage image) throws OpenRefusedException {
        var header = image.header();
        if (header.isEmpty()) {
            return 0;
        }
        if (!header.get().logId().equals(place.logId())
                || !place.segment(header.get().number()).equals(image.path())) {
            throw new OpenRefusedException(image.path() + ": is a segment of another log or was renamed");
        }
        var at = Segment.RECORDS_AT;
        for (var next = image.recordAt(at, hasher); next.isPresent(); next = image.recordAt(at, hasher)) {
            accept(next.get(), new Place(image.path(), at));
            at += Segment.MARK + next.get().encoded().size();
        }
        if (at > Segment.RECORDS_AT) {
            read.add(new FilledSegment(image.path(), header.get().number(), position.sequence(), at, image.size()));
        }
        return at;
    }

    private void accept(EncodedBatch batch, Place where) throws OpenRefusedException {
        var record = batch.record();
        if (hasBegun || record.sequence() > base.sequence()) {
            var objection = position.objection(record);
            if (objection.isPresent()) {
                throw new OpenRefusedException(where.damaged(objection.get()));
            }
        }
        hasBegun = true;
        position = Position.after(batch);
        if (record.sequence() == base.sequence() && !position.isAt(base)) {
            throw new OpenRefusedException(
                    where.damaged("record %d is not the one that the state names".formatted(record.sequence())));
        }
        if (record.sequence() > base.sequence()) {
            replay.next(batch);
        }
    }

    private void refuseIfRecord(SegmentImage image, int start) throws OpenRefusedException {
        var found = image.findRecord(start, hasher);
        if (found.isPresent()) {
            var what = "no valid record, but %s has one at byte %d".formatted(image.path(), found.getAsInt());
            throw new OpenRefusedException(bad.orElseThrow().damaged(what));
        }
    }

    /** A place in the journal. */
    private record Place(Path path, int at) {

        String damaged(String what) {
            return "%s: damaged at byte %d: %s; restore the log from a copy that is not older than its anchor"
                    .formatted(path, at, what);
        }
    }
}
