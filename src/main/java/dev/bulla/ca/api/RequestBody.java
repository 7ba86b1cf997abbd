/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.web.ArrivedBody;
import io.helidon.webserver.http.ServerRequest;

/** The body of a request for a certificate. */
final class RequestBody {
    private final ArrivedBody body;
    private final int largest;

    private RequestBody(ArrivedBody body, int largest) {
        this.body = body;
        this.largest = largest;
    }

    /** @param largest how many bytes of it count */
    static RequestBody read(ServerRequest request, int largest) {
        return new RequestBody(ArrivedBody.read(request, largest), largest);
    }

    /** Reads the message in it. What comes behind the message may be cut off, the message itself may not. */
    SigningMessage message(Format format) {
        try {
            return format.read(body.bytes(), body.length(), body.isCut());
        } catch (RefusedException e) {
            throw body.isCut()
                    ? new RefusedException(Refusal.REQUEST_TOO_LARGE, "no message in " + largest + " bytes", e)
                    : e;
        }
    }

    /** How one version of the protocol writes a request for a certificate. */
    interface Format {

        /**
         * Reads the message among the first bytes.
         *
         * @param cut whether the body went on behind these bytes
         */
        SigningMessage read(byte[] body, int length, boolean cut);
    }
}
