/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import java.time.Duration;

/** Who wants to know how the witnesses of a log fare. A port. Calls must be quick and must not throw. */
public interface WitnessEvents {

    /** A witness was asked. */
    void asked(String witness, Outcome outcome, Duration took);

    /** Enough witnesses have signed a checkpoint of this size, and it is kept. */
    void witnessed(long size);

    /** What enough witnesses have signed cannot be kept, and so is not shown. */
    void notKept(String detail);

    /** A witness has signed what contradicts our log: nothing must be promised any more. */
    void contradicted(String detail);

    /** No witness contradicts us any more. */
    void agreed();

    /** For longer than is bearable too few witnesses have signed. */
    void lacking(String detail);

    /** Enough witnesses sign. */
    void sufficient();
}
