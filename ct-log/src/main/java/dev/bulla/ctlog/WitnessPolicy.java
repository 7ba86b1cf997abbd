/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.NoteKey;
import dev.bulla.ctlog.witness.InvalidPolicyException;
import dev.bulla.ctlog.witness.Policy;
import dev.bulla.ctlog.witness.PolicyReader;
import java.net.URI;
import java.security.Provider;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which logs and which witnesses count, and how many witnesses are enough (C2SP tlog-policy). */
public final class WitnessPolicy {
    private final Policy policy;
    private final Provider provider;

    private WitnessPolicy(Policy policy, Provider provider) {
        this.policy = policy;
        this.provider = provider;
    }

    /**
     * The policy in a file.
     *
     * @param provider verifies with the keys in it
     */
    public static WitnessPolicy parse(byte[] file, Provider provider) throws UnusablePolicyException {
        try {
            return new WitnessPolicy(PolicyReader.read(Bytes.copyOf(file), provider), provider);
        } catch (InvalidPolicyException e) {
            throw new UnusablePolicyException(e.problems(), e);
        }
    }

    /**
     * A log or a witness.
     *
     * @param name a log's origin, or what the policy calls a witness
     * @param key  as verifiers are told of it
     */
    public record Member(String name, String key, Optional<URI> url) {}

    public List<Member> logs() {
        return policy.logs().stream()
                .map(log -> new Member(log.key().name(), log.key().text(), log.url()))
                .toList();
    }

    public List<Member> witnesses() {
        return policy.witnesses().stream()
                .map(witness -> new Member(witness.name(), witness.key().note().text(), witness.url()))
                .toList();
    }

    /** Whether enough witnesses can be asked. */
    public boolean canBeMet() {
        return policy.isMetBy(policy.witnesses().stream()
                .filter(witness -> witness.url().isPresent())
                .map(Policy.Witness::name)
                .collect(Collectors.toSet()));
    }

    /** What verifies with the keys. */
    Provider provider() {
        return provider;
    }

    Policy policy() {
        return policy;
    }

    List<NoteKey> logKeys() {
        return policy.logs().stream().map(Policy.Log::key).toList();
    }
}
