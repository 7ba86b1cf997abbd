/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import java.util.regex.Pattern;

/** How log lines look: for people on standard output, or the original's JSON keys on standard error. */
public final class LogLines {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneId.systemDefault());

    /** What they say at start is ours to say. Kept here, since a logger that nobody holds forgets its level. */
    private static final List<Logger> LIBRARIES = List.of(Logger.getLogger("io.helidon"), Logger.getLogger("io.grpc"));

    private static final Logger GRPC_TRANSPORT = Logger.getLogger("io.grpc.netty.shaded.io.grpc.netty");

    private LogLines() {}

    /** Replaces whatever the logging of the JDK was set up with. */
    public static void install(boolean json) {
        install(json ? handler(System.err, new Json()) : handler(System.out, new Text()));
    }

    /** The lines for people, to somewhere else than standard output. */
    public static void installTo(PrintStream stream) {
        install(handler(stream, new Text()));
    }

    private static void install(Handler only) {
        var root = Logger.getLogger("");
        for (var handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.addHandler(only);
        root.setLevel(Level.INFO);
        LIBRARIES.forEach(library -> library.setLevel(Level.WARNING));
        // It shows a stack trace for every message of a client that is too large.
        GRPC_TRANSPORT.setLevel(Level.SEVERE);
    }

    private static Handler handler(PrintStream stream, Formatter formatter) {
        var handler = new StreamHandler(stream, formatter) {
            @Override
            public void publish(LogRecord entry) {
                super.publish(entry);
                flush();
            }
        };
        handler.setLevel(Level.ALL);
        return handler;
    }

    private static String severity(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return "error";
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return "warn";
        }
        return level.intValue() >= Level.INFO.intValue() ? "info" : "debug";
    }

    private static String stackTrace(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static final class Json extends Formatter {
        @Override
        public String format(LogRecord entry) {
            var line = new JsonLine()
                    .with("severity", severity(entry.getLevel()))
                    .with("ts", epochSeconds(entry.getInstant()))
                    .with("caller", String.valueOf(entry.getLoggerName()))
                    .with("message", formatMessage(entry));
            if (entry.getThrown() != null) {
                line.with("stacktrace", stackTrace(entry.getThrown()));
            }
            return line.end();
        }

        private static double epochSeconds(Instant instant) {
            return instant.toEpochMilli() / 1e3;
        }
    }

    private static final class Text extends Formatter {
        /** Controls, ends of lines of other alphabets, and marks that turn the direction of reading. */
        private static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\u2028-\\u202e\\u2066-\\u2069]");

        @Override
        public String format(LogRecord entry) {
            var thrown = entry.getThrown() == null ? "" : stackTrace(entry.getThrown());
            var message = harmless(formatMessage(entry));
            return CLOCK.format(entry.getInstant()) + " " + severity(entry.getLevel()) + " " + message + "\n" + thrown;
        }

        /** One line per entry, which can neither end the line nor steer a terminal, whatever a message contains. */
        private static String harmless(String message) {
            return STEERING.matcher(message.replace("\r", "\\r").replace("\n", "\\n"))
                    .replaceAll(
                            found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
        }
    }
}
