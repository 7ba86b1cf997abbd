/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/** Tells what happens, step by step, to somebody who sees it for the first time. */
final class DemoStory {
    private static final String MARGIN = "   ";

    private final PrintWriter out;
    private int steps;

    DemoStory(PrintWriter out) {
        this.out = out;
    }

    /** Says what is done and why it matters, does it, and says how it ended. After a failure nothing is left to tell. */
    <T> T step(String title, String why, Callable<T> step) {
        steps++;
        out.printf("%n%d. %s%n", steps, title);
        why.lines().forEach(line -> out.println(MARGIN + line));
        out.flush();
        try {
            var result = step.call();
            out.println(MARGIN + "ok");
            out.flush();
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("interrupted");
        } catch (Exception e) {
            throw failed(String.valueOf(e.getMessage()));
        }
    }

    /** One thing that the step found. */
    void fact(String name, Object value) {
        out.printf("%s  %-18s%s%n", MARGIN, name, value);
    }

    void say(String text) {
        out.println(text);
        out.flush();
    }

    private CommandFailedException failed(String why) {
        out.println(MARGIN + "FAILED: " + why);
        out.flush();
        return new CommandFailedException("step " + steps + " failed");
    }
}
