/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.x509;

/** The one subject alternative name of a certificate. The value is written as it stands; whoever makes one has checked it. */
public sealed interface SubjectName {

    String value();

    /** An rfc822Name. */
    record Email(String value) implements SubjectName {}

    /** A uniformResourceIdentifier. */
    record Uri(String value) implements SubjectName {}

    /** An otherName of type 1.3.6.1.4.1.57264.1.7 that holds {@code user!domain}. */
    record Username(String value) implements SubjectName {}
}
