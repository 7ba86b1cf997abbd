/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import javax.net.ssl.HttpsURLConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code bulla healthcheck}: for a container, in which there is nothing else to ask with. Since it is run every few seconds it
 * does with the JDK's oldest client, which needs the least to start.
 */
@Command(
        name = "healthcheck",
        description = "Asks a running server, once, whether it lives. It says nothing if all is well.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it does", "1:it does not, or nobody answers"},
        footer = {"", "Example:", "  bulla healthcheck", "  bulla healthcheck --ready --admin https://localhost:2112"})
final class HealthcheckCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AdminOption admin = new AdminOption();

    @Option(
            names = "--ready",
            description = "ask whether it should get requests, too: no while it stops or cannot issue (/readyz)")
    private boolean ready;

    @Override
    public Integer call() {
        var page = admin.port().page(ready ? "/readyz" : "/livez");
        try {
            var status = statusOf(page);
            if (status == HttpURLConnection.HTTP_OK) {
                return ExitCode.OK;
            }
            return failed(page + " answers " + status);
        } catch (IOException e) {
            return failed("nobody answers at " + page + ": " + e.getMessage());
        }
    }

    private static int statusOf(URI page) throws IOException {
        var connection = (HttpURLConnection) page.toURL().openConnection(Proxy.NO_PROXY);
        if (connection instanceof HttpsURLConnection https) {
            https.setSSLSocketFactory(WebClient.roots().context().getSocketFactory());
        }
        connection.setConnectTimeout((int) PATIENCE.toMillis());
        connection.setReadTimeout((int) PATIENCE.toMillis());
        connection.setInstanceFollowRedirects(false);
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    private int failed(String why) {
        spec.commandLine().getErr().println(why);
        return ExitCode.FAILED;
    }
}
