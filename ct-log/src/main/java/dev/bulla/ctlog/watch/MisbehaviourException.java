/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import java.io.Serial;

/** The log did what no honest one would. Nothing that it said since the last verified head is believed. */
public final class MisbehaviourException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Misbehaviour misbehaviour;

    public MisbehaviourException(Misbehaviour misbehaviour) {
        super(misbehaviour.fault().meaning());
        this.misbehaviour = misbehaviour;
    }

    public Misbehaviour misbehaviour() {
        return misbehaviour;
    }
}
