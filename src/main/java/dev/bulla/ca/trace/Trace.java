/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trace;

/** What is told of one request. Where nobody follows it, nobody hears. */
public sealed interface Trace permits Following, PassedOn, Unfollowed {
    /** Of the request that the running thread answers. */
    static Trace current() {
        return Following.CURRENT.orElse(none());
    }

    /** Of a request that nobody follows. */
    static Trace none() {
        return Unfollowed.UNFOLLOWED;
    }

    /** Does what belongs to the request. */
    default void within(Runnable work) {
        ScopedValue.where(Following.CURRENT, this).run(work);
    }

    /**
     * Another server is about to be asked.
     *
     * @param method of HTTP
     */
    OutgoingCall calls(String method);

    /** How far it came on its way to a certificate. The last word counts until the answer is sent. */
    default void walked(Walk walk) {}

    /** It was answered, or left by its client. What is done for it afterwards is told later. */
    default void answered(TracedAnswer answer) {}
}
