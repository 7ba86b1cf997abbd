/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What is started with settings, and those that mean something to it. */
public enum Program {
    /** {@code serve} */
    AUTHORITY(EnumSet.complementOf(EnumSet.of(Setting.LOG_ACCEPTED_ROOTS, Setting.LOG_SUBMISSIONS_PER_SECOND))),

    /** {@code log serve} */
    LOG(EnumSet.of(
            Setting.LOG_TYPE,
            Setting.HOST,
            Setting.PORT,
            Setting.ADMIN_HOST,
            Setting.METRICS_PORT,
            Setting.DATA,
            Setting.LOG_ORIGIN,
            Setting.LOG_SHARDS,
            Setting.LOG_SHARD_AHEAD,
            Setting.LOG_SHARD_FREEZE,
            Setting.LOG_ANCHOR,
            Setting.LOG_KEY,
            Setting.LOG_KEY_PASSWD,
            Setting.LOG_NOTE_KEYS,
            Setting.LOG_LEAF_INDEX,
            Setting.LOG_PREFIX,
            Setting.LOG_STORE,
            Setting.LOG_S3_ENDPOINT,
            Setting.LOG_S3_REGION,
            Setting.LOG_S3_CREDENTIALS,
            Setting.LOG_S3_LEASE,
            Setting.LOG_S3_BETWEEN,
            Setting.LOG_ACCEPTED_ROOTS,
            Setting.LOG_SUBMISSIONS_PER_SECOND,
            Setting.LOG_RESERVE,
            Setting.CT_LOG_TIMEOUT,
            Setting.TLS_CERTIFICATE,
            Setting.TLS_KEY,
            Setting.TLS_KEY_PASSWD,
            Setting.TLS_CLIENT_CA,
            Setting.ADMIN_TLS_CERTIFICATE,
            Setting.ADMIN_TLS_KEY,
            Setting.ADMIN_TLS_CLIENT_CA,
            Setting.ACCESS_LOG,
            Setting.IDLE_CONNECTION_TIMEOUT,
            Setting.READ_HEADER_TIMEOUT,
            Setting.REQUEST_TIMEOUT,
            Setting.REQUESTS_IN_FLIGHT,
            Setting.MAX_CONNECTIONS,
            Setting.MAX_HEADER_BYTES,
            Setting.SHUTDOWN_GRACE)),

    /** {@code log create} */
    LOG_CREATION(EnumSet.of(
            Setting.DATA,
            Setting.LOG_ORIGIN,
            Setting.LOG_ANCHOR,
            Setting.LOG_KEY,
            Setting.LOG_KEY_PASSWD,
            Setting.LOG_NOTE_KEYS,
            Setting.LOG_LEAF_INDEX,
            Setting.LOG_SHARDS,
            Setting.LOG_SHARD_AHEAD,
            Setting.LOG_STORE,
            Setting.LOG_S3_ENDPOINT,
            Setting.LOG_S3_REGION,
            Setting.LOG_S3_CREDENTIALS,
            Setting.LOG_S3_LEASE,
            Setting.LOG_S3_BETWEEN)),

    /** Commands that read a log where it lies. */
    LOG_READING(
            EnumSet.of(Setting.LOG_STORE, Setting.LOG_S3_ENDPOINT, Setting.LOG_S3_REGION, Setting.LOG_S3_CREDENTIALS)),

    /** Whichever of these a file was written for. */
    ANY(EnumSet.allOf(Setting.class));

    private final Set<Setting> settings;

    Program(EnumSet<Setting> settings) {
        this.settings = Collections.unmodifiableSet(settings);
    }

    /** In the order in which they are documented. */
    public Set<Setting> settings() {
        return settings;
    }

    /** Whose settings its file may hold: a log is made and run with one file, and read with that of its server. */
    Program ofFile() {
        return switch (this) {
            case LOG_CREATION -> LOG;
            case LOG_READING -> ANY;
            case AUTHORITY, LOG, ANY -> this;
        };
    }
}
