/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.tuf;

import dev.bulla.ca.data.PublicFiles;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A repository in a folder, which any web server may show as it is. */
public final class TufRepository {
    private final Path folder;

    public TufRepository(Path folder) {
        this.folder = folder;
    }

    public Path folder() {
        return folder;
    }

    /** Whether clients can read something there. A repository that was not made to its end is none. */
    public boolean exists() {
        return Files.exists(folder.resolve(Role.TIMESTAMP.file(1)));
    }

    /** Makes a repository with these files in it. Nobody has it yet, so a first part of one may be written over. */
    public void make(KeyHolders holders, Signers signers, Map<String, Bytes> targets, Instant now) throws IOException {
        if (exists()) {
            throw new IllegalStateException(folder + " holds a repository already");
        }
        requireEnough(signers.offline(), ids(holders.offline()), holders.threshold());
        var root = Metadata.begin(Role.ROOT, 1, now);
        holders.write(root);
        var signed = Metadata.signed(root, signers.offline());
        put(Role.ROOT.file(1), signed.bytes());
        put("root.json", signed.bytes());
        publish(new Versions(1, 1, 1), signers, targets, now);
    }

    /** Those who sign now: as many offline keys as it takes, and the online one. */
    public record Signers(List<TufSigner> offline, TufSigner online) {
        public Signers {
            offline = List.copyOf(offline);
        }
    }

    private record Versions(int targets, int snapshot, int timestamp) {}

    /** Whose keys count now. */
    public KeyHolders holders() throws IOException {
        return KeyHolders.read(Newest.read(folder).root());
    }

    /** Says when what each role says ends. */
    public Map<Role, Instant> ends() throws IOException {
        var newest = Newest.read(folder);
        return Map.of(
                Role.ROOT, newest.root().expires(),
                Role.TARGETS, newest.targets().expires(),
                Role.SNAPSHOT, newest.snapshot().expires(),
                Role.TIMESTAMP, newest.timestamp().expires());
    }

    /** The files that clients get now, with the hash of each. */
    public Map<String, String> targets() throws IOException {
        return Newest.read(folder).targets().at("/targets").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        target -> target.getValue().at("/hashes/sha256").asString("")));
    }

    /** Publishes these files and no others, even if they are the same: then their time begins anew. */
    public void publish(Signers signers, Map<String, Bytes> targets, Instant now) throws IOException {
        var newest = Newest.read(folder);
        requireRole(newest, Role.TARGETS, signers.offline());
        requireRole(newest, Role.TIMESTAMP, List.of(signers.online()));
        publish(
                new Versions(
                        newest.targets().version() + 1,
                        newest.snapshot().version() + 1,
                        newest.timestamp().version() + 1),
                signers,
                targets,
                now);
    }

    private void publish(Versions versions, Signers signers, Map<String, Bytes> targets, Instant now)
            throws IOException {
        var content = Metadata.begin(Role.TARGETS, versions.targets(), now);
        var listed = content.putObject("targets");
        for (var target : new TreeMap<String, Bytes>(targets).entrySet()) {
            var name = target.getKey();
            var bytes = target.getValue();
            var hash = Sha256.hex(bytes.array());
            listed.putObject(name)
                    .put("length", bytes.length())
                    .putObject("hashes")
                    .put("sha256", hash);
            put("targets/" + hash + "." + name, bytes);
            put("targets/" + name, bytes);
        }
        put(
                Role.TARGETS.file(versions.targets()),
                Metadata.signed(content, signers.offline()).bytes());
        snapshot(versions, signers.online(), now);
    }

    private void snapshot(Versions versions, TufSigner online, Instant now) throws IOException {
        var content = Metadata.begin(Role.SNAPSHOT, versions.snapshot(), now);
        content.putObject("meta").putObject("targets.json").put("version", versions.targets());
        put(
                Role.SNAPSHOT.file(versions.snapshot()),
                Metadata.signed(content, List.of(online)).bytes());
        timestamp(versions, online, now);
    }

    private void timestamp(Versions versions, TufSigner online, Instant now) throws IOException {
        var content = Metadata.begin(Role.TIMESTAMP, versions.timestamp(), now);
        content.putObject("meta").putObject("snapshot.json").put("version", versions.snapshot());
        put(
                Role.TIMESTAMP.file(versions.timestamp()),
                Metadata.signed(content, List.of(online)).bytes());
    }

    /** Signs anew what the online key signs, and the snapshot only if half of its time is over. */
    public void renew(TufSigner online, Instant now) throws IOException {
        var newest = Newest.read(folder);
        requireRole(newest, Role.TIMESTAMP, List.of(online));
        var versions = new Versions(
                newest.targets().version(),
                newest.snapshot().version(),
                newest.timestamp().version() + 1);
        if (isHalfOver(newest.snapshot(), Role.SNAPSHOT, now)) {
            snapshot(new Versions(versions.targets(), versions.snapshot() + 1, versions.timestamp()), online, now);
        } else {
            timestamp(versions, online, now);
        }
    }

    /** Whether the online key should sign again. */
    public boolean isDue(Instant now) throws IOException {
        var newest = Newest.read(folder);
        return isHalfOver(newest.timestamp(), Role.TIMESTAMP, now) || isHalfOver(newest.snapshot(), Role.SNAPSHOT, now);
    }

    private static boolean isHalfOver(Metadata metadata, Role role, Instant now) {
        return now.plus(role.lifetime().dividedBy(2)).isAfter(metadata.expires());
    }

    /**
     * Publishes a new root, of the same holders to let its time begin anew or of others. Clients follow if enough of those before
     * have signed it and enough of the new ones, too; everything below is signed again, since its keys may be others now.
     */
    public void rotate(KeyHolders holders, Collection<TufSigner> before, Signers signers, Instant now)
            throws IOException {
        var newest = Newest.read(folder);
        requireRole(newest, Role.ROOT, before);
        requireEnough(signers.offline(), ids(holders.offline()), holders.threshold());
        var version = newest.root().version() + 1;
        var root = Metadata.begin(Role.ROOT, version, now);
        holders.write(root);
        var signed = Metadata.signed(
                root, Stream.concat(before.stream(), signers.offline().stream()).toList());
        var targets = newest.files();
        put(Role.ROOT.file(version), signed.bytes());
        put("root.json", signed.bytes());
        publish(
                new Versions(
                        newest.targets().version() + 1,
                        newest.snapshot().version() + 1,
                        newest.timestamp().version() + 1),
                signers,
                targets,
                now);
    }

    private static void requireRole(Newest newest, Role role, Collection<TufSigner> signers) {
        var place = "/roles/" + role.word();
        Set<String> allowed = new HashSet<>();
        newest.root().at(place + "/keyids").forEach(id -> allowed.add(id.asString("")));
        requireEnough(signers, allowed, newest.root().at(place + "/threshold").asInt(1));
    }

    private static void requireEnough(Collection<TufSigner> signers, Set<String> allowed, int threshold) {
        var counted = signers.stream()
                .map(signer -> signer.key().id())
                .filter(allowed::contains)
                .distinct()
                .count();
        if (counted < threshold) {
            throw new IllegalArgumentException("of the keys that may sign, " + allowed.size() + " in all, " + counted
                    + " were given and " + threshold + " are needed");
        }
    }

    private static Set<String> ids(List<TufKey> keys) {
        return keys.stream().map(TufKey::id).collect(Collectors.toSet());
    }

    private void put(String name, Bytes content) throws IOException {
        PublicFiles.replace(folder.resolve(name), content.text());
    }
}
