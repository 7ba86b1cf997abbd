/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the settings of a server say about where its parts lie: what somebody needs who wants to have it elsewhere.
 *
 * @param data  the folder for all state
 * @param audit where the audit trail is, if that is a file
 * @param files the settings file itself, and those that settings name
 */
public record NamedFiles(Path data, Optional<Path> audit, List<Named> files) {
    private static final List<Setting> SECRET = List.of(
            Setting.FILECA_KEY,
            Setting.TSA_KEY,
            Setting.LOG_KEY,
            Setting.LOG_NOTE_KEYS,
            Setting.TLS_KEY,
            Setting.GRPC_TLS_KEY,
            Setting.ADMIN_TLS_KEY,
            Setting.LOG_S3_CREDENTIALS);

    private static final List<Setting> OPEN = List.of(
            Setting.CONFIG_PATH,
            Setting.CT_LOG_PUBLIC_KEY_PATH,
            Setting.CT_LOG_TLS_CA_CERT,
            Setting.FILECA_CERT,
            Setting.TSA_CHAIN,
            Setting.TLS_CERTIFICATE,
            Setting.TLS_CLIENT_CA,
            Setting.GRPC_TLS_CERTIFICATE,
            Setting.GRPC_TLS_CLIENT_CA,
            Setting.LOG_TLS_CLIENT_CA,
            Setting.ADMIN_TLS_CERTIFICATE,
            Setting.ADMIN_TLS_CLIENT_CA,
            Setting.LOG_WITNESS_POLICY,
            Setting.LOG_ACCEPTED_ROOTS,
            Setting.TRUST_MERGE);

    /** Those that are rotated, with the pair that is to follow and the one before in folders beside them. */
    private static final Set<Setting> ROTATED =
            Set.of(Setting.FILECA_CERT, Setting.FILECA_KEY, Setting.TSA_CHAIN, Setting.TSA_KEY);

    private static final Set<Setting> LISTS =
            Set.of(Setting.LOG_NOTE_KEYS, Setting.LOG_ACCEPTED_ROOTS, Setting.TRUST_MERGE);

    public NamedFiles {
        files = List.copyOf(files);
    }

    /**
     * A file or a folder.
     *
     * @param isSecret   whether whoever has it can sign, or get in
     * @param isOptional whether it need not be there
     */
    public record Named(Path path, boolean isSecret, boolean isOptional) {}

    /**
     * @param flags what the command line sets, by flag name
     * @param file  that of {@code --config}, if there is one
     */
    public static NamedFiles read(
            Map<String, String> flags, Map<String, String> environment, Optional<Path> file, Problems problems) {
        var values = SettingsReader.values(Program.ANY, flags, environment, file, problems);
        var data = Path.of(values.text(Setting.DATA));
        var named = new ArrayList<Named>();
        file.ifPresent(path -> {
            named.add(new Named(path, false, false));
            SECRET.forEach(setting -> add(values, setting, true, named));
            OPEN.forEach(setting -> add(values, setting, false, named));
        });
        return new NamedFiles(data, SettingsReader.auditFile(values), named);
    }

    /** A default that nobody has written is none of a server that does without. */
    private static void add(SettingValues values, Setting setting, boolean isSecret, List<Named> named) {
        if (!values.of(setting).given()) {
            return;
        }
        var paths = LISTS.contains(setting) ? values.words(setting) : List.of(values.text(setting));
        for (var path : paths.stream().filter(it -> !it.isEmpty()).map(Path::of).toList()) {
            named.add(new Named(path, isSecret, false));
            if (ROTATED.contains(setting)) {
                var name = String.valueOf(path.getFileName());
                for (var folder : List.of("next", "previous")) {
                    named.add(new Named(path.resolveSibling(folder).resolve(name), isSecret, true));
                }
            }
        }
    }
}
