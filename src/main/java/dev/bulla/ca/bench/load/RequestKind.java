/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import dev.bulla.ca.practice.PracticeRequester;
import java.util.Locale;

/** What requests a load is mixed of. */
public enum RequestKind {
    /** A person whose issuer vouches for an address; the key is proven by a signed challenge. */
    EMAIL {
        @Override
        PracticeRequester requester(int number) {
            return new PracticeRequester.Person("person-%07d@example.com".formatted(number));
        }
    },
    /** A build of a repository, with all that the tokens of GitHub Actions say; the key is proven by a signed challenge. */
    GITHUB {
        @Override
        PracticeRequester requester(int number) {
            return new PracticeRequester.Build("refs/tags/v1.0.%07d".formatted(number));
        }
    },
    /** As {@link #GITHUB}, and the key comes in a certificate signing request. */
    CSR {
        @Override
        PracticeRequester requester(int number) {
            return GITHUB.requester(number);
        }
    };

    /** Who asks in the request with this number. */
    abstract PracticeRequester requester(int number);

    /** As it is written on the command line. */
    public static RequestKind named(String name) {
        for (var kind : values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("a mix is of email, github and csr, and not of " + name);
    }
}
