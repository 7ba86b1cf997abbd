/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.certificate.IssuedCertificate;
import dev.bulla.ca.certificate.IssuingChain;
import dev.bulla.ca.certificate.LogReceipt;
import java.util.List;

/** Answers as proto3 JSON: lower camel case, fields in their declared order, the members of an unset oneof left out. */
final class JsonAnswers {
    /** Leaf with many extensions, intermediate and root, in PEM. */
    private static final int USUAL_ANSWER = 6 * 1024;

    private final Prepared<IssuingChain, byte[]> restOfChain = new Prepared<>(JsonAnswers::restOfChain);
    private final Prepared<IssuingChain, byte[]> trustBundle = new Prepared<>(JsonAnswers::bundle);

    JsonBuffer certificate(IssuedCertificate issued) {
        var json = new JsonBuffer(USUAL_ANSWER);
        var rest = restOfChain.of(issued.chain());
        return switch (issued.receipt()) {
            case LogReceipt.Logged logged ->
                json.raw("{\"signedCertificateEmbeddedSct\":{\"chain\":{\"certificates\":[")
                        .text(issued.pemChain().getFirst())
                        .raw(rest)
                        .raw("}}");
            case LogReceipt.NotLogged none ->
                json.raw("{\"signedCertificateDetachedSct\":{\"chain\":{\"certificates\":[")
                        .text(issued.pemChain().getFirst())
                        .raw(rest)
                        .raw(",\"signedCertificateTimestamp\":\"\"}}");
        };
    }

    private static byte[] restOfChain(IssuingChain chain) {
        var json = new JsonBuffer(USUAL_ANSWER);
        chain.pem().forEach(pem -> json.raw(",").text(pem));
        return json.raw("]}").toBytes();
    }

    byte[] trustBundle(IssuingChain chain) {
        return trustBundle.of(chain);
    }

    private static byte[] bundle(IssuingChain chain) {
        var json = new JsonBuffer(USUAL_ANSWER).raw("{\"chains\":[{\"certificates\":[");
        var separator = "";
        for (var pem : chain.bundlePem()) {
            json.raw(separator).text(pem);
            separator = ",";
        }
        return json.raw("]}]}").toBytes();
    }

    static byte[] configuration(List<IssuerListing> issuers) {
        var json = new JsonBuffer(1024).raw("{\"issuers\":[");
        var separator = "";
        for (var issuer : issuers) {
            write(issuer, json.raw(separator));
            separator = ",";
        }
        return json.raw("]}").toBytes();
    }

    private static void write(IssuerListing issuer, JsonBuffer json) {
        json.raw(issuer.wildcard() ? "{\"wildcardIssuerUrl\":" : "{\"issuerUrl\":")
                .text(issuer.url());
        json.raw(",\"audience\":").text(issuer.audience());
        json.raw(",\"challengeClaim\":").text(issuer.challengeClaim());
        json.raw(",\"spiffeTrustDomain\":").text(issuer.spiffeTrustDomain());
        json.raw(",\"issuerType\":").text(issuer.type());
        json.raw(",\"subjectDomain\":").text(issuer.subjectDomain());
        json.raw(",\"skipEmailVerification\":").raw(issuer.skipEmailVerification() ? "true}" : "false}");
    }

    /** Code, sentence and, where a reason is told, what it is about which request, and what to do. */
    static JsonBuffer error(Answer answer, String requestId, boolean details) {
        var json = new JsonBuffer(512)
                .raw("{\"code\":")
                .raw(Integer.toString(answer.code().value()));
        json.raw(",\"message\":").text(answer.message()).raw(",\"details\":[");
        if (details) {
            answer.reason().ifPresent(reason -> detail(reason, requestId, json));
        }
        return json.raw("]}");
    }

    private static void detail(Reason reason, String requestId, JsonBuffer json) {
        json.raw("{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":")
                .text(reason.name());
        json.raw(",\"domain\":").text(Answers.DOMAIN).raw(",\"metadata\":{");
        var separator = "";
        for (var entry : reason.metadata().entrySet()) {
            json.raw(separator).text(entry.getKey()).raw(":").text(entry.getValue());
            separator = ",";
        }
        json.raw("}},{\"@type\":\"type.googleapis.com/google.rpc.RequestInfo\",\"requestId\":")
                .text(requestId);
        json.raw(",\"servingData\":\"\"}");
    }
}
