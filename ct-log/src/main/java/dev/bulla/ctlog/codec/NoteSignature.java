/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

/**
 * A signature under a note. Name and key id tell whose it may be; only the key itself tells whether it is.
 *
 * @param keyId     the four bytes that {@link NoteKey#id} gives
 * @param signature its bytes, in the form that goes with the key's type
 */
public record NoteSignature(String name, int keyId, Bytes signature) {
    private static final String START = "\u2014 ";

    public NoteSignature {
        if (!NoteKey.isName(name)) {
            throw new IllegalArgumentException("not a name of a key");
        }
    }

    /** The line that stands under the note, without its end. */
    public String line() {
        var content = new TlsWriter(Integer.BYTES + signature.size())
                .u16(keyId >>> Short.SIZE)
                .u16(keyId & 0xffff)
                .bytes(signature);
        return START + name + " " + Base64Text.of(content.toArray());
    }

    static NoteSignature parse(String line) {
        var space = line.indexOf(' ', START.length());
        if (!line.startsWith(START) || space < 0 || !NoteKey.isName(line.substring(START.length(), space))) {
            throw new MalformedException("a line under a note is a dash, a name and base64");
        }
        var in = new TlsReader(Base64Text.parse(line.substring(space + 1), "signature of a note"));
        var keyId = (int) in.u32();
        var signature = in.rest();
        if (signature.isEmpty()) {
            throw new MalformedException("a signature of no bytes under a note");
        }
        return new NoteSignature(line.substring(START.length(), space), keyId, signature);
    }
}
