/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Our own command for signing, in a process of its own, which believes the TLS of the lab. */
final class OwnSigner {
    private OwnSigner() {}

    static Ran sign(Lab lab, Signer signer, Path artifact, Path bundle) {
        var command = new ArrayList<>(Installed.bulla());
        command.addAll(List.of(
                "sign-blob",
                "--signing-config=" + lab.signingConfig(),
                "--trusted-root=" + lab.trustedRoot(),
                "--identity-token=" + signer.token(lab),
                "--bundle=" + bundle,
                artifact.toString()));
        return Ran.of(bundle.getParent(), Map.of("SSL_CERT_FILE", lab.tlsRoot().toString()), command);
    }
}
