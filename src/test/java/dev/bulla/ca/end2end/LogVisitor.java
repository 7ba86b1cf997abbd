/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ctlog.IssuerKeyHash;
import dev.bulla.ctlog.LogKey;
import dev.bulla.ctlog.LoggedEntry;
import dev.bulla.ctlog.SignedCertificateTimestamp;
import dev.bulla.ctlog.TimestampList;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.Checkpoint;
import dev.bulla.ctlog.codec.Note;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.ProofCheck;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.merkle.TreeRoot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who reads a log over HTTP and believes nothing without a proof. */
final class LogVisitor implements AutoCloseable {
    private static final Crypto CRYPTO = Crypto.fastest();

    private final String url;
    private final ProofCheck check = new ProofCheck(new TreeHasher(CRYPTO.provider()));
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param url of the log, without a slash at its end */
    LogVisitor(String url) {
        this.url = url;
    }

    /** A leaf and the timestamp in it, which was verified with the key that the log publishes. */
    record Promised(LoggedEntry entry, SignedCertificateTimestamp timestamp) {
        Hash leaf() {
            var hashed = new ByteArrayOutputStream();
            hashed.write(0);
            hashed.writeBytes(entry.signedBytes(timestamp.timestamp(), timestamp.extensions()));
            return Hash.sha256(hashed.toByteArray());
        }
    }

    HttpResponse<byte[]> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url + path));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path));
    }

    /** The tree of the newest signed head. */
    TreeRoot head() {
        var json = json("/ct/v1/get-sth");
        return new TreeRoot(
                json.path("tree_size").asLong(),
                hash(json.path("sha256_root_hash").asString()));
    }

    Note note() {
        var answer = get("/checkpoint");
        if (answer.statusCode() != 200) {
            throw new AssertionError("checkpoint answered " + answer.statusCode());
        }
        return Note.parse(Bytes.copyOf(answer.body()));
    }

    TreeRoot checkpoint() {
        return Checkpoint.parse(note().text()).tree();
    }

    LogKey key() {
        return LogKey.of(
                Base64.getDecoder().decode(json("/log.v3.json").path("key").asString()), CRYPTO.provider());
    }

    /** The one promise in the first certificate of a chain in PEM. Fails if the log never made it. */
    Promised promise(List<String> chain) {
        try {
            var leaf = AnswerFields.parse(chain.getFirst()).getEncoded();
            var issuer = IssuerKeyHash.ofIssuer(AnswerFields.parse(chain.get(1)).getEncoded());
            var timestamp =
                    TimestampList.inCertificate(leaf).orElseThrow().timestamps().getFirst();
            var entry = LoggedEntry.ofFinalCertificate(leaf, issuer);
            key().verify(entry, timestamp);
            return new Promised(entry, timestamp);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The index at which the leaf stands in the tree, proved. */
    long proveInclusion(Hash leaf, TreeRoot tree) {
        var wanted = URLEncoder.encode(Base64.getEncoder().encodeToString(leaf.toBytes()), StandardCharsets.US_ASCII);
        var json = json("/ct/v1/get-proof-by-hash?hash=" + wanted + "&tree_size=" + tree.size());
        var index = json.path("leaf_index").asLong();
        if (!check.includes(tree, index, leaf, hashes(json.path("audit_path")))) {
            throw new AssertionError("the proof for index " + index + " of " + tree + " does not hold");
        }
        return index;
    }

    void proveConsistency(TreeRoot first, TreeRoot second) {
        var json = json("/ct/v1/get-sth-consistency?first=" + first.size() + "&second=" + second.size());
        if (!check.consistent(first, second, hashes(json.path("consistency")))) {
            throw new AssertionError(first + " is not the beginning of " + second);
        }
    }

    JsonNode json(String path) {
        var answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answered " + answer.statusCode() + ": "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return JsonMapper.shared().readTree(answer.body());
    }

    private static List<Hash> hashes(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(node -> hash(node.asString()))
                .toList();
    }

    private static Hash hash(String base64) {
        return Hash.read(Base64.getDecoder().decode(base64), 0);
    }

    @Override
    public void close() {
        client.close();
    }
}
