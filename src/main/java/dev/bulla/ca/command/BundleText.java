/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.bundle.Bundle;
import dev.bulla.ca.bundle.Signer;
import dev.bulla.ca.bundle.Statement;
import dev.bulla.ca.bundle.UntrustedBundleException;
import dev.bulla.ca.bundle.Verified;
import dev.bulla.ca.x509.Extension;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** What is told of a bundle. */
final class BundleText {
    private BundleText() {}

    /** Of one that was made. */
    static String made(Bundle bundle, Path file) {
        var inspection = Inspection.of(bundle.certificate());
        var name = inspection.extensions().stream()
                .filter(extension -> extension.name().equals("subject alternative name"))
                .map(ExtensionText::value)
                .collect(Collectors.joining());
        return "signed as %s%nwritten to %s%n".formatted(Inspection.printable(name), file);
    }

    /** Of one that was verified. */
    static String text(Verified verified) {
        var lines = new LinkedHashMap<String, String>();
        lines.put("signed by", String.join(", ", verified.signer().names()));
        lines.put("vouched for by", verified.signer().issuer());
        lines.put(
                "signed at", verified.moments().stream().map(Instant::toString).collect(Collectors.joining(", ")));
        lines.put("promised by", logs(verified.promises(), "certificates"));
        lines.put("recorded by", logs(verified.entries(), "signatures"));
        verified.statement().map(Statement::predicateType).ifPresent(type -> lines.put("statement", type));
        var text = new StringBuilder("verified\n");
        lines.forEach((name, value) ->
                text.append("  %-17s%s%n".formatted(name + ":", value.isEmpty() ? "-" : Inspection.printable(value))));
        return text.toString();
    }

    private static String logs(int number, String of) {
        return number == 0 ? "" : "%d %s of %s".formatted(number, number == 1 ? "log" : "logs", of);
    }

    static String json(Verified verified) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("verified", true);
        fields.put("identity", verified.signer().names());
        fields.put("issuer", verified.signer().issuer());
        fields.put("times", verified.moments().stream().map(Instant::toString).toList());
        fields.put("promises", verified.promises());
        fields.put("entries", verified.entries());
        fields.put("digest", verified.digest().toString());
        verified.statement().map(Statement::predicateType).ifPresent(type -> fields.put("predicateType", type));
        fields.put("build", build(verified.signer()));
        return JsonMapper.shared().writeValueAsString(fields) + "\n";
    }

    private static Map<String, String> build(Signer signer) {
        var build = new LinkedHashMap<String, String>();
        for (var extension : Extension.values()) {
            var value = signer.build().get(extension);
            if (value != null) {
                build.put(extension.name().toLowerCase(Locale.ROOT).replace('_', '-'), value);
            }
        }
        return build;
    }

    static String json(UntrustedBundleException problem) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("verified", false);
        fields.put("reason", problem.reason().name());
        fields.put("message", String.valueOf(problem.getMessage()));
        return JsonMapper.shared().writeValueAsString(fields) + "\n";
    }
}
