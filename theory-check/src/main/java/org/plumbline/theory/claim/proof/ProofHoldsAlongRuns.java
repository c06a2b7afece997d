package org.plumbline.theory.claim.proof;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.plumbline.algorithm.penalty.PenaltySchedule;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.SeedTree;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;
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
import org.plumbline.theory.assumption.Domain;
import org.plumbline.theory.assumption.PlInequality;
import org.plumbline.theory.claim.Implementation;
import org.plumbline.theory.claim.Presumed;
import org.plumbline.theory.panel.SearchedSchedule;

/**
 * LEM-1: every inequality of the convergence proof holds at every step of runs of Algorithm 1, for the errors that the run did
 * make. A proof in expectation is a sum over such steps; where a sum holds and a step does not, two errors cancel.
 */
@AutoService(Audit.class)
public final class ProofHoldsAlongRuns implements Audit {
    /** Of an instance from outside: cross derivatives are decomposed at every step. */
    private static final int LARGEST = 50;

    private static final GaussianNoise NOISE = new GaussianNoise(1, 0.5);

    @Override
    public String id() {
        return "LEM-1";
    }

    /**
     * Schedules are those of the rate claims on the same instances, but for steps on the regulator, which there are up to 1.3 of
     * the local 1/L; two thirds of them, with half as many again, do the same.
     */
    @Override
    public List<Claim> claims() {
        return List.of(
                onQuadratic(Problems.named("quadratic/claims"), Implementation.SOUND),
                new Row(
                        "LEM-1@sine-composite",
                        Problems.named("sine-composite/claims"),
                        NOISE,
                        new Schedules.Fixed(schedule(1, 3, 4, 0.2, 0.1)),
                        Targets.OWN,
                        true,
                        Implementation.SOUND),
                new Row(
                        "LEM-1@lqr-reward-design",
                        Problems.named("lqr-reward-design/claims"),
                        NOISE,
                        new Schedules.Fixed(schedule(0.5, 24, 2.25, 0.08, 0.4)),
                        Targets.OWN,
                        false,
                        Implementation.SOUND));
    }

    @Override
    public List<Claim> onRequest(BilevelProblem problem) {
        return List.of(new Presumed(
                new Row(
                        "LEM-1@" + problem.family(),
                        problem,
                        SearchedSchedule.NOISE,
                        Schedules.Searched.on(problem, Targets.OWN),
                        Targets.OWN,
                        false,
                        Implementation.SOUND),
                () -> Presumed.size(problem, LARGEST).or(() -> Presumed.modulus(problem, 0))));
    }

    /**
     * The claim on the quadratic.
     *
     * @param problem the instance
     * @param tested who makes the runs
     * @return the claim
     */
    public static Claim onQuadratic(BilevelProblem problem, Implementation tested) {
        return new Row(
                "LEM-1@quadratic",
                problem,
                NOISE,
                new Schedules.Fixed(schedule(0.5, 3, 4, 0.09, 0.1)),
                Targets.OWN,
                true,
                tested);
    }

    private static PenaltySchedule schedule(
            double cSigma, double cBatch, double cInner, double lowerStep, double outerStep) {
        return new PenaltySchedule(
                cSigma, cBatch, PenaltySchedule.THEOREM_BATCH_EXPONENT, cInner, 0, 5, lowerStep, outerStep);
    }

    /**
     * {@code near}: whether μ(σ) is so near to what the runs meet that a bound on the penalty gap can be violated.
     */
    private record Row(
            String id,
            BilevelProblem problem,
            GaussianNoise noise,
            Schedules schedules,
            Targets targets,
            boolean near,
            Implementation tested)
            implements Claim {
        /** Room for rounding in a curvature of a move of 1e-5. */
        private static final double CURVATURE = 1 + 1e-3;

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    id,
                    "Every inequality of the convergence proof, and what it presumes of steps and samples, holds at every step of"
                            + " runs under the theorem's schedule.",
                    "slack (bound − value)/bound of each inequality, at every inner and outer step",
                    Guarantee.UPPER_BOUND,
                    new Citation(
                            "Plumbline, docs/theory.md",
                            "section 5, Steps 1 to 4, in pathwise form",
                            Provenance.DERIVED),
                    List.of(
                            "μ and μ(σ) as declared; the cross derivative is taken along each segment",
                            "gradients with Gaussian noise, additive and multiplicative: " + noise,
                            "curvature of every inner step at most 1/τ and of every outer one at most 1/η, and every run"
                                    + " finishes; where not, INCONCLUSIVE"),
                    "no inequality is violated: " + String.join(", ", labels()) + "; and every premise holds: "
                            + String.join(
                                    ", ",
                                    Arrays.stream(Premise.values())
                                            .map(Premise::label)
                                            .toList()),
                    "Deterministic, as each inequality holds for the errors that were made: SUPPORTED iff none is violated by"
                            + " more than a share of " + Slacks.ROUNDING
                            + " of its bound and the rounding of a loss (" + InnerLoop.LOSS
                            + ") and every premise holds, NOT_SUPPORTED otherwise, and in any case if a premise is broken; the first"
                            + " violation is named. Targets "
                            + targets.words(Profile.QUICK) + " with " + seeds(Profile.QUICK)
                            + " seeds each, in the full profile "
                            + targets.words(Profile.FULL) + " with " + seeds(Profile.FULL) + ".",
                    "with one term left out, or one premise broken, on runs of its own, an inequality that has the term, or the"
                            + " premise, must be violated, NOT_SUPPORTED under the same rule: "
                            + String.join(
                                    "; ", defects().stream().map(Defect::label).toList()));
        }

        private static List<String> labels() {
            return Arrays.stream(Step.values()).map(Step::label).toList();
        }

        private List<Defect> defects() {
            return Arrays.stream(Defect.values())
                    .filter(defect -> defect != Defect.NONE && (near || defect != Defect.SQUARED_SIGMA))
                    .toList();
        }

        private static int seeds(Profile profile) {
            return profile == Profile.QUICK ? 4 : 10;
        }

        private double[] epsilons(Profile profile) {
            return targets.of(profile);
        }

        @Override
        public Optional<Claim> at(List<Double> epsilons) {
            return Optional.of(
                    new Row(id, problem, noise, schedules.at(epsilons), new Targets(epsilons), near, tested));
        }

        private PenaltySchedule schedule(Settings settings) {
            return schedules.of(settings).orElseThrow();
        }

        private boolean isWithoutSchedule(Settings settings) {
            return schedules.of(settings).isEmpty();
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            if (isWithoutSchedule(settings)) {
                return List.of();
            }
            PenaltySchedule schedule = schedule(settings);
            double[] epsilons = epsilons(settings.profile());
            List<Assumption> all = new ArrayList<>(PlInequality.forAll(
                    problem,
                    schedule.at(epsilons[0]).sigma(),
                    schedule.at(epsilons[epsilons.length - 1]).sigma()));
            all.add(new Domain(problem));
            return all;
        }

        private SeedTree seeds(Settings settings, Defect defect, double epsilon, int seed) {
            return settings.seeds("verdict")
                    .child("LEM-1")
                    .child(problem.id())
                    .child(defect.name())
                    .child("ε=" + epsilon)
                    .child("seed", seed);
        }

        private String key(Settings settings, Defect defect, double epsilon, int seed) {
            PenaltySchedule schedule = schedule(settings);
            return "proof|" + problem.id() + '|' + noise + '|' + defect + '|' + schedule.at(epsilon) + "|T="
                    + schedule.outerIterations(epsilon) + '|' + seeds(settings, defect, epsilon, seed);
        }

        private Cell cell(Settings settings, Defect defect, double epsilon, int seed) {
            return new Cell(key(settings, defect, epsilon, seed), () -> {
                Oracles oracles = problem.oracles(noise);
                PenaltySchedule schedule = schedule(settings);
                return new ProofRun(
                                problem,
                                schedule.at(epsilon),
                                tested,
                                Math.toIntExact(schedule.outerIterations(epsilon)),
                                defect)
                        .measure(oracles, seeds(settings, defect, epsilon, seed));
            });
        }

        @Override
        public List<Cell> plan(Settings settings) {
            List<Cell> cells = new ArrayList<>();
            schedules.source().ifPresent(search -> cells.add(search.cell(settings)));
            if (isWithoutSchedule(settings)) {
                return cells;
            }
            for (double epsilon : epsilons(settings.profile())) {
                for (int seed = 0; seed < seeds(settings.profile()); seed++) {
                    cells.add(cell(settings, Defect.NONE, epsilon, seed));
                }
            }
            for (Defect defect : defects()) {
                cells.add(cell(settings, defect, target(settings, defect), 0));
            }
            return cells;
        }

        /** Inequalities are tried at the smallest target, where there are most steps; a premise that is broken shows anywhere. */
        private double target(Settings settings, Defect defect) {
            double[] epsilons = epsilons(settings.profile());
            return epsilons[defect.breaks().isEmpty() ? epsilons.length - 1 : 0];
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            Evidence evidence = decided(settings, results);
            return schedules
                    .source()
                    .map(search -> search.beside(evidence, settings))
                    .orElse(evidence);
        }

        private Evidence decided(Settings settings, Results results) {
            if (isWithoutSchedule(settings)) {
                return Evidence.notMeasured("the search for constants of the schedule found none on " + problem.id());
            }
            Map<Double, List<CellResult>> runs = new TreeMap<>();
            String first = "";
            String presumption = "";
            String failed = "";
            boolean broken = false;
            OracleCounts drawn = OracleCounts.NONE;
            for (double epsilon : epsilons(settings.profile())) {
                for (int seed = 0; seed < seeds(settings.profile()); seed++) {
                    CellResult run = results.get(key(settings, Defect.NONE, epsilon, seed));
                    runs.computeIfAbsent(epsilon, e -> new ArrayList<>()).add(run);
                    drawn = drawn.plus(run.counts());
                    String where = "ε = " + epsilon + ", seed " + seed;
                    first = first.isEmpty() ? violation(run, where) : first;
                    presumption = presumption.isEmpty() ? curvature(run, where) : presumption;
                    failed = failed.isEmpty() ? run.failure() : failed;
                    broken |= Arrays.stream(Premise.values()).anyMatch(premise -> violates(run, premise.name()));
                }
            }
            // A run that is no run of Algorithm 1 refutes the claim wherever it goes afterwards.
            Verdict verdict = first.isEmpty() ? Verdict.SUPPORTED : Verdict.NOT_SUPPORTED;
            String undecided = broken ? "" : presumption + failed;
            ProofViews views = new ProofViews(runs);
            return new Evidence(
                    undecided.isEmpty() ? verdict : Verdict.INCONCLUSIVE,
                    (undecided.isEmpty() ? "" : undecided + " ")
                            + (first.isEmpty() ? "No inequality is violated. " : first + " ")
                            + views.tightest(),
                    new Evidence.Effect("least slack of a step in the λ-chain", views.leastInner(), Optional.empty()),
                    controls(settings, results),
                    "deterministic: any violation beyond rounding shows, with probability 1",
                    seeds(settings.profile()) + " seeds a target under the branch 'verdict/LEM-1' of master seed "
                            + settings.masterSeed(),
                    Map.of("algorithm-1 on " + id, drawn),
                    views.plots(),
                    views.tables());
        }

        private List<Evidence.Control> controls(Settings settings, Results results) {
            List<Evidence.Control> controls = new ArrayList<>();
            for (Defect defect : defects()) {
                CellResult run = results.get(key(settings, defect, target(settings, defect), 0));
                Map<String, Boolean> found = new TreeMap<>();
                defect.changed().forEach(step -> found.put(step.label(), violates(run, step.name())));
                defect.breaks().forEach(premise -> found.put(premise.label(), violates(run, premise.name())));
                controls.add(
                        new Evidence.Control(defect.label(), found.containsValue(true), "found violated: " + found));
            }
            return controls;
        }

        private static boolean violates(CellResult run, String name) {
            return run.series("violation " + name).length > 0;
        }

        private static Map<String, String> all() {
            Map<String, String> labels = new LinkedHashMap<>();
            Arrays.stream(Premise.values()).forEach(premise -> labels.put(premise.name(), premise.label()));
            Arrays.stream(Step.values()).forEach(step -> labels.put(step.name(), step.label()));
            return labels;
        }

        private static String violation(CellResult run, String where) {
            double[] earliest = null;
            String which = "";
            for (Map.Entry<String, String> each : all().entrySet()) {
                double[] found = run.series("violation " + each.getKey());
                if (found.length > 0 && (earliest == null || found[0] < earliest[0])) {
                    earliest = found;
                    which = each.getValue();
                }
            }
            return earliest == null
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            "First violated: \"%s\" at %s, t = %.0f, k = %.0f: %.6g against %.6g.",
                            which,
                            where,
                            earliest[0],
                            earliest[1],
                            earliest[2],
                            earliest[3]);
        }

        private static String curvature(CellResult run, String where) {
            double[] found = run.series("curvatures");
            return found[0] <= CURVATURE && found[1] <= CURVATURE
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            "A presumption does not hold at %s: τ times curvature up to %.4g, η times curvature up to %.4g.",
                            where,
                            found[0],
                            found[1]);
        }
    }
}
