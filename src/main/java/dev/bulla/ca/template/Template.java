/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.template;

/** A template that compiled. It holds nothing that filling it changes. */
public final class Template {
    private final Definition main;

    private Template(Definition main) {
        this.main = main;
    }

    /** Throws {@link InvalidTemplateException} with the place of the trouble. */
    public static Template compile(String text) {
        if (text.isBlank()) {
            throw new InvalidTemplateException("the template is blank", text, 0);
        }
        return new Template(new TemplateParser(text).parse());
    }

    /** Throws {@link UnfillableException} if these values do not do. */
    public String fill(Data data) {
        var filling = Filling.of(data, main.variables());
        Step.takeAll(main.steps(), filling);
        return filling.written();
    }
}
