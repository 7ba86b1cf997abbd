/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.WitnessFolder;
import dev.bulla.ca.signing.CaKeyType;
import dev.bulla.ca.signing.StoredKey;
import dev.bulla.ctlog.InvalidInputException;
import dev.bulla.ctlog.WitnessSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.List;

/** The name and the key of a witness of our own, which stay the same for ever. */
public record WitnessKeys(WitnessFolder folder, Crypto crypto) {

    /** Makes a key, unless one is there. Returns what logs and verifiers are told of it. */
    public String make(String name) throws IOException {
        if (folder.verifierKey().isPresent()) {
            throw invalid(folder.path() + " has a witness already: "
                    + folder.verifierKey().get());
        }
        var stored = stored();
        if (!WitnessSigner.isName(name)) {
            throw invalid("--name: must have no space and no plus sign, like witness.example.com/w1");
        }
        if (!Files.exists(stored.file())) {
            stored.make(CaKeyType.ED25519, crypto, new SecureRandom());
        }
        var verifierKey = signer(name, stored.read(crypto)).verifierKey();
        folder.keepVerifierKey(verifierKey);
        return verifierKey;
    }

    WitnessSigner signer() throws IOException {
        var told = folder.verifierKey()
                .orElseThrow(() -> invalid("there is no witness in " + folder.path()
                        + ": make one with bulla log witness --create --name NAME --data " + folder.path()));
        var signer = signer(told.substring(0, Math.max(0, told.indexOf('+'))), stored().read(crypto));
        if (!signer.verifierKey().equals(told)) {
            throw invalid(stored().file() + " is not the key that " + folder.path() + "/verifier-key tells of");
        }
        return signer;
    }

    private StoredKey stored() {
        return new StoredKey(folder.key(), "");
    }

    private WitnessSigner signer(String name, KeyPair keys) {
        try {
            return WitnessSigner.of(name, keys, crypto.complete());
        } catch (InvalidInputException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private static InvalidSettingsException invalid(String problem) {
        return new InvalidSettingsException(List.of(problem));
    }
}
