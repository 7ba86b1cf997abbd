/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients;

/** Who signs in the lab. */
enum Signer {
    PERSON("ada@example.com") {
        @Override
        String issuer(Lab lab) {
            return lab.issuers().people();
        }

        @Override
        String token(Lab lab) {
            return lab.issuers().person(identity());
        }
    },
    /** A workflow on GitHub. */
    BUILD(LabIssuers.WORKFLOW) {
        @Override
        String issuer(Lab lab) {
            return LabIssuers.GITHUB;
        }

        @Override
        String token(Lab lab) {
            return lab.issuers().build();
        }
    };

    private final String identity;

    Signer(String identity) {
        this.identity = identity;
    }

    /** As certificates name them. */
    String identity() {
        return identity;
    }

    abstract String issuer(Lab lab);

    abstract String token(Lab lab);
}
