/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.fault.ErrorPage;
import dev.bulla.ca.fault.Step;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why there is no certificate, in words that say nothing of what the token or the configuration holds.
 *
 * @param name   a word for programs, from a closed set
 * @param step   what was being done
 * @param advice what the requester can do about it
 */
record Reason(String name, Step step, String advice) {

    Reason at(Step step) {
        return new Reason(name, step, advice);
    }

    /** What stands beside the name, in the order in which people read it. */
    Map<String, String> metadata() {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("step", step.words());
        metadata.put("advice", advice);
        metadata.put("see", ErrorPage.place(name));
        return metadata;
    }
}
