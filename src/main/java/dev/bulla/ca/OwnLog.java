/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.config.LogTarget;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.NoteKeys;
import dev.bulla.ca.signing.CaKeyType;
import dev.bulla.ca.signing.StoredKey;
import dev.bulla.ca.signing.UnusableKeyException;
import dev.bulla.ca.transparency.WitnessPolicyFile;
import dev.bulla.ctlog.CertificateLog;
import dev.bulla.ctlog.InvalidInputException;
import dev.bulla.ctlog.LogEvents;
import dev.bulla.ctlog.LogKey;
import dev.bulla.ctlog.LogSettings;
import dev.bulla.ctlog.LogSigner;
import dev.bulla.ctlog.LogStartException;
import dev.bulla.ctlog.NoteSigner;
import dev.bulla.ctlog.ObjectStore;
import dev.bulla.ctlog.Publishing;
import dev.bulla.ctlog.WitnessCaller;
import dev.bulla.ctlog.WitnessPolicy;
import dev.bulla.ctlog.Witnesses;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens the log that is embedded in the server, and makes it at the first start, its key before all else. */
final class OwnLog {
    private static final Logger LOG = System.getLogger(OwnLog.class.getName());
    private static final int YEARS = 10;

    private final LogTarget.Embedded target;
    private final DataFolder data;
    private final Crypto crypto;
    private final InstantSource clock;
    private final Optional<ObjectStore> store;

    private OwnLog(LogTarget.Embedded target, Crypto crypto, InstantSource clock) {
        this.target = target;
        this.data = new DataFolder(target.data());
        this.crypto = crypto;
        this.clock = clock;
        this.store = store(target);
    }

    /** @param caller makes what calls the witnesses that the target names */
    static CertificateLog open(
            LogTarget.Embedded target,
            Crypto crypto,
            InstantSource clock,
            LogEvents events,
            Supplier<WitnessCaller> caller) {
        var own = new OwnLog(target, crypto, clock);
        try {
            var shard = own.shard();
            own.refuseLostLog(shard);
            var noteSigners = own.noteSigners(shard);
            var log = CertificateLog.open(
                    own.settings(shard),
                    new CertificateLog.Keys(own.signer(shard), noteSigners),
                    new CertificateLog.Surroundings(
                            clock,
                            crypto.provider(),
                            events,
                            target.witnesses().map(it -> own.witnesses(it, caller.get()))));
            own.tell(log, noteSigners);
            return log;
        } catch (LogStartException | UnusableKeyException | InvalidInputException e) {
            throw new InvalidSettingsException(List.of("the log: " + e.getMessage()));
        } catch (IOException e) {
            throw new InvalidSettingsException(List.of("the log in " + target.data() + ": " + e));
        }
    }

    /** Refuses to go on where no log was made. */
    static void requireMade(LogTarget.Embedded target) {
        if (!isThere(target)) {
            throw new InvalidSettingsException(List.of(
                    ("the log: there is none in %s. Make it first, with the same settings: bulla log create --data %s"
                                    + " --log-origin %s")
                            .formatted(
                                    target.data(),
                                    target.data(),
                                    target.identity().origin())));
        }
    }

    private static Optional<ObjectStore> store(LogTarget.Embedded target) {
        return target.store().map(it -> StoreWiring.of(it, System.getenv()));
    }

    /** Whether a log was made where the settings say. */
    static boolean isThere(LogTarget.Embedded target) {
        var data = new DataFolder(target.data());
        try {
            var store = store(target);
            if (store.isPresent()) {
                return !store.get().logs().isEmpty();
            }
            return data.shards().stream()
                    .anyMatch(shard -> Files.exists(data.log(shard).resolve("log.json")));
        } catch (IOException e) {
            throw new InvalidSettingsException(List.of("the log in " + target.data() + ": " + e));
        }
    }

    /** The log that is there, or the one that begins this year. */
    private String shard() throws IOException {
        var present = store.isPresent() ? store.get().logs() : data.shards();
        return present.isEmpty()
                ? String.valueOf(clock.instant().atZone(ZoneOffset.UTC).getYear())
                : present.getLast();
    }

    /** A key is made only for a log that is really new: before that, nothing may remember an older one. */
    private void refuseLostLog(String shard) throws IOException {
        if (!isMade(shard) && remembersALog(target.anchor())) {
            throw new InvalidSettingsException(List.of(
                    ("the log: %s remembers a log that is not in %s: restore the data folder, or, to begin a new"
                                    + " log with a new key, move the anchor away")
                            .formatted(target.anchor(), place())));
        }
    }

    private String place() {
        return store.map(it -> it.place().toString())
                .orElseGet(() -> data.logs().toString());
    }

    private static boolean remembersALog(Path anchor) throws IOException {
        if (!Files.isDirectory(anchor)) {
            return false;
        }
        try (var files = Files.list(anchor)) {
            return files.anyMatch(file -> DataFolder.isShard(file.getFileName().toString()));
        }
    }

    private boolean isMade(String shard) throws IOException {
        return store.isPresent() ? store.get().logs().contains(shard) : isMadeHere(shard);
    }

    private boolean isMadeHere(String shard) {
        return Files.exists(data.log(shard).resolve("log.json"));
    }

    private LogSettings settings(String shard) {
        var start = Instant.parse(shard + "-01-01T00:00:00Z");
        var settings = new LogSettings(
                shard,
                data.log(shard),
                target.anchor(),
                new LogSettings.Facts(
                        target.identity().origin(),
                        start,
                        start.atZone(ZoneOffset.UTC).plusYears(YEARS).toInstant(),
                        target.identity().leafIndex()),
                target.reserve(),
                Version.current().version());
        return store.map(settings::in).orElse(settings);
    }

    private LogSigner signer(String shard) throws IOException {
        var file = target.keys().own().orElseGet(() -> data.logKey(shard));
        var pair = keys(new StoredKey(file, target.keys().password()), shard);
        var key = LogKey.of(pair.getPublic().getEncoded(), crypto.provider());
        return LogSigner.of(pair.getPrivate(), key, crypto.provider());
    }

    private KeyPair keys(StoredKey stored, String shard) throws IOException {
        if (Files.exists(stored.file())) {
            return stored.read(crypto);
        }
        if (isMade(shard) || target.keys().own().isPresent()) {
            throw new InvalidSettingsException(List.of("the log: " + stored.file()
                    + " is missing, and without the log's key nothing can be logged: restore it"));
        }
        LOG.log(Level.INFO, "making the log''s key in {0}: back it up, and apart from the log", stored.file());
        return stored.make(crypto, new SecureRandom());
    }

    private List<NoteSigner> noteSigners(String shard) throws IOException {
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

    private Witnesses witnesses(LogTarget.Watching watching, WitnessCaller caller) {
        return new Witnesses(
                policy(watching.policy()),
                watching.witnessedOnly() ? Publishing.WITNESSED : Publishing.IMMEDIATE,
                watching.interval(),
                watching.patience(),
                caller);
    }

    private WitnessPolicy policy(Path file) {
        try {
            return WitnessPolicyFile.read("log-witness-policy", file, crypto);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(List.of(String.valueOf(e.getMessage())));
        }
    }

    private void tell(CertificateLog log, List<NoteSigner> noteSigners) {
        var keys = noteSigners.stream()
                .map(signer -> signer.verifierKey(target.identity().origin()))
                .toList();
        try {
            NoteKeys.of(data).write(keys);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the log''s keys for witnesses cannot be written below {0}: {1}", data.path(), e);
        }
        keys.forEach(key -> LOG.log(Level.INFO, "witnesses and verifiers know the log by the key {0}", key));
        if (log.isAnchorNear()) {
            LOG.log(
                    Level.WARNING,
                    "the log''s anchor {0} is on the same disk as the log: a backup of the whole disk that is restored by"
                            + " mistake would not be noticed. --log-anchor moves it",
                    target.anchor());
        }
    }
}
