/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.DecimalText;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.Note;
import dev.bulla.ctlog.codec.NoteSignature;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What a witness says to a request (C2SP tlog-witness, add-checkpoint). */
public sealed interface WitnessAnswer {
    /** The type of the answer that tells a size. */
    String SIZE_TYPE = "text/x.tlog.size";

    /** An answer of more bytes is none. */
    int LARGEST = 1 << 16;

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    int status();

    String type();

    Bytes body();

    /** The witness has signed. */
    record Cosigned(List<NoteSignature> lines) implements WitnessAnswer {
        public Cosigned {
            lines = List.copyOf(lines);
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public String type() {
            return "text/plain; charset=utf-8";
        }

        @Override
        public Bytes body() {
            var text = new StringBuilder();
            lines.forEach(line -> text.append(line.line()).append('\n'));
            return Bytes.view(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The witness has last signed a tree of another size than the request says, which is this. */
    record OtherSize(long size) implements WitnessAnswer {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String type() {
            return SIZE_TYPE;
        }

        @Override
        public Bytes body() {
            return Bytes.view(ascii(size + "\n"));
        }
    }

    /** The witness does not sign, for a reason that the protocol knows. */
    enum Refusal implements WitnessAnswer {
        MALFORMED(400, "malformed: this is no request to add a checkpoint, or its old size is larger than its tree"),
        NOT_SIGNED(403, "not-signed: the checkpoint bears no sound signature of a key that is known for its log"),
        UNKNOWN_LOG(404, "unknown-log: nobody asked this witness to look after that log"),
        NOT_CONSISTENT(422, "not-consistent: it is not shown that the tree goes on from the one that was signed last");

        private final int status;
        private final String line;

        Refusal(int status, String line) {
            this.status = status;
            this.line = line;
        }

        @Override
        public int status() {
            return status;
        }

        @Override
        public String type() {
            return "text/plain; charset=utf-8";
        }

        @Override
        public Bytes body() {
            return Bytes.view(ascii(line + "\n"));
        }
    }

    /** An answer of a kind that the protocol does not know: a busy server, or no witness at all. */
    record Unknown(int status) implements WitnessAnswer {
        @Override
        public String type() {
            return "text/plain; charset=utf-8";
        }

        @Override
        public Bytes body() {
            return Bytes.EMPTY;
        }
    }

    /** What somebody answered who should be a witness, or {@link MalformedException}. */
    static WitnessAnswer parse(int status, String type, Bytes body) {
        if (body.size() > LARGEST) {
            throw new MalformedException("an answer of " + body);
        }
        return switch (status) {
            case 200 -> new Cosigned(Note.signatures(body));
            case 409 -> otherSize(type, body);
            default ->
                Arrays.stream(Refusal.values())
                        .filter(refusal -> refusal.status == status)
                        .findFirst()
                        .<WitnessAnswer>map(refusal -> refusal)
                        .orElseGet(() -> new Unknown(status));
        };
    }

    private static WitnessAnswer otherSize(String type, Bytes body) {
        var text = new String(body.toArray(), StandardCharsets.ISO_8859_1);
        if (!type.split(";", 2)[0].strip().equalsIgnoreCase(SIZE_TYPE) || !text.endsWith("\n")) {
            throw new MalformedException("an answer 409 that does not tell a size");
        }
        return new OtherSize(DecimalText.parse(text.substring(0, text.length() - 1), "size that the witness knows"));
    }
}
