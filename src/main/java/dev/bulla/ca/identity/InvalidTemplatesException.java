/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import dev.bulla.ca.template.InvalidTemplateException;
import dev.bulla.ca.x509.Extension;
import java.util.List;
import java.util.Optional;

/** Everything that is wrong with the templates of one provider, so that an operator mends it in one go. */
public final class InvalidTemplatesException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    InvalidTemplatesException(List<Problem> problems) {
        super(problems.size() + " templates are unusable");
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    /**
     * One template that does not compile.
     *
     * @param extension whose template it is; empty for that of the subject alternative name
     * @param fault     what is wrong, and where in the template
     */
    public record Problem(Optional<Extension> extension, InvalidTemplateException fault) {}
}
