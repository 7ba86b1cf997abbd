/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.tuf;

import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the specification's section 5, step by step and with nothing of the code that writes repositories. */
public final class TufReader {
    private final Path repository;
    private final Map<Role, JsonNode> trusted = new EnumMap<>(Role.class);

    /** @param root given to the client by a way that it trusts */
    public TufReader(Path repository, Path root) throws IOException {
        this.repository = repository;
        trusted.put(Role.ROOT, read(root));
    }

    public int version(Role role) {
        return signed(role).path("version").asInt();
    }

    /** The files that the repository has now, by name. */
    public Map<String, Bytes> update(Instant now) throws IOException {
        var next = version(Role.ROOT) + 1;
        while (Files.exists(repository.resolve(next + ".root.json"))) {
            var root = read(repository.resolve(next + ".root.json"));
            verify(Role.ROOT, root, signed(Role.ROOT));
            verify(Role.ROOT, root, root.path("signed"));
            require(root.at("/signed/version").asInt() == next, "root has another version than its name");
            trusted.put(Role.ROOT, root);
            next++;
        }
        fresh(Role.ROOT, now);
        take(Role.TIMESTAMP, "timestamp.json", now);
        var snapshot = signed(Role.TIMESTAMP).at("/meta/snapshot.json/version").asInt();
        take(Role.SNAPSHOT, snapshot + ".snapshot.json", now);
        require(version(Role.SNAPSHOT) == snapshot, "snapshot has another version than the timestamp says");
        var targets = signed(Role.SNAPSHOT).at("/meta/targets.json/version").asInt();
        take(Role.TARGETS, targets + ".targets.json", now);
        require(version(Role.TARGETS) == targets, "targets have another version than the snapshot says");
        return files();
    }

    private Map<String, Bytes> files() throws IOException {
        var files = new TreeMap<String, Bytes>();
        for (var target : signed(Role.TARGETS).path("targets").properties()) {
            var hash = target.getValue().at("/hashes/sha256").asString();
            var content = Files.readAllBytes(repository.resolve("targets/" + hash + "." + target.getKey()));
            require(content.length == target.getValue().path("length").asInt(), "a target has another length");
            require(Sha256.hex(content).equals(hash), "a target has another hash");
            files.put(target.getKey(), Bytes.of(content));
        }
        return files;
    }

    private void take(Role role, String name, Instant now) throws IOException {
        var file = read(repository.resolve(name));
        verify(role, file, signed(Role.ROOT));
        if (trusted.containsKey(role)) {
            require(file.at("/signed/version").asInt() >= version(role), role + " goes back");
        }
        trusted.put(role, file);
        fresh(role, now);
    }

    private void fresh(Role role, Instant now) {
        var end = Instant.parse(signed(role).path("expires").asString());
        require(now.isBefore(end), role.word() + " has ended");
    }

    private JsonNode signed(Role role) {
        return trusted.get(role).path("signed");
    }

    private static JsonNode read(Path file) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(file));
    }

    private static void verify(Role role, JsonNode file, JsonNode root) {
        var wanted = root.path("roles").path(role.word());
        var good = new HashSet<String>();
        for (var signature : file.path("signatures")) {
            var id = signature.path("keyid").asString();
            var counts = false;
            for (var allowed : wanted.path("keyids")) {
                counts |= allowed.asString().equals(id);
            }
            if (counts
                    && verifies(
                            root.path("keys").path(id),
                            file.path("signed"),
                            signature.path("sig").asString())) {
                good.add(id);
            }
        }
        require(good.size() >= wanted.path("threshold").asInt(), role.word() + " is not signed by enough keys");
    }

    private static boolean verifies(JsonNode key, JsonNode signed, String hex) {
        require(key.path("keytype").asString().equals("ecdsa"), "a key of another type");
        require(key.path("scheme").asString().equals("ecdsa-sha2-nistp256"), "a key of another scheme");
        var pem = key.at("/keyval/public").asString().replaceAll("-----[A-Z ]+-----|\n", "");
        try {
            var encoded = new X509EncodedKeySpec(Base64.getDecoder().decode(pem));
            var verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(KeyFactory.getInstance("EC").generatePublic(encoded));
            verifier.update(canonical(signed).getBytes(StandardCharsets.UTF_8));
            return verifier.verify(HexFormat.of().parseHex(hex));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** OLPC's canonical JSON, for what stands in such files: objects, numbers, booleans, and text with line feeds. */
    private static String canonical(JsonNode node) {
        if (node.isObject()) {
            var parts = new TreeMap<String, String>();
            node.properties().forEach(it -> parts.put(it.getKey(), canonical(it.getValue())));
            var text = new StringBuilder("{");
            parts.forEach((name, value) -> text.append(text.length() > 1 ? "," : "")
                    .append('"')
                    .append(name)
                    .append("\":")
                    .append(value));
            return text.append('}').toString();
        }
        if (node.isArray()) {
            var text = new StringBuilder("[");
            node.forEach(element -> text.append(text.length() > 1 ? "," : "").append(canonical(element)));
            return text.append(']').toString();
        }
        return node.isString() ? '"' + node.asString() + '"' : node.asString();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
