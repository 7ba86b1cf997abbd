/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

/** Keeps what a listener throws away from the sequencer: nobody's metrics may stop a log. */
record HarmlessEvents(SequencerEvents listener) implements SequencerEvents {

    @Override
    public void committed(int entries, Timing timing) {
        tell(() -> listener.committed(entries, timing));
    }

    @Override
    public void stopped(Trouble why, String detail) {
        tell(() -> listener.stopped(why, detail));
    }

    @Override
    public void resumed(Trouble wasWhy) {
        tell(() -> listener.resumed(wasWhy));
    }

    @Override
    public void orphaned(Place place) {
        tell(() -> listener.orphaned(place));
    }

    @Override
    public void exportFailed(String detail) {
        tell(() -> listener.exportFailed(detail));
    }

    @Override
    public void exported(long size) {
        tell(() -> listener.exported(size));
    }

    private static void tell(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException e) {
            System.getLogger(SequencerEvents.class.getName())
                    .log(System.Logger.Level.WARNING, "a listener of the log failed", e);
        }
    }
}
