/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import dev.bulla.ca.bench.FloorOperations.CaKey;
import dev.bulla.ca.bench.FloorOperations.Work;
import dev.bulla.ca.crypto.Crypto;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The bare cryptography of a walk, as {@code bulla bench floor} measures it, to be seen beside the steps that need it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Floor {

    /** What is the same for every authority. */
    @State(Scope.Benchmark)
    public static class ForAll {
        private Work verifyToken;
        private Work readKey;
        private Work verifyProof;
        private Work signPromise;
        private Work verifyPromise;

        @Setup
        public void open() throws GeneralSecurityException {
            var named = worksWith(CaKey.P256);
            verifyToken = named.apply("token: RS256 verify");
            readKey = named.apply("key: read, on its curve");
            verifyProof = named.apply("proof: ES256 verify");
            signPromise = named.apply("log: sign the promise");
            verifyPromise = named.apply("log: verify the promise");
        }
    }

    /** What the key of the CA decides. */
    @State(Scope.Benchmark)
    public static class ForKey {
        @Param({"P256", "P384"})
        public String key = "P256";

        private Work sign;
        private Work verify;

        @Setup
        public void open() throws GeneralSecurityException {
            var named = worksWith(CaKey.valueOf(key));
            sign = named.apply("CA: sign (both)");
            verify = named.apply("CA: verify the final");
        }
    }

    private static Function<String, Work> worksWith(CaKey key) throws GeneralSecurityException {
        var operations = new FloorOperations(Crypto.fastest()).with(key);
        return name -> operations.stream()
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the floor has no operation " + name))
                .work();
    }

    /** RS256. */
    @Benchmark
    public boolean verifyToken(ForAll work) throws GeneralSecurityException {
        return work.verifyToken.run();
    }

    /** With the check that its point lies on the curve. */
    @Benchmark
    public boolean readKey(ForAll work) throws GeneralSecurityException {
        return work.readKey.run();
    }

    /** ES256. */
    @Benchmark
    public boolean verifyProof(ForAll work) throws GeneralSecurityException {
        return work.verifyProof.run();
    }

    @Benchmark
    public boolean signPromise(ForAll work) throws GeneralSecurityException {
        return work.signPromise.run();
    }

    @Benchmark
    public boolean verifyPromise(ForAll work) throws GeneralSecurityException {
        return work.verifyPromise.run();
    }

    /** Once. A walk signs twice. */
    @Benchmark
    public boolean sign(ForKey work) throws GeneralSecurityException {
        return work.sign.run();
    }

    @Benchmark
    public boolean verify(ForKey work) throws GeneralSecurityException {
        return work.verify.run();
    }
}
