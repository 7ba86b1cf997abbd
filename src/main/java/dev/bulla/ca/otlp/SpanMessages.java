/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.otlp;

import com.google.protobuf.ByteString;
import dev.bulla.ca.trace.Told;
import dev.bulla.ca.trace.TraceContext;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes spans as the messages of the protocol. */
final class SpanMessages {
    private static final String NAME = "bulla";
    private static final HexFormat HEX = HexFormat.of();

    private final Resource server;
    private final InstrumentationScope scope;

    /** @param version of this server */
    SpanMessages(String version) {
        server = Resource.newBuilder()
                .addAttributes(attribute("service.name", NAME))
                .addAttributes(attribute("service.version", version))
                .addAttributes(
                        attribute("service.instance.id", UUID.randomUUID().toString()))
                .build();
        scope = InstrumentationScope.newBuilder()
                .setName(NAME)
                .setVersion(version)
                .build();
    }

    ExportTraceServiceRequest request(List<Told> batch) {
        var spans = ScopeSpans.newBuilder().setScope(scope);
        for (var told : batch) {
            told.spans().forEach(span -> spans.addSpans(message(told.place(), span)));
        }
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder().setResource(server).addScopeSpans(spans))
                .build();
    }

    static int count(ExportTraceServiceRequest request) {
        return request.getResourceSpans(0).getScopeSpans(0).getSpansCount();
    }

    private static Span message(TraceContext place, dev.bulla.ca.trace.Span span) {
        var message = Span.newBuilder()
                .setTraceId(bytes(place.traceId()))
                .setSpanId(bytes(span.id()))
                .setParentSpanId(bytes(span.parent()))
                .setTraceState(place.state())
                .setFlags(place.flags())
                .setName(span.name())
                .setKind(kind(span.kind()))
                .setStartTimeUnixNano(span.from())
                .setEndTimeUnixNano(span.until())
                .addAllAttributes(span.facts().entrySet().stream()
                        .map(SpanMessages::attribute)
                        .toList());
        span.fault()
                .ifPresent(fault -> message.setStatus(Status.newBuilder()
                        .setCode(StatusCode.STATUS_CODE_ERROR)
                        .setMessage(fault)));
        return message.build();
    }

    private static SpanKind kind(dev.bulla.ca.trace.Span.Kind kind) {
        return switch (kind) {
            case SERVER -> SpanKind.SPAN_KIND_SERVER;
            case STEP -> SpanKind.SPAN_KIND_INTERNAL;
            case CLIENT -> SpanKind.SPAN_KIND_CLIENT;
        };
    }

    private static ByteString bytes(String hex) {
        return ByteString.copyFrom(HEX.parseHex(hex));
    }

    private static KeyValue attribute(Map.Entry<String, Object> fact) {
        return fact.getValue() instanceof Integer number
                ? KeyValue.newBuilder()
                        .setKey(fact.getKey())
                        .setValue(AnyValue.newBuilder().setIntValue(number))
                        .build()
                : attribute(fact.getKey(), fact.getValue().toString());
    }

    private static KeyValue attribute(String name, String text) {
        return KeyValue.newBuilder()
                .setKey(name)
                .setValue(AnyValue.newBuilder().setStringValue(text))
                .build();
    }
}
