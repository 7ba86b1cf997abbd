/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.JsonText;
import dev.bulla.ctlog.codec.SignedTreeHead;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.store.local.Disk;
import dev.bulla.ctlog.store.local.SmallFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Where the heads are kept with which a log showed what it is worth, in files that anybody can check with the log's key. */
public final class EvidenceFolder {
    /** What nobody signed could be sent in ever new forms. */
    private static final int MOST = 100;

    private static final int NAME_DIGITS = 16;

    private final Disk disk;
    private final Path folder;
    private final Hash logId;

    public EvidenceFolder(Disk disk, Path folder, Hash logId) {
        this.disk = disk;
        this.folder = folder;
        this.logId = logId;
    }

    /** Keeps it durably, once. Returns where, unless there is so much already that another piece helps nobody. */
    Optional<Path> keep(Misbehaviour misbehaviour) throws IOException {
        disk.createFolder(folder);
        var content = json(misbehaviour).getBytes(StandardCharsets.US_ASCII);
        var name = misbehaviour.fault().name().toLowerCase(Locale.ROOT).replace('_', '-') + "-"
                + Hash.sha256(content).toString().substring(0, NAME_DIGITS) + ".json";
        var path = folder.resolve(name);
        if (disk.exists(path)) {
            return Optional.of(path);
        }
        if (!misbehaviour.fault().isLasting() && disk.list(folder).size() >= MOST) {
            return Optional.empty();
        }
        new SmallFile(disk, path).replace(Bytes.view(content));
        return Optional.of(path);
    }

    private String json(Misbehaviour misbehaviour) {
        return JsonText.object(json -> {
                    json.text("fault", misbehaviour.fault().name())
                            .text("meaning", misbehaviour.fault().meaning())
                            .base64("log_id", logId.toBytes());
                    misbehaviour.kept().ifPresent(head -> json.object("kept", kept -> write(head, kept)));
                    misbehaviour.seen().ifPresent(head -> json.object("seen", seen -> write(head, seen)));
                    json.base64("served", misbehaviour.served().toArray());
                })
                + "\n";
    }

    /** As get-sth answers it, whatever API the log has: a checkpoint carries the same signature. */
    private static void write(SignedTreeHead signed, JsonText json) {
        json.number("tree_size", signed.head().size())
                .number("timestamp", signed.head().timestamp())
                .base64("sha256_root_hash", signed.head().root().toBytes())
                .base64("tree_head_signature", signed.signature().encoded());
    }
}
