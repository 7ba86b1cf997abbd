/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.publication.FoundJson;
import dev.bulla.ctlog.FoundEntries;
import dev.bulla.ctlog.IdentityQuery;
import dev.bulla.ctlog.LogStartException;
import dev.bulla.ctlog.SearchUnavailableException;
import dev.bulla.ctlog.ShardSearch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bulla log search}. */
@Command(
        name = "search",
        description = "Finds the entries of our own log that speak for somebody, the newest first.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:entries were found", "1:none were found, or not all could be looked at", "69:nobody answers"
        },
        footer = {
            "",
            "It asks the admin port of a running server. With --folder it reads the log itself, which works while no server"
                    + " has it open, and as far as its files go. Of a log in an object store the folder has the indexes.",
            "",
            "Example:",
            "  bulla log search --repository acme/app --since 24h",
            "  bulla log search --workflow https://github.com/acme/ --prefix --limit 10 --json",
            "  bulla log search --email ada@example.com --folder bulla-data",
            "  bulla log search --email ada@example.com --folder bulla-data --log-store s3://ct-logs"
        })
final class LogSearchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SearchOptions options = new SearchOptions();

    @Mixin
    private AdminOption admin = new AdminOption();

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "read the log in this folder, or in this data folder of a server, instead of asking")
    private @Nullable Path folder;

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Override
    public Integer call() {
        var query = options.query(InstantSource.system().instant());
        var found = FoundText.parse(folder == null ? admin.port().search(query, options.shard()) : read(folder, query));
        var out = spec.commandLine().getOut();
        out.print(json ? found.json() : found.table());
        out.flush();
        return found.isEmpty() ? ExitCode.FAILED : ExitCode.OK;
    }

    private String read(Path folder, IdentityQuery query) {
        var places = new ArrayList<ShardSearch.Place>();
        try {
            for (var log : SearchedLog.all(folder, store.store()).reversed()) {
                places.add(new ShardSearch.Place(log.name(), asked -> search(log, asked)));
            }
            return FoundJson.of(new ShardSearch(places).find(query, options.shard()));
        } catch (IllegalArgumentException | SearchUnavailableException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new CommandFailedException("the log in " + folder + " cannot be read: " + e);
        }
    }

    private static FoundEntries search(SearchedLog searched, IdentityQuery query) throws IOException {
        try (var log = searched.open()) {
            return log.search(query);
        } catch (LogStartException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
    }
}
