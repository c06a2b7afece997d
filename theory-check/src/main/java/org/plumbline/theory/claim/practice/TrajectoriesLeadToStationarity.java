package org.plumbline.theory.claim.practice;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.problem.Problems;
import org.plumbline.problem.SampledProblem;
import org.plumbline.problem.preference.PreferenceProblem;
import org.plumbline.random.SeedTree;
import org.plumbline.sampling.PathSharing;
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
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.assumption.PlInequality;
import org.plumbline.theory.claim.Paper;
import org.plumbline.theory.claim.practice.AgentRun.Setting;
import org.plumbline.theory.statistics.Power;
import org.plumbline.theory.statistics.StudentInterval;

/**
 * CURVE-2: in its reinforcement-learning form, from trajectories alone, Algorithm 1 comes to points where \(\|\nabla\Phi\|^2\)
 * is below a target, on reward design, shaping, taxation, a Stackelberg game and learning from preferences; the same runs
 * without the penalty term stop where the policy's response is not counted.
 *
 * <p>The upper loss of the first five rows has a linear term that puts a stationary point where it is known. What they
 * descend is therefore mostly that term; true return and accuracy stand beside it and may fall. The last row is the
 * preference task without it.
 */
@AutoService(Audit.class)
public final class TrajectoriesLeadToStationarity implements Audit {
    @Override
    public String id() {
        return "CURVE-2";
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                row("lqr-reward-design", "lqr-reward-design/claims", 30, exact(0.2, 200, 3, 0.12, 0.1), 60, 0.1),
                row("soft-mdp", "soft-mdp/claims", 25, exact(0.1, 300, 3, 1, 0.1), 60, 0.1),
                row("tax", "soft-mdp/tax", 25, exact(0.2, 300, 3, 1, 0.1), 60, 0.1),
                row("stackelberg", "soft-mdp/stackelberg", 25, exact(1, 500, 3, 1, 0.1), 60, 0.005),
                row("preference", "preference/mdp-current-policy", 25, exact(1, 1_500, 3, 1, 0.25), 60, 0.003),
                new Row(
                        "CURVE-2@preference-plain",
                        setting("preference/mdp-plain", 12, exact(1, 2_000, 1, 1, 0.25), 80),
                        0.0017,
                        false));
    }

    private static FirstOrderPenalty exact(double sigma, long batch, int inner, double lowerStep, double outerStep) {
        return FirstOrderPenalty.exact(sigma, batch, inner, lowerStep, outerStep);
    }

    private static Row row(
            String name, String problem, int horizon, FirstOrderPenalty method, int iterations, double target) {
        return new Row("CURVE-2@" + name, setting(problem, horizon, method, iterations), target, true);
    }

    private static Setting setting(String problem, int horizon, FirstOrderPenalty method, int iterations) {
        SampledProblem agent = (SampledProblem) Problems.named(problem);
        return new Setting(agent, horizon, PathSharing.COMMON_NUMBERS, method, iterations);
    }

    /** Manufactured: whether the upper loss has a linear term that puts a known stationary point. */
    private record Row(String id, Setting setting, double target, boolean manufactured) implements Claim {
        private static final double LEVEL = 0.95;

        /**
         * One-sided, of a false SUPPORTED and of a false NOT_SUPPORTED; five per cent over the five manufactured rows, and
         * the same again for the row that came later.
         */
        private static final double ALARM = 0.05 / 5;

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    id,
                    "From trajectories alone Algorithm 1, as stated, comes to where E‖∇Φ‖² ≤ " + target
                            + " (squared units), and without its penalty term it does not.",
                    "mean over seeds of the tail mean of ‖∇Φ(φ_t)‖², T/2 ≤ t < T, squared units",
                    Guarantee.UPPER_BOUND,
                    Paper.at("Algorithm 1 with trajectories"),
                    List.of(
                            setting.describe() + "; LSTD-Q with all features",
                            "independent batches, warm start, φ not projected",
                            "PL as declared; the region of the constant is not certified along the run",
                            boundary()),
                    "at most " + target,
                    "Student's one-sided bounds of the mean over 10 seeds (quick) or 20 (full), at level "
                            + ALARM
                            + " each (" + family() + "; approximate, as errors are skewed)."
                            + " SUPPORTED iff the upper bound is at most the target and every run ends inside the"
                            + " domain of g; NOT_SUPPORTED iff the lower bound is above the target; INCONCLUSIVE"
                            + " otherwise, and where a run diverges. The target was placed between both columns by"
                            + " exploratory runs on master seed 7: SUPPORTED means that this holds on other seeds.",
                    "the same runs without the penalty term (ĝ_φ replaced by 0) must be NOT_SUPPORTED under the same"
                            + " rule");
        }

        private String family() {
            return manufactured
                    ? "Bonferroni over the five rows, 5 % together"
                    : "this row's own, beside the 5 % of the five with manufactured optima";
        }

        private String boundary() {
            return manufactured
                    ? "the upper loss has a linear term that puts a stationary point at a chosen place, and ‖∇Φ‖ is"
                            + " judged; true return and accuracy are shown beside it, are not judged, and need not rise"
                    : "no linear term in the upper loss: Φ is the cross-entropy of pairs plus a small ridge, and where"
                            + " it is least is not known; accuracy and true return are shown and not judged";
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return List.of(new PlInequality(setting.problem(), 0));
        }

        private static int seeds(Profile profile) {
            return profile == Profile.FULL ? 20 : 10;
        }

        private List<AgentRun> runs(Settings settings, boolean intact) {
            SeedTree seeds = settings.seeds("verdict")
                    .child("CURVE-2")
                    .child(setting.problem().id());
            List<AgentRun> runs = new ArrayList<>();
            for (int i = 0; i < seeds(settings.profile()); i++) {
                runs.add(new AgentRun(setting, intact, seeds.child("run", i)));
            }
            return runs;
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
            learning.forEach(run -> drawn.merge(setting.method().name(), run.counts(), OracleCounts::plus));
            control.forEach(run -> drawn.merge("penalty dropped", run.counts(), OracleCounts::plus));
            Optional<StudentInterval> tail = tail(learning);
            Optional<StudentInterval> dropped = tail(control);
            boolean whole = tail.isPresent() && dropped.isPresent();
            return new Evidence(
                            decide(tail),
                            describe(learning, tail),
                            new Evidence.Effect(
                                    "tail mean of ‖∇Φ‖²",
                                    tail.map(StudentInterval::mean).orElse(Double.NaN),
                                    tail.map(t -> t.interval(LEVEL))),
                            List.of(new Evidence.Control(
                                    "penalty term dropped",
                                    decide(dropped) == Verdict.NOT_SUPPORTED,
                                    decide(dropped) + ": " + describe(control, dropped))),
                            tail.map(t -> String.format(
                                            Locale.ROOT,
                                            "would have rejected a mean of twice the target, %.2g, with probability %.3f",
                                            2 * target,
                                            new Power(
                                                            -target,
                                                            Double.POSITIVE_INFINITY,
                                                            1 - 2 * ALARM,
                                                            t.size(),
                                                            t.standardDeviation())
                                                    .ofRejecting(-2 * target)))
                                    .orElse("none: a run diverged"),
                            learning.size() + " seeds under the branch 'verdict/CURVE-2' of master seed "
                                    + settings.masterSeed(),
                            drawn,
                            whole ? AgentViews.plots(learning, control) : List.of(),
                            whole ? tables(learning, control) : List.of())
                    .refutedAt(tail.map(t -> t.pValueAbove(target)).orElse(Double.NaN));
        }

        private List<Table> tables(List<CellResult> learning, List<CellResult> control) {
            List<Table> tables =
                    new ArrayList<>(AgentViews.tables(setting.problem().constants(), learning, control));
            if (setting.problem() instanceof PreferenceProblem preference) {
                tables.add(LearntReward.table(preference, learning));
            }
            return tables;
        }

        /** Empty if a run has failed. */
        private static Optional<StudentInterval> tail(List<CellResult> runs) {
            if (runs.stream().anyMatch(run -> !run.failure().isEmpty())) {
                return Optional.empty();
            }
            return Optional.of(StudentInterval.of(runs.stream()
                    .mapToDouble(run -> run.series(AgentRun.TAIL)[0])
                    .toArray()));
        }

        private Verdict decide(Optional<StudentInterval> tail) {
            if (tail.isEmpty()) {
                return Verdict.INCONCLUSIVE;
            }
            if (tail.get().upperBound(1 - ALARM) <= target) {
                return Verdict.SUPPORTED;
            }
            return tail.get().lowerBound(1 - ALARM) > target ? Verdict.NOT_SUPPORTED : Verdict.INCONCLUSIVE;
        }

        private String describe(List<CellResult> runs, Optional<StudentInterval> tail) {
            return tail.map(t -> String.format(
                            Locale.ROOT,
                            "The tail mean of ‖∇Φ‖² is %.3g [%.3g, %.3g], the target %s.",
                            t.mean(),
                            t.interval(LEVEL).lower(),
                            t.interval(LEVEL).upper(),
                            target))
                    .orElseGet(() -> runs.stream()
                            .map(CellResult::failure)
                            .filter(failure -> !failure.isEmpty())
                            .findFirst()
                            .orElse(""));
        }
    }
}
