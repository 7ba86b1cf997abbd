/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

/** What a command tells the shell. */
final class ExitCode {
    static final int OK = 0;
    /** It was asked properly and did not work out. */
    static final int FAILED = 1;
    /** The command line makes no sense. */
    static final int USAGE = 2;
    /** A log that is watched has forked, lies or has fallen silent. */
    static final int LOG_MISBEHAVES = 3;
    /** A signature is not to be relied on. */
    static final int UNTRUSTED = 4;
    /** There is no server; the number is EX_UNAVAILABLE of sysexits. */
    static final int NOBODY_ANSWERS = 69;
    /** The configuration makes no sense; the number is EX_CONFIG of sysexits. */
    static final int CONFIGURATION = 78;

    private ExitCode() {}
}
