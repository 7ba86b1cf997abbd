/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import dev.bulla.ctlog.codec.Bytes;
import java.util.List;
import java.util.Optional;

/** Where the files of a log are read, by their paths below its address. For many threads. */
public interface LogSource {

    /** No file of a log is larger. */
    int LARGEST = 64 << 20;

    /** A file; nothing if there is none. Of a file that is too large it gives a little more than {@link #LARGEST}. */
    Optional<Bytes> read(String path) throws UnreadableException, InterruptedException;

    /** The paths of all files in a folder and below; none where files can only be asked for. */
    List<String> list(String folder) throws UnreadableException;
}
