/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.ambient;

import dev.bulla.ca.outbound.Call;
import dev.bulla.ca.x509.Bytes;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** A machine of Google's cloud that is to speak for another account than the one it runs as. */
final class GoogleImpersonation implements Place {
    /** Where Google lets one account speak for another. */
    static final URI CREDENTIALS = URI.create("https://iamcredentials.googleapis.com");

    private static final String VARIABLE = "GOOGLE_SERVICE_ACCOUNT_NAME";
    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

    private final URI credentials;

    GoogleImpersonation(URI credentials) {
        this.credentials = credentials;
    }

    @Override
    public String name() {
        return "a service account of Google Cloud";
    }

    @Override
    public String sign() {
        return "the variable " + VARIABLE;
    }

    @Override
    public Optional<AmbientToken> token(Machine machine, String audience) throws NoTokenException {
        var account = machine.variable(VARIABLE);
        if (account.isEmpty()) {
            return Optional.empty();
        }
        var metadata = new GoogleMetadata(machine).about(name(), "token?scopes=" + encoded(SCOPE));
        var access = new Question(name(), machine.direct()).member(metadata, "access_token");
        if (access.isEmpty()) {
            throw new NoTokenException("no token of " + name() + ": the machine's own account may not have one");
        }
        var call = Call.post(
                Question.address(
                        name(),
                        credentials + "/v1/projects/-/serviceAccounts/" + encoded(account.get()) + ":generateIdToken"),
                Map.of("Authorization", "Bearer " + access, "Content-Type", "application/json"),
                Bytes.utf8("{\"audience\":\"" + audience + "\",\"includeEmail\":true}"),
                Question.LIMITS);
        return Optional.of(found(new Question(name(), machine.way()).member(call, "token")));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
