/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.copy;

import dev.bulla.ctlog.check.LogSource;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.store.local.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is where in an archive. A file that is in it more than once is the last one of them, as it is when it is unpacked.
 *
 * @param end where the empty block stands behind the last file
 */
record TarIndex(TreeMap<String, Place> files, long end) {

    /** Where the content of a file is. */
    record Place(long start, int size) {}

    /** Reads an archive from block to block. Throws {@link MalformedException} if it does not come to an end. */
    static TarIndex read(DiskFile file) throws IOException {
        var files = new TreeMap<String, Place>();
        var at = 0L;
        while (true) {
            var block = bytes(file, new Place(at, TarMember.BLOCK));
            if (isEmpty(block)) {
                return new TarIndex(files, at);
            }
            var member = member(block, at);
            if (!member.folder()) {
                files.put(member.path(), new Place(at + TarMember.BLOCK, (int) member.size()));
            }
            at += TarMember.BLOCK + TarMember.padded((int) member.size());
        }
    }

    private static TarMember member(Bytes block, long at) {
        try {
            var member = TarMember.parse(block);
            if (member.size() < 0 || member.size() > LogSource.LARGEST) {
                throw new MalformedException("no file of a log has " + member.size() + " bytes");
            }
            return member;
        } catch (MalformedException e) {
            throw new MalformedException("the archive is damaged at byte %d: %s".formatted(at, e.getMessage()));
        }
    }

    private static boolean isEmpty(Bytes block) {
        for (var i = 0; i < block.size(); i++) {
            if (block.at(i) != 0) {
                return false;
            }
        }
        return true;
    }

    Optional<Bytes> content(String path, DiskFile file) throws IOException {
        var place = files.get(path);
        return place == null ? Optional.empty() : Optional.of(bytes(file, place));
    }

    private static Bytes bytes(DiskFile file, Place place) throws IOException {
        var content = ByteBuffer.allocate(place.size());
        if (file.read(content, place.start()) < place.size()) {
            throw new MalformedException("the archive ends at byte %d, in the middle".formatted(file.size()));
        }
        return Bytes.view(content.array());
    }
}
