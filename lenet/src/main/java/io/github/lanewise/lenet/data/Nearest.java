package io.github.lanewise.lenet.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that someone meant who mistyped it. */
public final class Nearest {
    /** Up to here a word is near: half of its letters are right. */
    private static final double NEAR = 0.5;

    private Nearest() {}

    /**
     * The word that is nearest to what was typed, letters of either case and leading dashes apart.
     *
     * @param typed
     *            what was typed
     * @param words
     *            the words that there are
     * @return the nearest one, the first of equally near ones; nothing where less than half of the letters are right
     */
    public static Optional<String> of(String typed, Collection<String> words) {
        return words.stream().min(Comparator.comparingDouble(word -> unlikeness(word, typed)))
                .filter(word -> unlikeness(word, typed) <= NEAR);
    }

    /** From 0 for the same to 1 for nothing in common. */
    private static double unlikeness(String word, String typed) {
        String from = plain(word);
        String to = plain(typed);
        return (double) distance(from, to) / Math.max(1, Math.max(from.length(), to.length()));
    }

    private static String plain(String word) {
        return word.replaceFirst("^-+", "").toLowerCase(Locale.ROOT);
    }

    /** Levenshtein's distance: insertions, deletions and replacements that turn one text into the other. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], row[j]));
            }
        }
        return row[to.length()];
    }
}
