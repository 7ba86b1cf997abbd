/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.store.s3.StoreException.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the store answers. */
record Answer(int status, Optional<String> tag, Bytes body) {
    /** No answer without an object in it is longer. */
    static final int SMALL = 64 << 10;

    private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z0-9._]{1,64})</Code>");
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int SERVER_FAULT = 500;
    private static final int NOT_IMPLEMENTED = 501;

    /** Whether there is no such object. The number alone could mean that there is no such bucket. */
    boolean isMissingObject() {
        return status == NOT_FOUND && code().equals(Optional.of("NoSuchKey"));
    }

    /** What to throw for an answer that is none to the question. */
    StoreException unexpected(String what) {
        var isOpen = status == TOO_MANY || (status >= SERVER_FAULT && status != NOT_IMPLEMENTED);
        var reason = code().map(code -> " " + code).orElse("");
        return new StoreException(
                isOpen ? Outcome.UNKNOWN : Outcome.REFUSED, what + ": the store answers " + status + reason);
    }

    private Optional<String> code() {
        var text = new String(body.part(0, Math.min(body.size(), SMALL)).toArray(), StandardCharsets.UTF_8);
        var code = CODE.matcher(text);
        return code.find() ? Optional.of(code.group(1)) : Optional.empty();
    }
}
