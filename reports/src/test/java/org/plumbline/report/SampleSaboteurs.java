package org.plumbline.report;

import java.util.List;
import org.plumbline.report.SampleAudits.Sample;
import org.plumbline.theory.Cell;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.saboteur.Saboteur;
import org.plumbline.theory.saboteur.Trap;

/** Broken variants of nothing, to see reports with. */
public final class SampleSaboteurs {
    private SampleSaboteurs() {}

    /**
     * A saboteur whose only trap catches it.
     *
     * @return its broken half is refuted
     */
    public static Saboteur caught() {
        return new Saboteur("clumsy", "It <breaks> everything.", List.of(trap("SAMPLE-9", Verdict.NOT_SUPPORTED)));
    }

    /**
     * A saboteur that nobody catches.
     *
     * @return its broken halves are supported, cannot be planned, and fail
     */
    public static Saboteur survivor() {
        Sample sound = new Sample("SAMPLE-9", Verdict.SUPPORTED);
        Sample unplanned = new Sample("SAMPLE-9", Verdict.SUPPORTED) {
            @Override
            public List<Cell> plan(Settings settings) {
                throw new IllegalStateException("no plan");
            }
        };
        Sample failing = new Sample("SAMPLE-9", Verdict.SUPPORTED) {
            @Override
            public List<Cell> plan(Settings settings) {
                return List.of(new Cell("sample cell that fails", () -> {
                    throw new IllegalStateException("the cell slipped");
                }));
            }
        };
        return new Saboteur(
                "quiet",
                "Nobody notices it.",
                List.of(trap("SAMPLE-9", Verdict.SUPPORTED), new Trap(sound, unplanned), new Trap(sound, failing)));
    }

    private static Trap trap(String claim, Verdict broken) {
        return new Trap(new Sample(claim, Verdict.SUPPORTED), new Sample(claim, broken));
    }
}
