/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.merkle.ProofCheck;
import dev.bulla.ctlog.merkle.TreeHasher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.Provider;
import java.util.Optional;

/** Asks one witness to sign our trees, one after the other. It remembers how far the witness is. For one thread at a time. */
final class Petition {
    private final Policy.Witness witness;
    private final URI address;
    private final Around around;
    private long known;

    /** The log that asks, and its ways. */
    record Around(OurTree ours, OriginKeys keys, Door door, Provider provider) {}

    Petition(Policy.Witness witness, URI address, Around around) {
        this.witness = witness;
        this.address = address;
        this.around = around;
    }

    String name() {
        return witness.name();
    }

    /** Asks for a signature under a checkpoint of ours. Whatever happens, it is an outcome. */
    Outcome ask(TreeNote head) {
        try {
            var answer = post(head, Math.min(known, head.tree().size()));
            if (answer instanceof WitnessAnswer.OtherSize(var size)) {
                if (size > head.tree().size()) {
                    return larger(size);
                }
                known = size;
                answer = post(head, size);
            }
            return read(answer, head);
        } catch (IOException e) {
            return new Outcome.Silent(String.valueOf(e.getMessage()));
        } catch (MalformedException e) {
            return new Outcome.Unusable(String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            return new Outcome.Unusable("no proof can be made for it: " + e.getMessage());
        }
    }

    private WitnessAnswer post(TreeNote head, long old) throws IOException {
        var request = new AddCheckpoint(
                old, around.ours().consistency(old, head.tree().size()), head);
        var reply = around.door().call(at("/add-checkpoint"), Optional.of(request.encoded()));
        return WitnessAnswer.parse(reply.status(), reply.type(), reply.body());
    }

    private Outcome read(WitnessAnswer answer, TreeNote head) {
        return switch (answer) {
            case WitnessAnswer.Cosigned(var lines) -> {
                var cosignature = witness.key().in(head.text(), lines);
                cosignature.ifPresent(_ -> known = head.tree().size());
                yield cosignature
                        .<Outcome>map(Outcome.Signed::new)
                        .orElseGet(
                                () -> new Outcome.Unusable("none of its signatures is its key's over this checkpoint"));
            }
            case WitnessAnswer.OtherSize(var size) ->
                size > head.tree().size()
                        ? larger(size)
                        : new Outcome.Refuses("it named one size, and then another: " + size);
            case WitnessAnswer.Refusal.NOT_CONSISTENT -> forked(head);
            case WitnessAnswer.Refusal refusal -> new Outcome.Refuses("status " + refusal.status());
            case WitnessAnswer.Unknown(var status) -> new Outcome.Refuses("status " + status);
        };
    }

    /** Others may show our checkpoints to a witness, but only those that we have made. */
    private Outcome larger(long size) {
        if (size <= around.ours().size()) {
            known = size;
            return new Outcome.Ahead(size);
        }
        var seen = published().filter(note -> note.tree().size() > around.ours().size());
        return new Outcome.Contradicts("it has signed a tree of ours of %d entries, and ours has %d; %s"
                .formatted(size, around.ours().size(), proof(seen)));
    }

    /** Our proof is right for our tree, so the witness knows another one of the size that it goes on from. */
    private Outcome forked(TreeNote head) {
        var seen = published();
        if (seen.isPresent() && isBeginningOf(head, seen.get())) {
            return new Outcome.Refuses("it calls our tree inconsistent with its own, and it is not");
        }
        return new Outcome.Contradicts(
                "it has signed another tree of ours, of which ours of %d entries is no continuation; %s"
                        .formatted(head.tree().size(), proof(seen)));
    }

    private boolean isBeginningOf(TreeNote head, TreeNote seen) {
        var first = seen.tree();
        var size = head.tree().size();
        return first.size() <= size
                && new ProofCheck(new TreeHasher(around.provider()))
                        .consistent(first, head.tree(), around.ours().consistency(first.size(), size));
    }

    private static String proof(Optional<TreeNote> seen) {
        return seen.map(note -> "it shows one of %d entries that bears the signature of our key"
                        .formatted(note.tree().size()))
                .orElse("it does not show that one");
    }

    /** The checkpoint that the witness shows to everybody, if our key has signed it: then nobody made it up. */
    private Optional<TreeNote> published() {
        try {
            var reply = around.door()
                    .call(at("/" + TreeMemory.nameOf(around.keys().origin()) + "/checkpoint"), Optional.empty());
            return reply.status() == 200 ? ours(reply.body()) : Optional.empty();
        } catch (IOException | MalformedException _) {
            return Optional.empty();
        }
    }

    private Optional<TreeNote> ours(Bytes body) {
        var note = TreeNote.parse(body);
        return Optional.of(note)
                .filter(it -> it.origin().equals(around.keys().origin())
                        && around.keys().signaturesOf(it).isPresent());
    }

    private URI at(String path) {
        return URI.create(address.toString().replaceAll("/+$", "") + path);
    }
}
