/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.merkle.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An object store that works: it keeps objects in memory, speaks HTTP, checks signatures, and decides conditional writes one
 * after the other. It breaks where it is told to.
 */
public final class FakeStore implements AutoCloseable {
    public static final String BUCKET = "logs";
    public static final String REGION = "test-1";
    public static final Credentials CREDENTIALS = new Credentials("AKFAKE", "not a secret", Optional.empty());

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final HttpServer server;
    private final Map<String, StoredObject> objects = new ConcurrentSkipListMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<Runnable> late = new CopyOnWriteArrayList<>();
    private volatile Breaks breaks = call -> Fault.NONE;
    private volatile Promise broken = Promise.NONE;
    private volatile int page = 1000;

    /** A request, by the key as it stands in the bucket. */
    public record Call(String method, String key) {
        public boolean is(String method, String end) {
            return this.method.equals(method) && key.endsWith(end);
        }
    }

    /** How a request goes wrong. */
    public enum Fault {
        NONE,
        /** It does nothing, and there is no answer. */
        LOST_REQUEST,
        /** It is done, and there is no answer. */
        LOST_ANSWER,
        /** It is done some time later, when nobody waits for an answer any more. */
        LATE,
        /** It does nothing, and the server says that it failed. */
        FAILS,
        /** It is done, and the server says that it failed. */
        FAILS_AFTERWARDS,
        /** It does nothing, since somebody else is said to be writing. */
        CONFLICT,
        /** It does nothing, since nobody may. */
        DENIED,
        /** The answer stops in the middle. */
        STOPS_SHORT,
        /** There is no answer for a long time. */
        HANGS
    }

    /** Which promise the store does not keep. */
    enum Promise {
        NONE,
        /** It looks and then writes, and others can come between. */
        ATOMIC_CREATE,
        ATOMIC_REPLACE,
        /** It does not know the condition. */
        IF_NONE_MATCH,
        IF_MATCH,
        /** It takes If-Match for fulfilled where nothing is. */
        IF_MATCH_OF_NOTHING
    }

    /** Says how requests go wrong. */
    @FunctionalInterface
    public interface Breaks {
        Fault of(Call call);
    }

    static {
        // Else the server waits for an acknowledgement before it sends the second half of each answer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private FakeStore(HttpServer server) {
        this.server = server;
    }

    public static FakeStore start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var store = new FakeStore(server);
        server.createContext("/", store::serve);
        server.start();
        return store;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A client of the keys below this one, which waits as the pace says. */
    StoreClient client(Pace pace, String prefix) {
        return client(pace, prefix, CREDENTIALS);
    }

    StoreClient client(Pace pace, String prefix, Credentials credentials) {
        var bucket = new Bucket(endpoint(), REGION, BUCKET, prefix);
        var access = new Access(() -> credentials, Optional.empty(), InstantSource.system());
        return StoreClient.of(bucket, access, Patience.USUAL, pace);
    }

    public void breaks(Breaks how) {
        breaks = how;
    }

    /** Lets the first so many requests of a kind go wrong. */
    void breaks(int times, String method, String end, Fault fault) {
        var left = new AtomicInteger(times);
        breaks = call -> call.is(method, end) && left.getAndDecrement() > 0 ? fault : Fault.NONE;
    }

    public void mend() {
        breaks = call -> Fault.NONE;
    }

    void breaksPromise(Promise promise) {
        broken = promise;
    }

    /** How many keys a list has before it must be gone on with. */
    void pages(int keys) {
        page = keys;
    }

    /** What was on its way arrives now. */
    void deliverLate() {
        var arriving = List.copyOf(late);
        late.removeAll(arriving);
        arriving.forEach(Runnable::run);
    }

    public List<String> keys() {
        return List.copyOf(objects.keySet());
    }

    public Optional<Bytes> content(String key) {
        return Optional.ofNullable(objects.get(key)).map(StoredObject::content);
    }

    public void overwrite(String key, byte[] content) {
        objects.put(key, stored(Bytes.copyOf(content)));
    }

    void remove(String key) {
        objects.remove(key);
    }

    /** All that is there now. */
    public Map<String, Bytes> copy() {
        var copy = new TreeMap<String, Bytes>();
        objects.forEach((key, object) -> copy.put(key, object.content()));
        return copy;
    }

    /** Puts back what was there when a copy was made. */
    public void restore(Map<String, Bytes> copy) {
        objects.clear();
        copy.forEach((key, content) -> objects.put(key, stored(content)));
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    public void forgetCalls() {
        calls.clear();
    }

    private record Reply(int status, Optional<String> tag, Bytes body) {
        static Reply error(int status, String code) {
            var text = "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code></Error>";
            return new Reply(status, Optional.empty(), utf8(text));
        }
    }

    /** What a request does, whether its answer is sent or not. */
    @FunctionalInterface
    private interface Action {
        Reply run();
    }

    private void serve(HttpExchange exchange) {
        try (exchange) {
            var body = Bytes.view(exchange.getRequestBody().readAllBytes());
            var path = exchange.getRequestURI().getPath();
            var key = path.startsWith("/" + BUCKET + "/") ? path.substring(BUCKET.length() + 2) : "";
            var call = new Call(exchange.getRequestMethod(), key);
            calls.add(call);
            Action action = () -> reply(exchange, call, body);
            if (!isSigned(exchange, body)) {
                send(exchange, Reply.error(403, "SignatureDoesNotMatch"));
                return;
            }
            if (!path.equals("/" + BUCKET) && !path.startsWith("/" + BUCKET + "/")) {
                send(exchange, Reply.error(404, "NoSuchBucket"));
                return;
            }
            serve(exchange, breaks.of(call), action);
        } catch (IOException e) {
            // Whoever asked has gone.
            exchange.close();
        }
    }

    private void serve(HttpExchange exchange, Fault fault, Action action) throws IOException {
        switch (fault) {
            case NONE -> send(exchange, action.run());
            case LOST_REQUEST -> exchange.close();
            case LOST_ANSWER -> action.run();
            case LATE -> late.add(action::run);
            case FAILS -> send(exchange, Reply.error(500, "InternalError"));
            case FAILS_AFTERWARDS -> {
                action.run();
                send(exchange, Reply.error(503, "SlowDown"));
            }
            case CONFLICT -> send(exchange, Reply.error(409, "ConditionalRequestConflict"));
            case DENIED -> send(exchange, Reply.error(403, "AccessDenied"));
            case STOPS_SHORT -> {
                var reply = action.run();
                exchange.getResponseHeaders().set("ETag", reply.tag().orElse(""));
                exchange.sendResponseHeaders(reply.status(), reply.body().size() + 100L);
                exchange.getResponseBody().write(reply.body().toArray());
            }
            case HANGS -> rest(60_000);
        }
    }

    private Reply reply(HttpExchange exchange, Call call, Bytes body) {
        return switch (call.method()) {
            case "PUT" -> put(call.key(), body, header(exchange, "If-None-Match"), header(exchange, "If-Match"));
            case "DELETE" -> {
                objects.remove(call.key());
                yield new Reply(204, Optional.empty(), Bytes.EMPTY);
            }
            case "GET", "HEAD" -> call.key().isEmpty() ? list(exchange) : get(call.key());
            default -> Reply.error(405, "MethodNotAllowed");
        };
    }

    private Reply get(String key) {
        var found = objects.get(key);
        return found == null
                ? Reply.error(404, "NoSuchKey")
                : new Reply(200, Optional.of(found.tag()), found.content());
    }

    private Reply put(String key, Bytes body, Optional<String> noneMatch, Optional<String> match) {
        var isRacy = noneMatch.isPresent() && broken == Promise.ATOMIC_CREATE
                || match.isPresent() && broken == Promise.ATOMIC_REPLACE;
        if (isRacy) {
            var refused = refusal(key, noneMatch, match);
            rest(3);
            return refused.orElseGet(() -> write(key, body));
        }
        synchronized (objects) {
            return refusal(key, noneMatch, match).orElseGet(() -> write(key, body));
        }
    }

    private Optional<Reply> refusal(String key, Optional<String> noneMatch, Optional<String> match) {
        var there = Optional.ofNullable(objects.get(key));
        if (noneMatch.isPresent() && there.isPresent() && broken != Promise.IF_NONE_MATCH) {
            return Optional.of(Reply.error(412, "PreconditionFailed"));
        }
        if (match.isPresent() && there.isEmpty() && broken != Promise.IF_MATCH_OF_NOTHING) {
            return Optional.of(Reply.error(404, "NoSuchKey"));
        }
        var isOther =
                match.isPresent() && there.isPresent() && !there.get().tag().equals(match.get());
        return isOther && broken != Promise.IF_MATCH
                ? Optional.of(Reply.error(412, "PreconditionFailed"))
                : Optional.empty();
    }

    private Reply write(String key, Bytes body) {
        var object = stored(body);
        objects.put(key, object);
        return new Reply(200, Optional.of(object.tag()), Bytes.EMPTY);
    }

    private static StoredObject stored(Bytes content) {
        try {
            var tag = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content.toArray()));
            return new StoredObject(content, "\"" + tag + "\"");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Reply list(HttpExchange exchange) {
        var query = query(exchange.getRequestURI().getRawQuery());
        var prefix = query.getOrDefault("prefix", "");
        var after = query.getOrDefault("continuation-token", "");
        var found = objects.keySet().stream()
                .filter(key -> key.startsWith(prefix) && key.compareTo(after) > 0)
                .toList();
        var text = new StringBuilder("<?xml version=\"1.0\"?>\n<ListBucketResult xmlns=\"x\"><Name>logs</Name><Prefix>"
                + prefix + "</Prefix>");
        var shown = found.subList(0, Math.min(page, found.size()));
        var folders = new ArrayList<String>();
        for (var key : shown) {
            var end = query.containsKey("delimiter") ? key.indexOf('/', prefix.length()) : -1;
            if (end >= 0) {
                folders.add(key.substring(0, end + 1));
            } else {
                text.append("<Contents><Key>").append(key).append("</Key><ETag>&#34;0&#34;</ETag></Contents>");
            }
        }
        folders.stream()
                .distinct()
                .forEach(folder ->
                        text.append("<CommonPrefixes><Prefix>").append(folder).append("</Prefix></CommonPrefixes>"));
        var isCut = shown.size() < found.size();
        text.append("<IsTruncated>").append(isCut).append("</IsTruncated>");
        if (isCut) {
            text.append("<NextContinuationToken>").append(shown.getLast()).append("</NextContinuationToken>");
        }
        text.append("</ListBucketResult>");
        return new Reply(200, Optional.empty(), utf8(text.toString()));
    }

    /** Signs what arrived as the client should have, which shows that it has sent what it signed. */
    private static boolean isSigned(HttpExchange exchange, Bytes body) {
        var time = header(exchange, "X-Amz-Date").orElse("");
        var authorization = header(exchange, "Authorization").orElse("");
        var names = authorization.replaceAll(".*SignedHeaders=([^,]*),.*", "$1").split(";", -1);
        var headers = new TreeMap<String, String>();
        Arrays.stream(names)
                .filter(name -> !name.equals("x-amz-date") && !name.equals("x-amz-content-sha256"))
                .forEach(name -> headers.put(name, header(exchange, name).orElse("")));
        var request = new SignedRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                new TreeMap<>(query(exchange.getRequestURI().getRawQuery())),
                headers,
                Hash.sha256(body.toArray()));
        return !time.isEmpty()
                && new Signing(REGION, CREDENTIALS)
                        .headers(request, TIME.parse(time, Instant::from))
                        .get("authorization")
                        .equals(authorization);
    }

    private static Map<String, String> query(String raw) {
        var parts = new TreeMap<String, String>();
        if (raw != null) {
            for (var part : raw.split("&", -1)) {
                var sides = part.split("=", 2);
                parts.put(sides[0], URLDecoder.decode(sides[1].replace("+", "%2B"), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        reply.tag().ifPresent(tag -> exchange.getResponseHeaders().set("ETag", tag));
        var hasBody = !reply.body().isEmpty() && !exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(reply.status(), hasBody ? reply.body().size() : -1);
        if (hasBody) {
            exchange.getResponseBody().write(reply.body().toArray());
        }
    }

    private static Bytes utf8(String text) {
        return Bytes.view(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void rest(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
