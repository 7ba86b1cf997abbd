/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.TlsReader;
import dev.bulla.ctlog.codec.TlsWriter;
import java.nio.charset.StandardCharsets;

/**
 * What a witness signs, and how the signature is written down (C2SP tlog-cosignature, Ed25519).
 *
 * @param seconds since the epoch
 */
record CosignedText(String checkpoint, long seconds) {
    private static final int SIGNATURE = 64;

    byte[] signedBytes() {
        return "cosignature/v1\ntime %d\n%s".formatted(seconds, checkpoint).getBytes(StandardCharsets.UTF_8);
    }

    /** The time and the signature, as they stand behind the key's id. */
    Bytes withSignature(Bytes signature) {
        var out = new TlsWriter(Long.BYTES + signature.size());
        return Bytes.view(out.u64(seconds).bytes(signature).toArray());
    }

    /** What such a signature would be about, and the 64 bytes that say so. */
    static Parts parse(String checkpoint, Bytes timed) {
        var in = new TlsReader(timed);
        var text = new CosignedText(checkpoint, in.u64());
        var signature = in.bytes(SIGNATURE);
        in.expectEnd();
        if (text.seconds() == 0) {
            throw new MalformedException("a cosignature without a time");
        }
        return new Parts(text, signature);
    }

    record Parts(CosignedText text, Bytes signature) {}
}
