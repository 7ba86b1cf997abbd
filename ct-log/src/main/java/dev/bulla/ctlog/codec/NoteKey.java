/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import dev.bulla.ctlog.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * What is public of a key that signs notes (C2SP signed-note).
 *
 * @param name of whoever signs with it
 * @param type how it signs; one byte
 * @param key  in the form that goes with the type
 */
public record NoteKey(String name, int type, Bytes key) {

    /** Signs the note's text as it stands. */
    public static final int ED25519 = 1;

    /** Signs the note's text and the time at which it did: a witness that says what it has seen by then. */
    public static final int COSIGNATURE = 4;

    /** Signs a tree head as RFC 6962 has it, from which the note's text follows; its key is the log's id. */
    public static final int TREE_HEAD = 5;

    private static final String ED25519_IDENTIFIER = "300506032b6570";
    private static final String SEPARATOR = "+";

    public NoteKey {
        if (!isName(name) || type < 0 || type > 0xff) {
            throw new IllegalArgumentException("not a key that signs notes");
        }
    }

    /** The key with which a log signs its tree heads. */
    public static NoteKey treeHead(String origin, Hash logId) {
        return new NoteKey(origin, TREE_HEAD, Bytes.view(logId.toBytes()));
    }

    /** An Ed25519 key that is given as SubjectPublicKeyInfo. */
    public static NoteKey ed25519(String name, Bytes publicKey) {
        return new NoteKey(name, ED25519, ed25519(publicKey));
    }

    /** The key of a witness, Ed25519 and given as SubjectPublicKeyInfo. */
    public static NoteKey cosigner(String name, Bytes publicKey) {
        return new NoteKey(name, COSIGNATURE, ed25519(publicKey));
    }

    private static Bytes ed25519(Bytes publicKey) {
        var info = PublicKeyInfo.parse(publicKey);
        if (!info.algorithm().equals(Bytes.view(HexFormat.of().parseHex(ED25519_IDENTIFIER)))
                || info.key().size() != Hash.SIZE) {
            throw new MalformedException("not a public key of Ed25519");
        }
        return info.key();
    }

    /** What a signature line names beside the name: short, so two keys may share it by accident or on purpose. */
    public int id() {
        var start = (name + "\n").getBytes(StandardCharsets.UTF_8);
        var content = new TlsWriter(start.length + 1 + key.size()).bytes(Bytes.view(start));
        return (int) (Hash.sha256(content.u8(type).bytes(key).toArray()).first() >>> Integer.SIZE);
    }

    /** The signature with these bytes, as it stands under a note. */
    public NoteSignature signature(Bytes signature) {
        return new NoteSignature(name, id(), signature);
    }

    /** The signatures under a note that say they are this key's. */
    public List<NoteSignature> in(Note note) {
        return in(note.signatures());
    }

    /** Those of these lines that say they are this key's. */
    public List<NoteSignature> in(List<NoteSignature> lines) {
        var id = id();
        return lines.stream()
                .filter(signature -> signature.keyId() == id && signature.name().equals(name))
                .toList();
    }

    /** The form in which verifiers are told of a key: {@code example.com+530d903a+AekyeRrm…}. */
    public String text() {
        var typed = new TlsWriter(1 + key.size()).u8(type).bytes(key).toArray();
        return name + SEPARATOR + HexFormat.of().toHexDigits(id()) + SEPARATOR + Base64Text.of(typed);
    }

    public static NoteKey parse(String text) {
        // The third part is base64 and may have plus signs of its own.
        var parts = text.split("\\+", 3);
        if (parts.length != 3 || !isName(parts[0])) {
            throw new MalformedException("a key for notes is a name, an id and base64, joined by plus signs");
        }
        var in = new TlsReader(Base64Text.parse(parts[2], "key for notes"));
        var key = new NoteKey(parts[0], in.u8(), in.rest());
        if (key.key().isEmpty() || !key.text().equals(text)) {
            throw new MalformedException("the id of a key for notes is not that of the key");
        }
        return key;
    }

    /** Names stand between spaces and plus signs, so they have none. */
    public static boolean isName(String name) {
        return !name.isEmpty()
                && name.chars()
                        .noneMatch(it -> it == '+'
                                || Character.isISOControl(it)
                                || Character.isWhitespace(it)
                                || Character.isSpaceChar(it));
    }
}
