/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import java.util.List;

/** The numbers of the two protocols, under the original's names. */
public final class ApiMetrics {
    private static final List<String> CODES = List.of(
            "OK",
            "Canceled",
            "Unknown",
            "InvalidArgument",
            "DeadlineExceeded",
            "NotFound",
            "AlreadyExists",
            "PermissionDenied",
            "ResourceExhausted",
            "FailedPrecondition",
            "Aborted",
            "OutOfRange",
            "Unimplemented",
            "Internal",
            "Unavailable",
            "DataLoss",
            "Unauthenticated");

    private final Histogram latency;
    private final Counter requests;
    private final Counter started;
    private final Counter handled;
    private final Counter received;
    private final Counter sent;

    public ApiMetrics(Metrics metrics) {
        latency = metrics.histogram("fulcio_api_latency", "API Latency on calls", "code", "method");
        requests = metrics.counter("http_requests_total", "Count all HTTP requests", "code", "method");
        started = grpc(metrics, "grpc_server_started_total", "Total number of RPCs started on the server.");
        handled = metrics.counter(
                "grpc_server_handled_total",
                "Total number of RPCs completed on the server, regardless of success or failure.",
                "grpc_code",
                "grpc_method",
                "grpc_service",
                "grpc_type");
        received = grpc(metrics, "grpc_server_msg_received_total", "Total number of messages received.");
        sent = grpc(metrics, "grpc_server_msg_sent_total", "Total number of messages sent.");
    }

    private static Counter grpc(Metrics metrics, String name, String help) {
        return metrics.counter(name, help, "grpc_method", "grpc_service", "grpc_type");
    }

    /** Makes the series of a method visible before its first call. */
    public void announce(String service, String method, boolean unary) {
        var type = unary ? "unary" : "server_stream";
        started.add(0, method, service, type);
        received.add(0, method, service, type);
        sent.add(0, method, service, type);
        CODES.forEach(code -> handled.add(0, code, method, service, type));
    }

    /** @param method in lower case; a word of the client's own making counts as {@code unknown} */
    public void http(int status, String method, long nanos) {
        var code = Integer.toString(status);
        latency.took(nanos, code, method);
        requests.count(code, method);
    }

    public void grpcStarted(String service, String method, boolean unary) {
        started.count(method, service, unary ? "unary" : "server_stream");
    }

    /** @param code its number in the protocol */
    public void grpcHandled(String service, String method, boolean unary, int code) {
        var type = unary ? "unary" : "server_stream";
        handled.count(CODES.get(code), method, service, type);
        received.count(method, service, type);
        if (code == 0) {
            sent.count(method, service, type);
        }
    }
}
