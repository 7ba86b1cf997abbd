/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.testing;

import java.util.Arrays;
import java.util.Random;

/** Damaged forms of sound bytes, the same ones for the same seed. */
public final class Mutations {
    private static final byte[] TELLING = {0, 1, 2, 3, 4, 5, 0x30, 0x7f, (byte) 0x80, (byte) 0x81, (byte) 0xff};

    private final byte[] sound;
    private final Random random;

    public Mutations(byte[] sound, long seed) {
        this.sound = sound.clone();
        this.random = new Random(seed);
    }

    /** The bytes after one to three accidents. */
    public byte[] next() {
        var bytes = sound.clone();
        for (var accidents = 1 + random.nextInt(3); accidents > 0; accidents--) {
            bytes = damaged(bytes);
        }
        return bytes;
    }

    private byte[] damaged(byte[] bytes) {
        if (bytes.length == 0) {
            return new byte[] {telling()};
        }
        var at = random.nextInt(bytes.length);
        switch (random.nextInt(6)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = telling();
            case 2 -> bytes[at]++;
            case 3 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 4 -> {
                return without(bytes, at);
            }
            default -> {
                return withCopy(bytes, at);
            }
        }
        return bytes;
    }

    private byte telling() {
        return TELLING[random.nextInt(TELLING.length)];
    }

    private static byte[] without(byte[] bytes, int at) {
        var shorter = Arrays.copyOf(bytes, bytes.length - 1);
        System.arraycopy(bytes, at + 1, shorter, at, shorter.length - at);
        return shorter;
    }

    private static byte[] withCopy(byte[] bytes, int at) {
        var longer = Arrays.copyOf(bytes, bytes.length + 1);
        System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
        return longer;
    }
}
