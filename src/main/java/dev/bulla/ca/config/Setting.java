/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Every setting of {@code serve} and of {@code log serve}: its name, its default and one line of why. Flags, environment variables, the settings
 * file and its documentation are all made from this list.
 *
 * <p>The first group bears the original's names and defaults; the second is our own.
 */
public enum Setting {
    LOG_TYPE("log_type", "dev", "dev writes log lines for people, prod writes JSON lines"),
    CA("ca", "", "where the signing key is: fileca (files) or ephemeralca (a throwaway key); required"),
    CONFIG_PATH("config-path", "/etc/fulcio-config/config.yaml", "the issuers to trust; nobody is trusted without it"),
    CT_LOG_URL(
            "ct-log-url",
            "",
            "base URL of a CT log elsewhere; not set means a log of our own, set to nothing none at all"),
    CT_LOG_ORIGIN("ct-log-origin", "", "Host header for the log, where it answers to another name than its address"),
    CT_LOG_PUBLIC_KEY_PATH("ct-log-public-key-path", "", "PEM file with that log's key: every timestamp is verified"),
    CT_LOG_TLS_CA_CERT("ct-log.tls-ca-cert", "", "PEM file with the TLS roots for the log, instead of the system's"),
    CLIENT_SIGNING_ALGORITHMS(
            "client-signing-algorithms",
            "ecdsa-sha2-256-nistp256,ecdsa-sha2-384-nistp384,ecdsa-sha2-512-nistp521,rsa-sign-pkcs1-2048-sha256,"
                    + "rsa-sign-pkcs1-3072-sha256,rsa-sign-pkcs1-4096-sha256,ed25519",
            "the client keys to certify"),
    HOST("host", "0.0.0.0", "address of the HTTP port; 0.0.0.0 means all, IPv6 too"),
    PORT("port", "8080", "the HTTP port"),
    GRPC_HOST("grpc-host", "0.0.0.0", "address of the gRPC port"),
    GRPC_PORT("grpc-port", "8081", "the gRPC port"),
    GRPC_TLS_CERTIFICATE(
            "grpc-tls-certificate",
            "",
            "PEM chain of the gRPC port, its own certificate first; empty means that of tls-certificate"),
    GRPC_TLS_KEY("grpc-tls-key", "", "PEM file with the private key for it"),
    METRICS_PORT("metrics-port", "2112", "the admin port: /metrics, /livez, /readyz"),
    IDLE_CONNECTION_TIMEOUT("idle-connection-timeout", "30s", "how long a connection may stay open without a request"),
    READ_HEADER_TIMEOUT("read-header-timeout", "10s", "how long a request on the admin port may take to arrive"),
    FILECA_CERT("fileca-cert", "", "PEM chain of fileca, issuing CA first, root last"),
    FILECA_KEY("fileca-key", "", "PEM file with the private key of fileca"),
    FILECA_KEY_PASSWD("fileca-key-passwd", "", "password of that key; better in a variable than on a command line"),
    FILECA_WATCH("fileca-watch", "true", "take over key and chain when the files change"),

    DATA("data", "./bulla-data", "the one folder for everything that must outlive a restart"),
    ADMIN_HOST("admin-host", "0.0.0.0", "address of the admin port"),
    TLS_CERTIFICATE(
            "tls-certificate",
            "",
            "PEM chain of the HTTP, log and gRPC ports, their own certificate first; empty means no TLS there"),
    TLS_KEY("tls-key", "", "PEM file with the private key for it"),
    TLS_KEY_PASSWD(
            "tls-key-passwd",
            "",
            "password of every TLS key that is encrypted; better in a variable than on a command line"),
    TLS_CLIENT_CA(
            "tls-client-ca",
            "",
            "PEM file of authorities: clients of those ports must show a certificate of one of them"),
    GRPC_TLS_CLIENT_CA(
            "grpc-tls-client-ca",
            "",
            "the same for the gRPC port alone; not set means tls-client-ca, set to nothing lets in everybody"),
    LOG_TLS_CLIENT_CA(
            "log-tls-client-ca",
            "",
            "the same for log-port alone; not set means tls-client-ca, set to nothing lets in everybody"),
    HTTP2("http2", "false", "offer HTTP/2 on the HTTP port, which needs TLS there"),
    GRPC_ON_HTTP_PORT(
            "grpc-on-http-port",
            "false",
            "answer the gRPC API on the HTTP port, too, so that all clients use one URL; offers HTTP/2"),
    ADMIN_TLS_CERTIFICATE("admin-tls-certificate", "", "PEM chain of the admin port; empty means no TLS there"),
    ADMIN_TLS_KEY("admin-tls-key", "", "PEM file with the private key for it"),
    ADMIN_TLS_CLIENT_CA(
            "admin-tls-client-ca",
            "",
            "PEM file of authorities: clients of the admin port must show a certificate of one of them"),
    AUDIT_LOG(
            "audit-log",
            "",
            "file of the audit trail, - for standard output; empty means audit.jsonl in the data folder"),
    AUDIT_REQUIRED("audit-required", "true", "issue nothing that cannot be recorded"),
    ACCESS_LOG("access-log", "", "file with one line for each request, - for standard output; empty means none"),
    OTLP_ENDPOINT(
            "otlp-endpoint",
            "",
            "base URL of an OpenTelemetry collector, such as http://localhost:4318: traces are sent to /v1/traces there;"
                    + " empty means no traces"),
    TRACES_PER_SECOND("traces-per-second", "100", "requests that are traced at most, whatever their senders ask for"),
    CERTIFICATE_LIFETIME("certificate-lifetime", "10m", "from notBefore to notAfter; verifiers expect it to be short"),
    CERTIFICATE_BACKDATING("certificate-backdating", "0s", "how far notBefore lies in the past, for slow clocks"),
    PROOF_OVER_ANY_CLAIM(
            "proof-over-any-claim",
            "false",
            "also accept a proof over sub or email of the same token, as some old clients sign"),
    CT_LOG_TIMEOUT("ct-log-timeout", "10s", "how long the log may take in all before the request is answered with 503"),
    INSECURE_NO_CT_LOG("insecure-no-ct-log", "false", "issue certificates that no log has seen; for trying things out"),
    LOG_ORIGIN(
            "log-origin",
            "localhost/log",
            "the name of our own log, fixed for ever when it is made: its public address without https://"),
    LOG_SHARDS(
            "log-shards",
            "none",
            "how long one log of our own is for: none is one log for ten years; year, half-year, quarter, month, day and hour"
                    + " begin a new one, with a key of its own, in time for each"),
    LOG_SHARD_AHEAD(
            "log-shard-ahead",
            "720h",
            "how long before its start the next shard is made, for clients to learn its key; half of its period is the most"),
    LOG_SHARD_FREEZE("log-shard-freeze", "24h", "how long after its end a shard still takes what is late"),
    LOG_ANCHOR(
            "log-anchor",
            "",
            "folder that remembers how large our own log was, best on another disk; empty means the name of the data"
                    + " folder with .anchor behind it"),
    LOG_KEY(
            "log-key",
            "",
            "PEM file with the P-256 key of our own log; empty means one in the data folder, and shards always have theirs there"),
    LOG_KEY_PASSWD("log-key-passwd", "", "password of that key; better in a variable than on a command line"),
    LOG_NOTE_KEYS(
            "log-note-keys", "", "PEM files with Ed25519 keys that sign the checkpoint, too, as witnesses want it"),
    LOG_WITNESS_POLICY(
            "log-witness-policy",
            "",
            "file that names the witnesses of our own log and how many must sign (tlog-policy); empty means none"),
    LOG_PUBLISHING(
            "log-publishing",
            "immediate",
            "immediate shows a checkpoint at once, witnessed only when enough witnesses have signed it"),
    LOG_WITNESS_INTERVAL("log-witness-interval", "2s", "how often witnesses are asked, if the log has grown"),
    LOG_WITNESS_PATIENCE(
            "log-witness-patience", "10m", "how long too few witnesses may sign before an alarm is raised"),
    LOG_LEAF_INDEX(
            "log-leaf-index",
            "true",
            "timestamps say where in the log the entry is; without it, for very old clients, the log is no static-ct log"),
    LOG_PREFIX("log-prefix", "/log", "path under which our own log can be read"),
    LOG_PORT("log-port", "", "a port for reading the log; empty means the HTTP port"),
    LOG_PRIVATE("log-private", "false", "let the log be read on the admin port only, since its entries name people"),
    LOG_STORE(
            "log-store",
            "",
            "where our own log lies instead of the data folder, like s3://bucket/logs; empty means there"),
    LOG_S3_ENDPOINT("log-s3-endpoint", "", "address of that object store; empty means Amazon's of the region"),
    LOG_S3_REGION("log-s3-region", "us-east-1", "region of the bucket, as the store calls it"),
    LOG_S3_CREDENTIALS(
            "log-s3-credentials",
            "",
            "file with aws_access_key_id and aws_secret_access_key; empty means the variables AWS_ACCESS_KEY_ID and so on"),
    LOG_S3_LEASE(
            "log-s3-lease",
            "15s",
            "how long the process that writes to that log may be silent before another takes it over"),
    LOG_S3_BETWEEN("log-s3-between", "50ms", "time between two batches at least, each of which costs money there"),
    LOG_ACCEPTED_ROOTS(
            "log-accepted-roots", "", "PEM files with the roots of the CAs whose certificates the log takes; required"),
    LOG_SUBMISSIONS_PER_SECOND(
            "log-submissions-per-second",
            "0",
            "submissions of one address, more wait; 0 means as many as there is room for"),
    LOG_RESERVE("log-reserve", "256", "mebibytes that must be free on the log's disk; below that nothing is issued"),
    PUBLIC_URL(
            "public-url",
            "",
            "the URL that clients reach the HTTP port by, without a path; it goes into the trust material"),
    LOG_PUBLIC_URL(
            "log-public-url",
            "",
            "the URL that the world reads our own log by; empty means the public URL with the log's prefix"),
    TUF_KEY_PASSWD(
            "tuf-key-passwd",
            "",
            "password of the online key of our TUF repository; better in a variable than on a command line"),
    TRUST_MERGE(
            "trust-merge",
            "",
            "files with trusted roots or signing configurations of others, as of a Rekor, to add to our trust material"),
    PUBLISH_LEAD(
            "publish-lead",
            "48h",
            "how long verifiers get to learn of a key before it is used: a rotation waits for it, and an alarm says where none did"),
    TSA(
            "tsa",
            "none",
            "the time-stamping authority (RFC 3161): none, file (key and chain in files) or ephemeral (throwaway ones)"),
    TSA_CHAIN("tsa-chain", "", "PEM chain of the time-stamping authority, its own certificate first, root last"),
    TSA_KEY("tsa-key", "", "PEM file with the private key for it"),
    TSA_KEY_PASSWD("tsa-key-passwd", "", "password of that key; better in a variable than on a command line"),
    TSA_POLICY(
            "tsa-policy",
            "1.3.6.1.4.1.57264.2",
            "object identifier of the policy that timestamps name; queries for another are refused"),
    TSA_ACCURACY("tsa-accuracy", "1s", "how far this machine's clock may be off, as timestamps say; whole seconds"),
    TSA_REQUESTS_IN_FLIGHT(
            "tsa-requests-in-flight",
            "64",
            "queries for timestamps inside at a time, beside requests-in-flight; more are told to come back"),
    ERROR_DETAILS("error-details", "true", "say in the details of an error which reason it was, and for which request"),
    REQUESTS_IN_FLIGHT("requests-in-flight", "2048", "requests inside at a time; more are told to come back"),
    CORES("cores", "0", "requests that compute at a time; 0 means one for each core of the machine"),
    CORE_WAIT(
            "core-wait",
            "3s",
            "how long a request may wait for a core; whoever would wait longer is told to come back"),
    REQUEST_TIMEOUT("request-timeout", "60s", "how long a request may take to arrive, head and body together"),
    MAX_CONNECTIONS("max-connections", "8192", "connections on the HTTP port, and as many on the gRPC port"),
    MAX_HEADER_BYTES("max-header-bytes", "1052672", "request line and headers of a request over HTTP together"),
    MAX_BODY_BYTES("max-body-bytes", "4194304", "body of a request over HTTP, message of one over gRPC"),
    MAX_CALLS_PER_CONNECTION("max-calls-per-connection", "100", "calls that a gRPC connection may have open at a time"),
    SHUTDOWN_GRACE("shutdown-grace", "30s", "how long requests in flight may finish after a stop is asked for");

    private static final Set<Setting> SECRETS =
            EnumSet.of(FILECA_KEY_PASSWD, LOG_KEY_PASSWD, TLS_KEY_PASSWD, TSA_KEY_PASSWD, TUF_KEY_PASSWD);

    private final String flag;
    private final String byDefault;
    private final String why;

    Setting(String flag, String byDefault, String why) {
        this.flag = flag;
        this.byDefault = byDefault;
        this.why = why;
    }

    public static Optional<Setting> named(String name) {
        return Arrays.stream(values())
                .filter(s -> s.flag.equalsIgnoreCase(name))
                .findFirst();
    }

    /** Its name on the command line (after two dashes) and in the settings file. */
    public String flag() {
        return flag;
    }

    public String byDefault() {
        return byDefault;
    }

    public String why() {
        return why;
    }

    public boolean isSecret() {
        return SECRETS.contains(this);
    }

    /** True for what may be given without a value to mean true. */
    public boolean isFlag() {
        return byDefault.equals("true") || byDefault.equals("false");
    }

    /** {@code BULLA_CT_LOG_URL}: what a shell can set. */
    String bullaVariable() {
        return "BULLA_" + shellName();
    }

    /** {@code FULCIO_SERVE_CT-LOG-URL}: the original's way, which keeps hyphens and dots. */
    String originalVariable() {
        return "FULCIO_SERVE_" + flag.toUpperCase(Locale.ROOT);
    }

    /** {@code FULCIO_SERVE_CT_LOG_URL}: the same for shells, which the original does not read. */
    String originalVariableForShells() {
        return "FULCIO_SERVE_" + shellName();
    }

    private String shellName() {
        return flag.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }
}
