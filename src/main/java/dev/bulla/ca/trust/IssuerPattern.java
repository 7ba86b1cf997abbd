/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trust;

import java.util.BitSet;
import java.util.regex.Pattern;

/**
 * Text that stands for many issuers: each {@code *} for at least one of the letters and digits of ASCII, {@code -} and
 * {@code _}, and everything else for itself. The whole of an issuer has to match.
 *
 * <p>A star never stands for a dot, a slash or a colon, so it cannot reach into another host or another path. Matching looks
 * at each character once for each place of the pattern that the text before it leads to, and ends where none is left.
 */
public record IssuerPattern(String text) {
    private static final char STAR = '*';
    private static final Pattern STARRED_HOST = Pattern.compile("https?://[^/*]*\\*");

    /** What stands before the first star. The longer it is, the more an operator has said. */
    String literalPrefix() {
        var star = text.indexOf(STAR);
        return star < 0 ? text : text.substring(0, star);
    }

    /** Whether it stands for issuers on more than one server. */
    public boolean hasStarInHost() {
        return STARRED_HOST.matcher(text).lookingAt();
    }

    public boolean matches(String issuer) {
        var places = new BitSet(text.length() + 1);
        places.set(0);
        for (var i = 0; i < issuer.length() && !places.isEmpty(); i++) {
            places = after(issuer.charAt(i), places);
        }
        return places.get(text.length());
    }

    /** The places of the pattern where one can be after one more character. */
    private BitSet after(char c, BitSet before) {
        var places = new BitSet(text.length() + 1);
        before.stream().filter(i -> i < text.length() && accepts(i, c)).forEach(i -> {
            places.set(i + 1);
            if (isStar(i)) {
                places.set(i);
            }
        });
        return places;
    }

    private boolean accepts(int place, char c) {
        return isStar(place) ? isWithinStar(c) : text.charAt(place) == c;
    }

    private boolean isStar(int place) {
        return text.charAt(place) == STAR;
    }

    private static boolean isWithinStar(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    /** Whether an issuer could match both, and neither pattern says more than the other about how it begins. */
    public boolean rivals(IssuerPattern other) {
        return literalPrefix().equals(other.literalPrefix()) && overlaps(other);
    }

    /** Walks both patterns at once, over all texts that match them so far. */
    private boolean overlaps(IssuerPattern other) {
        var reached = new boolean[text.length() + 1][other.text.length() + 1];
        reached[0][0] = true;
        for (var i = 0; i < text.length(); i++) {
            for (var j = 0; j < other.text.length(); j++) {
                if (reached[i][j] && share(i, other, j)) {
                    reached[i + 1][j + 1] = true;
                    reached[i][j + 1] |= isStar(i);
                    reached[i + 1][j] |= other.isStar(j);
                }
            }
        }
        return reached[text.length()][other.text.length()];
    }

    /** Whether there is a character that both take at these places. */
    private boolean share(int place, IssuerPattern other, int otherPlace) {
        return other.isStar(otherPlace)
                ? isStar(place) || isWithinStar(text.charAt(place))
                : accepts(place, other.text.charAt(otherPlace));
    }
}
