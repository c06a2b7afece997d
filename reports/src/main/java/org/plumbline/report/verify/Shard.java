package org.plumbline.report.verify;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plumbline.numeric.RefusedException;

/**
 * One of several equal parts of a list of cells, for one of several machines.
 *
 * @param index which part, from 1
 * @param count how many parts
 */
public record Shard(int index, int count) {
    /** Everything. */
    public static final Shard WHOLE = new Shard(1, 1);

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

    /** Checks the ranges. */
    public Shard {
        if (index < 1 || index > count) {
            throw refused(index + "/" + count);
        }
    }

    /**
     * Reads a part's name.
     *
     * @param text such as "2/8"
     * @return the part
     * @throws RefusedException if the text is no part
     */
    public static Shard of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw refused(text);
        }
        return new Shard(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
    }

    private static RefusedException refused(String text) {
        return new RefusedException(
                "--shard (" + text + ") must be i/n with i from 1 to n. Maybe 1/2 here and 2/2 on another machine.");
    }

    /**
     * Whether a place in the list belongs to this part. Places go round, so that neighbours, which cost alike, are spread.
     *
     * @param place from 0
     * @return true for one of {@link #count} places
     */
    public boolean has(long place) {
        return place % count == index - 1;
    }

    /**
     * Whether this is all there is.
     *
     * @return true for 1/1
     */
    public boolean isWhole() {
        return count == 1;
    }
}
