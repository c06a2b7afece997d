package org.plumbline.theory.claim.practice;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.problem.control.ControlTask;
import org.plumbline.problem.control.ControlTasks;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Audit;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Claim;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Guarantee;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.claim.Paper;
import org.plumbline.theory.statistics.Power;
import org.plumbline.theory.statistics.StudentInterval;

/** CURVE-1: Algorithm 1 with trajectories lowers the designer's true cost where nothing is known in closed form. */
@AutoService(Audit.class)
public final class DesignersLearn implements Audit {
    @Override
    public String id() {
        return "CURVE-1";
    }

    @Override
    public List<Claim> claims() {
        return ControlTasks.all().stream().<Claim>map(Row::new).toList();
    }

    /** The runs of one task; PRAC-2 looks at the landscape where they go. */
    static List<LearningRun> runs(ControlTask task, Settings settings, boolean intact) {
        boolean full = settings.profile() == Profile.FULL;
        SeedTree seeds = seeds(task, settings);
        List<LearningRun> runs = new ArrayList<>();
        for (int i = 0; i < (full ? 30 : 10); i++) {
            runs.add(new LearningRun(
                    task, full ? 32 : 16, full ? 200 : 50, seeds.child("evaluation"), intact, seeds.child("run", i)));
        }
        return runs;
    }

    /** A branch that nothing had run on when the weights of the agent were bounded. */
    private static SeedTree seeds(ControlTask task, Settings settings) {
        return settings.seeds("verdict")
                .child("CURVE-1")
                .child("bounded weights")
                .child(task.id());
    }

    private record Row(ControlTask task) implements Claim {
        /** What has to be saved, as a share of the cost at the start. */
        private static final double SAVED = 0.1;

        /** One per cent over both tasks. */
        private static final double LEVEL = 0.01 / 2;

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    "CURVE-1@" + task.id(),
                    "Algorithm 1 with trajectories lowers the designer's true cost by more than a tenth, from an agent that was"
                            + " trained for the first reward.",
                    "1 − (designer's cost at the end)/(at the start), over " + LearningRun.EVALUATION_SCENARIOS
                            + " scenarios that are the same for all runs",
                    Guarantee.SEPARATION,
                    Paper.at("Algorithm 1, with coupled batches (docs/theory.md, section \"Coupled sampling\")"),
                    List.of(
                            "none is certified: no PL constant is known where training passes, and none holds on all of ℝᵈ"
                                    + " (PRAC-2)"),
                    "above " + SAVED,
                    "Student's tests of the mean over seeds, each one-sided at level " + LEVEL
                            + ", so that both tasks together have 0.01 (Bonferroni; a claim can be run alone). SUPPORTED iff the"
                            + " lower bound is above " + SAVED
                            + " and every run ends finite; NOT_SUPPORTED iff the upper bound is below " + SAVED
                            + "; INCONCLUSIVE otherwise.",
                    "the same runs without the penalty term (ĝ_φ replaced by 0), where the agent goes on learning and the reward"
                            + " stays, must be NOT_SUPPORTED under the same rule");
        }

        /** No assumption of a theorem is presumed, as none is known to hold. */
        @Override
        public List<Assumption> assumptions(Settings settings) {
            return List.of();
        }

        private List<LearningRun> runs(Settings settings, boolean intact) {
            return DesignersLearn.runs(task, settings, intact);
        }

        @Override
        public List<Cell> plan(Settings settings) {
            List<Cell> cells = new ArrayList<>();
            for (boolean intact : new boolean[] {true, false}) {
                runs(settings, intact).forEach(run -> cells.add(new Cell(run.key(), run::run)));
            }
            return cells;
        }

        private List<CellResult> results(Settings settings, Results results, boolean intact) {
            return runs(settings, intact).stream()
                    .map(run -> results.get(run.key()))
                    .toList();
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            List<CellResult> learning = results(settings, results, true);
            List<CellResult> control = results(settings, results, false);
            Map<String, OracleCounts> drawn = new TreeMap<>();
            learning.forEach(run -> drawn.merge(LearningRun.METHOD, run.counts(), OracleCounts::plus));
            control.forEach(run -> drawn.merge("penalty dropped", run.counts(), OracleCounts::plus));
            Optional<StudentInterval> saved = saved(learning);
            Verdict rejected = decide(saved(control));
            return new Evidence(
                            decide(saved),
                            describe(saved),
                            new Evidence.Effect(
                                    "share of the designer's cost that is saved",
                                    saved.map(StudentInterval::mean).orElse(Double.NaN),
                                    saved.map(s -> s.interval(0.95))),
                            List.of(new Evidence.Control(
                                    "penalty term dropped",
                                    rejected == Verdict.NOT_SUPPORTED,
                                    describe(saved(control)))),
                            saved.map(s -> String.format(
                                            Locale.ROOT,
                                            "would have rejected a mean share of 0 with probability %.3f (%d seeds, standard deviation %.2g)",
                                            new Power(
                                                            SAVED,
                                                            Double.POSITIVE_INFINITY,
                                                            1 - 2 * LEVEL,
                                                            s.size(),
                                                            s.standardDeviation())
                                                    .ofRejecting(0),
                                            s.size(),
                                            s.standardDeviation()))
                                    .orElse("none: a run failed"),
                            "branch 'verdict/CURVE-1/" + task.id() + "' of master seed " + settings.masterSeed(),
                            drawn,
                            CurveViews.plots(learning, control),
                            List.of(
                                    CurveViews.curves(learning, control),
                                    CurveViews.goals(Goal.of(task), learning, control)))
                    .refutedAt(saved.map(s -> s.pValueBelow(SAVED)).orElse(Double.NaN));
        }

        /** Empty if a run has failed. */
        private static Optional<StudentInterval> saved(List<CellResult> runs) {
            if (runs.stream().anyMatch(run -> !run.failure().isEmpty())) {
                return Optional.empty();
            }
            return Optional.of(StudentInterval.of(runs.stream()
                    .map(run -> run.series("designer"))
                    .mapToDouble(cost -> 1 - cost[cost.length - 1] / cost[0])
                    .toArray()));
        }

        private static Verdict decide(Optional<StudentInterval> saved) {
            if (saved.isEmpty()) {
                return Verdict.INCONCLUSIVE;
            }
            if (saved.get().lowerBound(1 - LEVEL) > SAVED) {
                return Verdict.SUPPORTED;
            }
            return saved.get().upperBound(1 - LEVEL) < SAVED ? Verdict.NOT_SUPPORTED : Verdict.INCONCLUSIVE;
        }

        private static String describe(Optional<StudentInterval> saved) {
            return saved.map(s -> String.format(
                            Locale.ROOT,
                            "Mean share saved %.3f over %d seeds, one-sided bounds %.3f and %.3f.",
                            s.mean(),
                            s.size(),
                            s.lowerBound(1 - LEVEL),
                            s.upperBound(1 - LEVEL)))
                    .orElse("A run did not stay finite.");
        }
    }
}
