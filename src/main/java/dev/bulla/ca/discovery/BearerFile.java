/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.UnavailableException;
import dev.bulla.ca.outbound.Call;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file with a token that says who we are, such as the service account's in a pod. It is read anew for each call, since
 * it is replaced every hour, and shown to one server only.
 *
 * @param owner    an address of that server
 * @param optional whether we may come without it where there is no such file
 */
public record BearerFile(Path file, URI owner, boolean optional) {
    private static final int LARGEST = 64 * 1024;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]+");

    Call shownTo(Call call) {
        if (!Origin.of(call.address()).equals(Origin.of(owner))) {
            throw unavailable(call.address() + " is not the issuer's server, and only that may see our token", null);
        }
        var token = token();
        if (token.isEmpty()) {
            return call;
        }
        var headers = new HashMap<>(call.headers());
        headers.put("Authorization", "Bearer " + token.get());
        return new Call(call.address(), headers, call.body(), call.limits());
    }

    private Optional<String> token() {
        try (var in = Files.newInputStream(file)) {
            var token = new String(in.readNBytes(LARGEST), StandardCharsets.US_ASCII).strip();
            if (!TOKEN.matcher(token).matches()) {
                throw unavailable(file + " holds no token", null);
            }
            return Optional.of(token);
        } catch (NoSuchFileException e) {
            if (optional) {
                return Optional.empty();
            }
            throw unavailable(file + " is not there", e);
        } catch (IOException e) {
            throw unavailable(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static UnavailableException unavailable(String what, @Nullable Throwable cause) {
        return new UnavailableException(Backend.ISSUER, what, cause);
    }
}
