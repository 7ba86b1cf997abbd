/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.identity;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.DerCursor;
import dev.bulla.ctlog.codec.DerCursor.Element;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.identity.Identity.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The names that a certificate is made out to (RFC 5280, section 4.2.1.6). */
final class AlternativeNames {
    private static final int OTHER_NAME = DerCursor.explicit(0);
    private static final int EMAIL = DerCursor.optional(1);
    private static final int URI = DerCursor.optional(6);
    private static final Bytes USERNAME = Identities.fulcio(7);

    private AlternativeNames() {}

    /** Those of the kinds we know, as far as the list can be read: what stands before a fault still counts. */
    static List<Identity> read(Bytes extension) {
        var names = new ArrayList<Identity>();
        try {
            var list = DerCursor.only(DerCursor.SEQUENCE, extension).inside();
            while (!list.atEnd()) {
                var tag = list.tag();
                name(tag, list.take(tag)).ifPresent(names::add);
            }
        } catch (MalformedException _) {
            // What follows cannot be told apart.
        }
        return names;
    }

    private static Optional<Identity> name(int tag, Element name) {
        if (tag == URI) {
            return Optional.of(new Identity(Kind.WORKFLOW, Identities.text(name.content())));
        }
        if (tag == EMAIL) {
            return Optional.of(new Identity(Kind.EMAIL, Identities.text(name.content())));
        }
        return tag == OTHER_NAME ? username(name.inside()) : Optional.empty();
    }

    private static Optional<Identity> username(DerCursor fields) {
        try {
            if (!fields.take(DerCursor.OBJECT_IDENTIFIER).content().equals(USERNAME)) {
                return Optional.empty();
            }
            var wrapped = fields.take(DerCursor.explicit(0)).content();
            fields.expectEnd();
            var text = DerCursor.only(DerCursor.UTF8_STRING, wrapped).content();
            return Optional.of(new Identity(Kind.USERNAME, Identities.text(text)));
        } catch (MalformedException _) {
            return Optional.empty();
        }
    }
}
