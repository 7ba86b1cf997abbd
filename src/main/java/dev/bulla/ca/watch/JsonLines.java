/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.watch;

import dev.bulla.ctlog.LogMisbehavedException.Head;
import dev.bulla.ctlog.WatchNews;
import dev.bulla.ctlog.WatchNews.Certificate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Tells each event as a line of JSON. */
public final class JsonLines implements Channel {
    /** A certificate may say very much; these suffice to know it by. */
    private static final int MOST_IDENTITIES = 20;

    private static final int LONGEST_TEXT = 1000;
    private static final int ID_DIGITS = 16;

    private final String logId;
    private final LineSink sink;

    /** @param logId in hexadecimal */
    public JsonLines(String logId, LineSink sink) {
        this.logId = logId;
        this.sink = sink;
    }

    @Override
    public void news(WatchNews news) throws IOException {
        var lines = new ArrayList<String>();
        news.found().forEach(certificate -> lines.add(line(certificate)));
        if (!news.unreadable().isEmpty()) {
            lines.add(line(news.unreadable()));
        }
        if (!lines.isEmpty()) {
            sink.append(lines);
        }
    }

    @Override
    public void alarm(LogAlarm alarm) throws IOException {
        var event = event("alarm", alarm.fault() + "-" + alarm.number());
        event.put("fault", alarm.fault());
        event.put("message", alarm.meaning());
        event.put("lasting", alarm.lasting());
        alarm.kept().ifPresent(head -> event.put("kept", fields(head)));
        alarm.seen().ifPresent(head -> event.put("seen", fields(head)));
        event.put("evidence", alarm.evidence().toString());
        sink.append(List.of(written(event)));
    }

    private String line(Certificate certificate) {
        var event = event("certificate", Long.toString(certificate.index()));
        event.put("index", certificate.index());
        event.put("logged", certificate.logged().toString());
        event.put("precertificate", certificate.isPrecertificate());
        event.put("leafHash", certificate.leafHash());
        event.put(
                "matched",
                certificate.matched().stream()
                        .limit(MOST_IDENTITIES)
                        .map(it -> statement(it.kind().label(), it.written()))
                        .toList());
        event.put(
                "identities",
                certificate.says().stream()
                        .limit(MOST_IDENTITIES)
                        .map(it -> statement(it.kind().label(), it.text()))
                        .toList());
        return written(event);
    }

    private String line(List<Long> unreadable) {
        var first = unreadable.getFirst();
        var event = event("unreadable", first.toString());
        event.put("first", first);
        event.put("last", unreadable.getLast());
        event.put("count", unreadable.size());
        return written(event);
    }

    private Map<String, Object> event(String name, String number) {
        var event = new LinkedHashMap<String, Object>();
        event.put("event", name);
        event.put("id", logId.substring(0, ID_DIGITS) + "-" + number);
        event.put("log", logId);
        return event;
    }

    private static Map<String, String> statement(String kind, String text) {
        var end = text.offsetByCodePoints(0, Math.min(text.codePointCount(0, text.length()), LONGEST_TEXT));
        return Map.of(kind, text.substring(0, end));
    }

    private static Map<String, Object> fields(Head head) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("size", head.size());
        fields.put("time", head.time().toString());
        fields.put("root", head.root());
        return fields;
    }

    private static String written(Map<String, Object> event) {
        return JsonMapper.shared().writeValueAsString(event);
    }
}
