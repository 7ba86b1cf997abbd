/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.tuf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whose keys count in a repository.
 *
 * @param offline   sign for root and targets
 * @param threshold how many of them it takes
 * @param online    signs for snapshot and timestamp
 */
public record KeyHolders(List<TufKey> offline, int threshold, TufKey online) {
    public KeyHolders {
        offline = List.copyOf(offline);
        if (threshold < 1 || threshold > offline.size()) {
            throw new IllegalArgumentException(
                    "of " + offline.size() + " offline keys " + threshold + " cannot be the number that must sign");
        }
        if (offline.stream().anyMatch(key -> key.id().equals(online.id()))) {
            throw new IllegalArgumentException("the online key must be none of the offline ones");
        }
    }

    static KeyHolders read(Metadata root) {
        return new KeyHolders(
                keys(root, Role.ROOT),
                root.at("/roles/root/threshold").asInt(1),
                keys(root, Role.TIMESTAMP).getFirst());
    }

    private static List<TufKey> keys(Metadata root, Role role) {
        var keys = new ArrayList<TufKey>();
        root.at("/roles/" + role.word() + "/keyids")
                .forEach(id -> keys.add(TufKey.read(root.at("/keys/" + id.asString("")))));
        return keys;
    }

    void write(ObjectNode root) {
        root.put("consistent_snapshot", true);
        var all = new TreeMap<String, ObjectNode>();
        offline.forEach(key -> all.put(key.id(), key.json()));
        all.put(online.id(), online.json());
        var keys = root.putObject("keys");
        all.forEach(keys::set);
        var roles = root.putObject("roles");
        role(roles, Role.ROOT, offline, threshold);
        role(roles, Role.SNAPSHOT, List.of(online), 1);
        role(roles, Role.TARGETS, offline, threshold);
        role(roles, Role.TIMESTAMP, List.of(online), 1);
    }

    private static void role(ObjectNode roles, Role role, Collection<TufKey> keys, int threshold) {
        var json = roles.putObject(role.word());
        var ids = json.putArray("keyids");
        keys.stream().map(TufKey::id).sorted().forEach(ids::add);
        json.put("threshold", threshold);
    }
}
