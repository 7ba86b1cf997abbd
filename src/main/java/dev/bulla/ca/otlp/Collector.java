/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bulla.ca.outbound.Call;
import dev.bulla.ca.outbound.NoReplyException;
import dev.bulla.ca.outbound.Reply;
import dev.bulla.ca.outbound.Way;
import dev.bulla.ca.x509.Bytes;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Where spans are sent to, over HTTP. */
public final class Collector implements AutoCloseable {
    private static final Call.Limits LIMITS = new Call.Limits(Duration.ofSeconds(10), 64 * 1024);
    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/x-protobuf");

    /** With these the protocol asks to be asked again. */
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

    private final URI address;
    private final Way way;
    private final Call.Limits limits;

    /** How a batch was received. */
    sealed interface Receipt {

        /** @param refused spans that the collector did not want */
        record Taken(long refused) implements Receipt {}

        /** Not, and another attempt may do better. */
        record NotNow(String why) implements Receipt {}

        /** Not, or nobody knows, and another attempt would be no better. */
        record Never(String why) implements Receipt {}
    }

    /** @param endpoint the base of the collector's addresses, as {@code OTEL_EXPORTER_OTLP_ENDPOINT} has it */
    public Collector(URI endpoint, Way way) {
        this(endpoint, way, LIMITS);
    }

    Collector(URI endpoint, Way way, Call.Limits limits) {
        this.address = URI.create(endpoint.toString().replaceAll("/+$", "") + "/v1/traces");
        this.way = way;
        this.limits = limits;
    }

    Receipt send(ExportTraceServiceRequest spans) {
        try {
            return receipt(way.reply(Call.post(address, HEADERS, Bytes.of(spans.toByteArray()), limits)));
        } catch (NoReplyException e) {
            var why = String.valueOf(e.getMessage());
            return switch (e.reason()) {
                case NOT_CONNECTED, BROKEN, TIMED_OUT -> new Receipt.NotNow(why);
                case TOO_LARGE, CANCELLED -> new Receipt.Never(why);
            };
        }
    }

    private Receipt receipt(Reply reply) {
        var status = reply.status();
        if (status == 200) {
            return new Receipt.Taken(refused(reply));
        }
        var why = address + " answered " + status;
        return PASSING.contains(status) ? new Receipt.NotNow(why) : new Receipt.Never(why);
    }

    /** What is no message of the protocol refuses nothing: the status has said that the spans were taken. */
    private static long refused(Reply reply) {
        try {
            return ExportTraceServiceResponse.parseFrom(reply.body().array())
                    .getPartialSuccess()
                    .getRejectedSpans();
        } catch (InvalidProtocolBufferException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        way.close();
    }
}
