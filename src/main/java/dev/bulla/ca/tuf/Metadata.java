/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.tuf;

import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A file of a role: what it says, and who signed it. */
final class Metadata {
    static final String SPECIFICATION = "1.0.31";
    private static final int LARGEST = 5_000_000;

    private final ObjectNode signed;
    private final ObjectNode file;

    private Metadata(ObjectNode signed, ObjectNode file) {
        this.signed = signed;
        this.file = file;
    }

    /** What every role says first. */
    static ObjectNode begin(Role role, int version, Instant now) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("_type", role.word())
                .put("spec_version", SPECIFICATION)
                .put("version", version)
                .put(
                        "expires",
                        now.plus(role.lifetime())
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
    }

    static Metadata signed(ObjectNode content, Collection<TufSigner> signers) {
        // A client that finds a key twice refuses the file.
        Map<String, TufSigner> once = new LinkedHashMap<>();
        signers.forEach(signer -> once.putIfAbsent(signer.key().id(), signer));
        var file = JsonMapper.shared().createObjectNode();
        var signatures = file.putArray("signatures");
        once.values().forEach(signer -> signatures.add(signer.sign(content)));
        file.set("signed", content);
        return new Metadata(content, file);
    }

    static Metadata read(Path path) throws IOException {
        try (var in = Files.newInputStream(path)) {
            var content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new IOException(path + " is larger than clients read");
            }
            if (JsonMapper.shared().readTree(content) instanceof ObjectNode file
                    && file.get("signed") instanceof ObjectNode signed) {
                var metadata = new Metadata(signed, file);
                metadata.expires();
                return metadata;
            }
            throw new IOException(path + " is no TUF metadata: restore it from a copy");
        } catch (JacksonException | DateTimeException e) {
            throw new IOException(path + " is damaged: restore it from a copy", e);
        }
    }

    ObjectNode content() {
        return signed.deepCopy();
    }

    JsonNode at(String pointer) {
        return signed.at(pointer);
    }

    int version() {
        return signed.path("version").asInt(0);
    }

    Instant expires() {
        return Instant.parse(signed.path("expires").asString(""));
    }

    Bytes bytes() {
        return Bytes.utf8(file.toPrettyString() + "\n");
    }
}
