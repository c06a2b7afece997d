package org.plumbline.theory.claim.proof;

import java.util.List;
import java.util.Optional;
import org.plumbline.algorithm.penalty.PenaltySchedule;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.theory.Settings;
import org.plumbline.theory.panel.SearchedSchedule;

/** Where the schedule of the watched runs comes from. */
sealed interface Schedules {
    /** The schedule, or empty where none was found. */
    Optional<PenaltySchedule> of(Settings settings);

    /** The search that found it, if there was one. */
    default Optional<SearchedSchedule> source() {
        return Optional.empty();
    }

    /** The same for runs at other targets. */
    Schedules at(List<Double> targets);

    /** One that stands in the claim, for all targets. */
    record Fixed(PenaltySchedule schedule) implements Schedules {
        @Override
        public Optional<PenaltySchedule> of(Settings settings) {
            return Optional.of(schedule);
        }

        @Override
        public Schedules at(List<Double> targets) {
            return this;
        }
    }

    /**
     * That which the common search finds for Algorithm 1, with shorter steps and as many more of them: the proof asks for τ ≤ 1/L
     * and η ≤ 1/L of the proxy wherever the run goes, where a run that converges needs 2/L at its end.
     */
    record Searched(BilevelProblem problem, SearchedSchedule search) implements Schedules {
        /** The search takes τ from the local 1/L downwards, and η from anywhere. */
        private static final double INNER = 2;

        private static final double OUTER = 4;

        static Searched on(BilevelProblem problem, Targets targets) {
            return new Searched(problem, new SearchedSchedule(problem, "algorithm-1", targets::of));
        }

        @Override
        public Optional<PenaltySchedule> of(Settings settings) {
            return search.of(settings)
                    .map(found -> new PenaltySchedule(
                            found.cSigma(),
                            found.cBatch(),
                            found.batchExponent(),
                            INNER * found.cInner(),
                            found.innerOffset(),
                            OUTER * found.cOuter(),
                            found.lowerStep() / INNER,
                            found.outerStep() / OUTER));
        }

        @Override
        public Optional<SearchedSchedule> source() {
            return Optional.of(search);
        }

        @Override
        public Schedules at(List<Double> targets) {
            return on(problem, new Targets(targets));
        }
    }
}
