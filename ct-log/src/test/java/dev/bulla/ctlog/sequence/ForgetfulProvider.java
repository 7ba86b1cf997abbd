/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import java.security.MessageDigest;
import java.security.MessageDigestSpi;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** SHA-256 on a processor that gets one bit wrong, once. */
final class ForgetfulProvider extends Provider {
    private static final long serialVersionUID = 1L;

    private final transient AtomicInteger untilFlip = new AtomicInteger(Integer.MAX_VALUE);
    private final transient AtomicBoolean hasFlipped = new AtomicBoolean();

    ForgetfulProvider() {
        super("Forgetful", "1", "gets a bit wrong");
        putService(new Service(this, "MessageDigest", "SHA-256", Digest.class.getName(), null, null) {
            @Override
            public Object newInstance(Object parameter) {
                return new Digest(ForgetfulProvider.this);
            }
        });
    }

    /** The digest after so many others is wrong. */
    void flipAfter(int digests) {
        untilFlip.set(digests);
    }

    boolean hasFlipped() {
        return hasFlipped.get();
    }

    private static final class Digest extends MessageDigestSpi {
        private final ForgetfulProvider owner;
        private final MessageDigest right;

        Digest(ForgetfulProvider owner) {
            this.owner = owner;
            try {
                this.right = MessageDigest.getInstance("SHA-256", TestLog.SUN);
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        protected int engineGetDigestLength() {
            return right.getDigestLength();
        }

        @Override
        protected void engineUpdate(byte input) {
            right.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            right.update(input, offset, length);
        }

        @Override
        protected byte[] engineDigest() {
            var digest = right.digest();
            if (owner.untilFlip.getAndDecrement() == 0) {
                digest[17] ^= 4;
                owner.hasFlipped.set(true);
            }
            return digest;
        }

        @Override
        protected void engineReset() {
            right.reset();
        }
    }
}
