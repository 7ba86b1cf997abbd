/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import dev.bulla.ctlog.codec.PublishedFile;
import dev.bulla.ctlog.codec.TilePath;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The log's public face: static-ct and the reading half of RFC 6962, below one prefix. For many threads. A failure of the
 * storage is answered and also told to whoever watches over the log.
 */
public final class LogPages {
    private static final String RFC_6962 = "ct/v1/";

    private final LogReader reader;
    private final HeadPages heads;
    private final TilePages tiles;
    private final EntryPages entries;
    private final ProofPages proofs;
    private final Consumer<UncheckedIOException> failures;

    /** A page that a path leads to. */
    @FunctionalInterface
    private interface Route {
        Page page(LogView view, Query query);
    }

    /**
     * @param failures takes what went wrong with the storage
     */
    public LogPages(LogReader reader, PublishedFacts facts, long packedBytes, Consumer<UncheckedIOException> failures) {
        this.reader = reader;
        this.heads = new HeadPages(reader.stored(), facts);
        this.tiles = new TilePages(reader.stored(), packedBytes);
        this.entries = new EntryPages(reader.stored());
        this.proofs = new ProofPages(reader, entries);
        this.failures = failures;
    }

    public LogAnswer answer(LogRequest request) {
        try {
            return switch (request.method()) {
                case "OPTIONS" -> Answers.options();
                case "GET" -> page(request);
                case "HEAD" -> Answers.withoutBody(page(request));
                default -> {
                    route(request.path());
                    yield Answers.wrongMethod();
                }
            };
        } catch (RefusedReadException e) {
            return Answers.refusal(e);
        }
    }

    private LogAnswer page(LogRequest request) {
        try {
            var page = route(request.path()).page(reader.view(), new Query(request.query()));
            return Answers.page(page, request);
        } catch (RefusedReadException e) {
            return Answers.refusal(e);
        } catch (UncheckedIOException e) {
            failures.accept(e);
            return Answers.unavailable();
        }
    }

    private Route route(String path) {
        return (path.startsWith(RFC_6962) ? rfc6962(path.substring(RFC_6962.length())) : staticCt(path))
                .orElseThrow(() -> RefusedReadException.notFound("not-found", "the log has no such page"));
    }

    private Optional<Route> staticCt(String path) {
        return TilePath.parse(path).map(file -> switch (file) {
            case PublishedFile.Single.CHECKPOINT -> (view, _) -> heads.checkpoint(view);
            case PublishedFile.Single.WITNESSED_CHECKPOINT -> (_, _) -> heads.witnessedCheckpoint();
            case PublishedFile.Single.FINAL_CHECKPOINT -> (_, _) -> heads.finalCheckpoint();
            case PublishedFile.Single.DESCRIPTION -> (_, _) -> heads.description();
            case PublishedFile.Hashes(var tile) -> (view, _) -> tiles.hashes(view, tile);
            case PublishedFile.Entries(var tile) -> (view, _) -> tiles.entries(view, tile);
            case PublishedFile.Issuer issuer -> (_, _) -> tiles.issuer(issuer);
        });
    }

    private Optional<Route> rfc6962(String name) {
        return switch (name) {
            case "get-sth" -> Optional.of((view, _) -> heads.getSth(view));
            case "get-roots" -> Optional.of((_, _) -> heads.getRoots());
            case "get-entries" -> Optional.of(entries::getEntries);
            case "get-sth-consistency" -> Optional.of(proofs::getConsistency);
            case "get-proof-by-hash" -> Optional.of(proofs::getProofByHash);
            case "get-entry-and-proof" -> Optional.of(proofs::getEntryAndProof);
            case "add-chain", "add-pre-chain" ->
                throw RefusedReadException.notFound(
                        "not-submittable", "this log takes submissions from its own authority only");
            default -> Optional.empty();
        };
    }
}
