/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Where each setting comes from: flag before environment before credential before file before default. */
final class Sources {

    /** @param given false for a default, which does not count as an answer where one is required */
    record Value(String text, Place place, boolean given, ListForm form) {}

    /** How a list is written: with commas on a command line, with blanks elsewhere. */
    enum ListForm {
        COMMAS,
        BLANKS
    }

    private final Map<Setting, Value> values = new EnumMap<>(Setting.class);

    /** What is not among the program's settings has its default, whatever is said elsewhere. */
    static Sources of(
            Program program,
            Map<String, String> flags,
            Map<String, String> environment,
            Map<String, Value> file,
            Problems problems) {
        var sources = new Sources();
        var credentials = Credentials.read(environment, problems);
        for (var setting : Setting.values()) {
            var value = program.settings().contains(setting)
                    ? find(setting, flags, environment)
                            .or(() -> Optional.ofNullable(credentials.get(setting)))
                            .or(() ->
                                    Optional.ofNullable(file.get(setting.flag().toLowerCase(Locale.ROOT))))
                    : Optional.<Value>empty();
            sources.values.put(setting, value.orElseGet(() -> byDefault(setting)));
        }
        refuseWhatIsNotHere(environment, file, problems);
        return sources;
    }

    Value of(Setting setting) {
        return Objects.requireNonNull(values.get(setting), "every setting has at least its default");
    }

    private static Optional<Value> find(Setting setting, Map<String, String> flags, Map<String, String> environment) {
        var flag = flags.get(setting.flag());
        if (flag != null) {
            return Optional.of(new Value(flag, new Place("--" + setting.flag()), true, ListForm.COMMAS));
        }
        for (var name : variables(setting)) {
            // An empty variable is no answer: container manifests set them for what they leave open.
            var value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return Optional.of(new Value(value, new Place(name), true, ListForm.BLANKS));
            }
        }
        return Optional.empty();
    }

    private static Value byDefault(Setting setting) {
        return new Value(setting.byDefault(), new Place("--" + setting.flag()), false, ListForm.COMMAS);
    }

    private static List<String> variables(Setting setting) {
        return List.of(setting.bullaVariable(), setting.originalVariable(), setting.originalVariableForShells());
    }

    private static void refuseWhatIsNotHere(
            Map<String, String> environment, Map<String, Value> file, Problems problems) {
        NotHere.FLAGS.forEach((flag, instead) -> {
            var upper = flag.toUpperCase(Locale.ROOT);
            Stream.of(upper, upper.replace('-', '_'))
                    .distinct()
                    .map("FULCIO_SERVE_"::concat)
                    .filter(name -> !environment.getOrDefault(name, "").isEmpty())
                    .forEach(name -> problems.add(new Place(name), "is not supported: " + instead));
            var written = file.get(flag);
            if (written != null) {
                problems.add(written.place(), "\"" + flag + "\" is not supported: " + instead);
            }
        });
    }
}
