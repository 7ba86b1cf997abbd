/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.net.URI;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How a server does, for scripts. */
record StatusJson(URI admin, ServerStatus status) {

    String json() {
        var mapper = JsonMapper.shared();
        var json = mapper.createObjectNode()
                .put("admin", admin.toString())
                .put("well", status.troubles().isEmpty())
                .put("ready", status.page().ready());
        json.set("troubles", mapper.valueToTree(status.troubles()));
        json.set("facts", mapper.valueToTree(status.page().facts()));
        json.set("alarms", mapper.valueToTree(status.page().alarms()));
        json.set("issuers", mapper.valueToTree(status.issuers()));
        json.set("requests", requests(mapper));
        json.set("refusals", mapper.valueToTree(status.refusals()));
        json.set("ca", numbers("bulla_ca_", "certificate_end_seconds", "chain_end_seconds"));
        json.set("tsa", numbers("bulla_tsa_", "certificate_end_seconds", "chain_end_seconds"));
        json.set("log", numbers("bulla_log_", "size", "published_size", "waiting", "head_age_seconds"));
        json.set(
                "load",
                numbers(
                        "bulla_",
                        "requests_in_flight",
                        "requests_in_flight_limit",
                        "cores",
                        "cores_busy",
                        "cores_waiting"));
        return mapper.writeValueAsString(json) + "\n";
    }

    private ObjectNode requests(JsonMapper mapper) {
        var requests = mapper.createObjectNode();
        requests.set("issued", mapper.valueToTree(status.issued()));
        requests.set("refused", mapper.valueToTree(status.refused()));
        requests.set("failed", mapper.valueToTree(status.failed()));
        requests.set("turnedAway", mapper.valueToTree(status.turnedAway()));
        requests.set("stamped", mapper.valueToTree(status.stamped()));
        return requests;
    }

    /** Those that the server has, under their names without what they have in common. */
    private ObjectNode numbers(String prefix, String... names) {
        var numbers = JsonMapper.shared().createObjectNode();
        for (var name : names) {
            status.now().of(prefix + name).ifPresent(value -> numbers.put(name, value));
        }
        return numbers;
    }
}
