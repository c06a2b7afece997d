package org.plumbline.report.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The rows that a table keeps: every K-th iteration, or, where no K is chosen, every \(2^j\)-th with the least j that
 * leaves no more than a page, whatever the length of the run turns out to be.
 */
final class Rows {
    private static final int PAGE = 40;

    private final List<TrialRow> kept = new ArrayList<>();
    private final boolean fixed;
    private long stride;

    Rows(OptionalLong every) {
        fixed = every.isPresent();
        stride = every.orElse(1);
    }

    /** Adds a row if its turn has come, or whatever its turn if the run ends with it. */
    void offer(long iteration, boolean end, Supplier<TrialRow> row) {
        boolean turn = iteration % stride == 0;
        if (turn && !fixed && !end && kept.size() == PAGE) {
            stride *= 2;
            kept.removeIf(earlier -> earlier.iteration() % stride != 0);
            turn = iteration % stride == 0;
        }
        if (turn || end) {
            kept.add(row.get());
        }
    }

    List<TrialRow> all() {
        return List.copyOf(kept);
    }
}
