package org.plumbline.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody meant. */
public final class Spelling {
    /** Longer words are no slips of a known one, and the distance costs the square of the length. */
    private static final int LONGEST = 60;

    private Spelling() {}

    /**
     * The nearest of some words, if it is near: at most one slip in three letters (a letter too many, too few, wrong,
     * or two swapped), upper and lower case being the same.
     *
     * @param word what was written
     * @param known what could be meant
     * @return the nearest one, the first of equally near ones
     */
    public static Optional<String> nearest(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .filter(candidate -> slips(word, candidate) <= Math.max(word.length(), candidate.length()) / 3)
                .min(Comparator.comparingInt(candidate -> slips(word, candidate)));
    }

    /** The optimal-string-alignment distance. */
    private static int slips(String first, String second) {
        String a = first.toLowerCase(Locale.ROOT);
        String b = second.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
