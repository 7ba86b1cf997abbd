/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.config.LogTarget;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.signing.CaKeyType;
import dev.bulla.ca.signing.StoredKey;
import dev.bulla.ctlog.LogKey;
import dev.bulla.ctlog.LogSigner;
import dev.bulla.ctlog.NoteSigner;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.List;

/** The keys of logs, each in a file of its own. A key is made for a log that is not made yet, and for no other. */
record ShardKeys(LogTarget.Embedded target, DataFolder data, Crypto crypto) {
    private static final Logger LOG = System.getLogger(ShardKeys.class.getName());

    /**
     * The log's own key.
     *
     * @param isMade whether the log is there already
     */
    LogSigner signer(String shard, boolean isMade) throws IOException {
        var given = target.keys().own();
        return given.isPresent()
                ? signer(new StoredKey(given.get(), target.keys().password()), true)
                : ownSigner(shard, isMade);
    }

    /** That of a log beside others, which is never one that was given. */
    LogSigner ownSigner(String shard, boolean isMade) throws IOException {
        return signer(new StoredKey(data.logKey(shard), target.keys().password()), isMade);
    }

    private LogSigner signer(StoredKey stored, boolean mustBeThere) throws IOException {
        var pair = keys(stored, mustBeThere);
        var key = LogKey.of(pair.getPublic().getEncoded(), crypto.provider());
        return LogSigner.of(pair.getPrivate(), key, crypto.provider());
    }

    private KeyPair keys(StoredKey stored, boolean mustBeThere) throws IOException {
        if (Files.exists(stored.file())) {
            return stored.read(crypto);
        }
        if (mustBeThere) {
            throw new InvalidSettingsException(List.of("the log: " + stored.file()
                    + " is missing, and without the log's key nothing can be logged: restore it"));
        }
        LOG.log(Level.INFO, "making the log''s key in {0}: back it up, and apart from the log", stored.file());
        return stored.make(crypto, new SecureRandom());
    }

    /** Those that sign its checkpoints, too. */
    List<NoteSigner> noteSigners(String shard) throws IOException {
        var own = target.keys().noteKeys().stream().map(this::noteSigner).toList();
        return own.isEmpty() && target.witnesses().isPresent() ? List.of(madeNoteSigner(shard)) : own;
    }

    private NoteSigner noteSigner(Path file) {
        return NoteSigner.of(new StoredKey(file, "").read(crypto), crypto.complete());
    }

    /** Witnesses ask for an Ed25519 key. One that nobody has given is made once, beside the log's own. */
    private NoteSigner madeNoteSigner(String shard) throws IOException {
        var stored = new StoredKey(data.noteKey(shard), target.keys().password());
        if (!Files.exists(stored.file())) {
            LOG.log(Level.INFO, "making a key for witnesses in {0}: back it up with the log''s own", stored.file());
            stored.make(CaKeyType.ED25519, crypto, new SecureRandom());
        }
        return NoteSigner.of(stored.read(crypto), crypto.complete());
    }
}
