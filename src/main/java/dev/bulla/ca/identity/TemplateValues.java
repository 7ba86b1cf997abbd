/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import dev.bulla.ca.template.Data;
import dev.bulla.ca.token.Claim;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the template of one field of a certificate may name: the claims of a token, and defaults for what it lacks.
 *
 * <p>A claim becomes text when a template asks for it and not before: a token has many more claims than templates name.
 *
 * @param field  the field's name in error texts
 * @param issuer who signed the token, for error texts
 */
record TemplateValues(String field, String issuer, Map<String, Claim> claims, Map<String, String> defaults)
        implements Data {

    /** The value of a claim, else of a default. A {@code null} in the token does not hide the default. */
    @Override
    public Optional<String> find(String name) {
        return switch (claims.get(name)) {
            case null -> Optional.ofNullable(defaults.get(name));
            case Claim.Null none -> Optional.ofNullable(defaults.get(name));
            case Claim claim -> Optional.of(ClaimText.of(claim));
        };
    }

    @Override
    public SortedMap<String, String> all() {
        var all = new TreeMap<String, String>(ClaimText.BY_OCTETS);
        all.putAll(defaults);
        claims.keySet().forEach(name -> find(name).ifPresent(text -> all.put(name, text)));
        return all;
    }

    /** The value that a whole field consists of. The sentence is known to clients and kept to the byte. */
    String requireAsField(String name) {
        return find(name)
                .orElseThrow(() ->
                        new UnmappableException("""
                value <%s> not present in either claims or defaults. {
                \t"ExtensionName": %s,
                \t"Issuer": %s
                }""".formatted(name, JsonText.quote(field), JsonText.quote(issuer))));
    }
}
