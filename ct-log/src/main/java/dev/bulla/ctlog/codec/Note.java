/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text and who signed it (C2SP signed-note). Signatures of unknown keys are kept, so a note can pass through hands that
 * know few of its signers.
 *
 * @param text ends with a line end
 */
public record Note(String text, List<NoteSignature> signatures) {
    private static final int LARGEST = 1 << 16;
    private static final int MOST_SIGNATURES = 100;
    private static final String LINE_END = "\n";
    private static final String BLANK_LINE = "\n\n";

    public Note {
        signatures = List.copyOf(signatures);
        if (!text.endsWith(LINE_END) || hasControls(text)) {
            throw new IllegalArgumentException("not the text of a note");
        }
    }

    public byte[] encoded() {
        var note = new StringBuilder(text).append(LINE_END);
        signatures.forEach(signature -> note.append(signature.line()).append(LINE_END));
        return note.toString().getBytes(StandardCharsets.UTF_8);
    }

    public static Note parse(Bytes encoded) {
        var note = decoded(encoded);
        var blank = note.lastIndexOf(BLANK_LINE);
        if (blank < 1 || !note.endsWith(LINE_END) || hasControls(note)) {
            throw new MalformedException("a note is lines of text, a blank line and lines of signatures");
        }
        return new Note(note.substring(0, blank + 1), signatures(note.substring(blank + BLANK_LINE.length())));
    }

    /** The lines that stand under a note, for notes that they can be put under. */
    public static List<NoteSignature> signatures(Bytes lines) {
        var text = decoded(lines);
        if (!text.endsWith(LINE_END) || hasControls(text)) {
            throw new MalformedException("signatures of a note are lines of text");
        }
        return signatures(text);
    }

    private static List<NoteSignature> signatures(String lines) {
        var signatures = new ArrayList<NoteSignature>();
        for (var at = 0; at < lines.length(); ) {
            if (signatures.size() == MOST_SIGNATURES) {
                throw new MalformedException("a note with more than " + MOST_SIGNATURES + " signatures");
            }
            var end = lines.indexOf(LINE_END, at);
            signatures.add(NoteSignature.parse(lines.substring(at, end)));
            at = end + LINE_END.length();
        }
        if (signatures.isEmpty()) {
            throw new MalformedException("a note without a signature");
        }
        return signatures;
    }

    private static String decoded(Bytes encoded) {
        if (encoded.size() > LARGEST) {
            throw new MalformedException("a note of " + encoded);
        }
        try {
            var text = ByteBuffer.wrap(encoded.toArray());
            return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException _) {
            throw new MalformedException("a note is text in UTF-8");
        }
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(character -> character != '\n' && Character.isISOControl(character));
    }
}
