/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.NoteKey;
import dev.bulla.ctlog.witness.PolicyLine.Fault;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads a policy file (C2SP tlog-policy), and tells everything that is wrong with it at once. */
public final class PolicyReader {
    private static final int LARGEST = 1 << 16;
    private static final int MOST_LINES = 1000;
    private static final String NONE = "none";

    private final Provider provider;
    private final List<String> problems = new ArrayList<>();
    private final List<Policy.Log> logs = new ArrayList<>();
    private final List<Policy.Witness> witnesses = new ArrayList<>();
    private final Map<Bytes, Integer> logKeys = new HashMap<>();
    private final Map<Bytes, Integer> witnessKeys = new HashMap<>();
    private final Map<String, Named> names = new HashMap<>();
    private final Map<String, Integer> members = new HashMap<>();
    private Optional<Quorum> quorum = Optional.empty();

    /** What a name stands for, and since which line. */
    private record Named(Quorum quorum, int line) {}

    private PolicyReader(Provider provider) {
        this.provider = provider;
    }

    /** @param provider verifies with the keys of the policy */
    public static Policy read(Bytes file, Provider provider) throws InvalidPolicyException {
        var reader = new PolicyReader(provider);
        reader.lines(file);
        if (reader.quorum.isEmpty() && reader.problems.isEmpty()) {
            reader.problems.add("there is no quorum line; \"quorum none\" asks for no cosignature");
        }
        if (!reader.problems.isEmpty()) {
            throw new InvalidPolicyException(reader.problems);
        }
        return new Policy(reader.logs, reader.witnesses, reader.quorum.orElseThrow());
    }

    private void lines(Bytes file) {
        if (file.size() > LARGEST) {
            problems.add("a policy of " + file + " is larger than any that is read");
            return;
        }
        var lines = text(file).split("\n", -1);
        if (lines.length > MOST_LINES) {
            problems.add("a policy of more than " + MOST_LINES + " lines");
            return;
        }
        for (var number = 1; number <= lines.length; number++) {
            line(number, lines[number - 1]);
        }
    }

    /** Names are octets. As UTF-8, or else one character for each, two are the same text if they are the same octets. */
    private static String text(Bytes file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file.toArray()))
                    .toString();
        } catch (CharacterCodingException _) {
            return new String(file.toArray(), StandardCharsets.ISO_8859_1);
        }
    }

    private void line(int number, String text) {
        var bare = text.replace('\t', ' ').replaceAll("^ +| +$", "");
        if (bare.isEmpty() || bare.startsWith("#")) {
            return;
        }
        try {
            if (bare.chars().anyMatch(it -> it < ' ' || it == 0x7f)) {
                throw new Fault("has a control character; lines end with a newline alone");
            }
            said(new PolicyLine(number, List.of(bare.split(" +"))));
        } catch (Fault fault) {
            problems.add("line " + number + ": " + fault.getMessage());
        }
    }

    private void said(PolicyLine line) {
        switch (line.kind()) {
            case "log" -> log(line);
            case "witness" -> witness(line);
            case "group" -> group(line);
            case "quorum" -> quorum(line);
            default -> throw new Fault("begins with none of log, witness, group and quorum");
        }
    }

    private void log(PolicyLine line) {
        line.expect(1, 2, "log KEY [URL]");
        var key = key(line.word(1));
        if (key.type() != NoteKey.ED25519) {
            throw new Fault("the key of a log must be one of Ed25519 that signs notes (type 01), not of type %02x"
                    .formatted(key.type()));
        }
        checked(() -> EdwardsKey.of(key, provider));
        unique(logKeys, key, line);
        logs.add(new Policy.Log(key, url(line, 2)));
    }

    private void witness(PolicyLine line) {
        line.expect(2, 3, "witness NAME KEY [URL]");
        var key = key(line.word(2));
        var witness = checked(() -> WitnessKey.of(key, provider));
        unique(witnessKeys, key, line);
        name(line, new Quorum.Single(line.word(1)));
        witnesses.add(new Policy.Witness(line.word(1), witness, url(line, 3)));
    }

    private void group(PolicyLine line) {
        line.expect(3, MOST_LINES, "group NAME all|any|NUMBER MEMBER...");
        var parts = line.from(3);
        var needed = needed(line.word(2), parts.size());
        var quorums = new ArrayList<Quorum>();
        for (var part : parts) {
            quorums.add(defined(part));
            var earlier = members.putIfAbsent(part, line.number());
            if (earlier != null) {
                throw new Fault("\"" + part + "\" is a member of a group already, in line " + earlier);
            }
        }
        name(line, new Quorum.Group(needed, quorums));
    }

    private static int needed(String word, int members) {
        return switch (word) {
            case "any" -> 1;
            case "all" -> members;
            default -> {
                if (!word.matches("[1-9][0-9]{0,3}") || Integer.parseInt(word) > members) {
                    throw new Fault(
                            "how many of the %d members are needed must be \"all\", \"any\" or a number from 1 to %d"
                                    .formatted(members, members));
                }
                yield Integer.parseInt(word);
            }
        };
    }

    private void quorum(PolicyLine line) {
        line.expect(1, 1, "quorum NAME|none");
        if (quorum.isPresent()) {
            throw new Fault("is a second quorum");
        }
        quorum = Optional.of(line.word(1).equals(NONE) ? new Quorum.Nobody() : defined(line.word(1)));
    }

    private Quorum defined(String name) {
        return Optional.ofNullable(names.get(name))
                .map(Named::quorum)
                .orElseThrow(() -> new Fault("\"" + name + "\" is no witness or group of the lines above"));
    }

    private void name(PolicyLine line, Quorum quorum) {
        var name = line.word(1);
        if (name.equals(NONE)) {
            throw new Fault("the name \"none\" means nobody");
        }
        var earlier = names.putIfAbsent(name, new Named(quorum, line.number()));
        if (earlier != null) {
            throw new Fault("the name \"" + name + "\" is taken, in line " + earlier.line());
        }
    }

    private static void unique(Map<Bytes, Integer> keys, NoteKey key, PolicyLine line) {
        var earlier = keys.putIfAbsent(key.key(), line.number());
        if (earlier != null) {
            throw new Fault("the key is that of line " + earlier);
        }
    }

    private static NoteKey key(String word) {
        return checked(() -> NoteKey.parse(word));
    }

    private static <T> T checked(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (MalformedException e) {
            throw new Fault(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<URI> url(PolicyLine line, int index) {
        if (line.words().size() <= index) {
            return Optional.empty();
        }
        try {
            var url = new URI(line.word(index));
            if (isBase(url)) {
                return Optional.of(url);
            }
        } catch (URISyntaxException _) {
            // Told below, like any other text that is no such URL.
        }
        throw new Fault("the last word is no http or https URL to put a path behind");
    }

    private static boolean isBase(URI url) {
        var authority = url.getRawAuthority();
        var isWeb = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        return isWeb
                && authority != null
                && !authority.contains("@")
                && url.getRawFragment() == null
                && url.getRawQuery() == null;
    }
}
