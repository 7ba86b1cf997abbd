/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.template;

import java.util.ArrayList;
import java.util.List;

/** A template with a name, which others call. It may be called before it is defined, so it is filled in when that happens. */
final class Definition {
    private final List<Step> steps = new ArrayList<>();
    private int variables;
    private boolean defined;

    /** Takes this body, unless it had one that says something. False if both do. */
    boolean define(List<Step> body, int slots) {
        if (says(steps)) {
            return !says(body);
        }
        steps.clear();
        steps.addAll(body);
        variables = slots;
        defined = true;
        return true;
    }

    List<Step> steps() {
        return steps;
    }

    int variables() {
        return variables;
    }

    boolean isDefined() {
        return defined;
    }

    /** Whether it says something. What only holds blanks and comments may be defined again. */
    private static boolean says(List<Step> body) {
        return body.stream().anyMatch(step -> !(step instanceof Step.Text(var text)) || !text.isBlank());
    }
}
