/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import dev.bulla.ctlog.codec.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A page of what is in a bucket.
 *
 * <p>All keys of ours are plain letters, digits and a few signs, so the answer is searched for the few elements that matter.
 * A reader of XML would understand more than is good for anybody.
 *
 * @param keys     whole, with their prefix
 * @param folders  what keys have in common up to the delimiter
 * @param next     with which the next page is asked for
 */
record Listing(List<String> keys, List<String> folders, Optional<String> next) {
    private static final Pattern KEY = element("Contents", "Key");
    private static final Pattern FOLDER = element("CommonPrefixes", "Prefix");
    private static final Pattern NEXT =
            Pattern.compile("<NextContinuationToken>([^<]{1,4096})</NextContinuationToken>");
    private static final Pattern TRUNCATED = Pattern.compile("<IsTruncated>(true|false)</IsTruncated>");

    Listing {
        keys = List.copyOf(keys);
        folders = List.copyOf(folders);
    }

    static Listing parse(String answer) {
        if (!answer.contains("<ListBucketResult")) {
            throw new MalformedException("the answer is no list of objects");
        }
        var isTruncated = TRUNCATED.matcher(answer);
        if (!isTruncated.find()) {
            throw new MalformedException("the list of objects does not say whether it is whole");
        }
        var next = NEXT.matcher(answer);
        var hasNext = isTruncated.group(1).equals("true");
        if (hasNext && !next.find()) {
            throw new MalformedException("the list of objects does not say how it goes on");
        }
        return new Listing(
                all(KEY, answer), all(FOLDER, answer), hasNext ? Optional.of(plain(next.group(1))) : Optional.empty());
    }

    private static List<String> all(Pattern pattern, String answer) {
        var found = new ArrayList<String>();
        var matcher = pattern.matcher(answer);
        while (matcher.find()) {
            found.add(plain(matcher.group(1)));
        }
        return found;
    }

    private static String plain(String text) {
        return text.replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&amp;", "&");
    }

    private static Pattern element(String outer, String inner) {
        return Pattern.compile(
                "<%s>(?:(?!</%s>).){0,4096}?<%s>([^<]{1,1100})</%s>".formatted(outer, outer, inner, inner),
                Pattern.DOTALL);
    }
}
