package org.plumbline.theory.claim.outer;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.plumbline.numeric.Vectors;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.problem.chain.Chain;
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
import org.plumbline.theory.Plot;
import org.plumbline.theory.Plot.Series;
import org.plumbline.theory.Plot.Style;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.assumption.PlInequality;
import org.plumbline.theory.judge.BoundCase;
import org.plumbline.theory.judge.BoundDecision;
import org.plumbline.theory.judge.BoundRule;
import org.plumbline.theory.judge.Conjunction;
import org.plumbline.theory.judge.SlopeDecision;
import org.plumbline.theory.judge.SlopeRule;
import org.plumbline.theory.statistics.LogLogFit;

/**
 * OUT-1@chain: on hard nonconvex upper losses of one smoothness and one gap, no iterate of the outer loop is stationary to ε,
 * in squared units, before \(T = \Theta(1/\epsilon)\), and one is then.
 *
 * <p>\(\nabla^2\Phi_\sigma = \nabla^2f(I + \tfrac\sigma\kappa\nabla^2f)^{-1}\) at \(\lambda_\sigma\), whose eigenvalues
 * \(x/(1+\sigma x/\kappa)\) are at most those of \(\nabla^2f\): \(\eta \le 1/L_\Phi\) descends at every σ.
 */
@AutoService(Audit.class)
public final class HardChainsNeedManySteps implements Audit {
    @Override
    public String id() {
        return "OUT-1";
    }

    @Override
    public List<Claim> claims() {
        return List.of(new Row());
    }

    private record Row() implements Claim {
        private static final String ID = "OUT-1@chain";
        private static final SlopeRule SLOPE = new SlopeRule(-1, 0.1, 0.95, 5);
        private static final BoundRule BOUND = BoundRule.standard();
        private static final double[] TARGETS = {1.0 / 8, 1.0 / 16, 1.0 / 32, 1.0 / 64};
        /**
         * Makes room for 16 links at the first target, and for twice as many at each next one. The ends of a chain cost as much
         * as two or three links at every length, so that shorter ones are not yet proportional to 1/ε.
         */
        private static final double GAP = 12 * Chain.LINK_SMOOTHNESS * 16 * TARGETS[0];

        private static final double[] SIGMAS = {1.0 / 8, 1.0 / 2, 1, 3.0 / 2, 15.0 / 8};
        private static final double[] STEPS = {1};

        private static final String HITS = "first stationary step";
        private static final String BEFORE = "least before T links";
        private static final String AVERAGES = "averages";
        private static final String BOUNDS = "bounds";
        private static final String FASTER = "last iterate at the faster rate";

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    ID,
                    "On upper losses of one smoothness and one gap the exact outer loop needs Θ(1/ε) steps until its last"
                            + " iterate has ‖∇Φ‖² ≤ ε, at every σ.",
                    "first t with ‖∇Φ(φ_t)‖² ≤ ε, squared units",
                    Guarantee.TIGHT,
                    new Citation(
                            "Carmon, Duchi, Hinder, Sidford, Math. Program. 184, 2020",
                            "section 3.2, the chain; the saturating variant is derived at Chain",
                            Provenance.RECALLED),
                    List.of("L_Φ = 1, Φ(0) − inf Φ ≤ Δ, κ = 2; σ ≤ 15/8, where g + σf is strongly convex"),
                    "slope −1 of the first such t in ε; ‖∇Φ(φ_t)‖² ≥ 2ε at all t below the number of links, which is"
                            + " ∝ 1/ε; average of ‖∇Φ_σ‖² ≤ 2Δ/(ηT)",
                    SLOPE.describe()
                            + " One slope for each of 5 σ from 1/8 to 15/8, η = 1/L_Φ, over ε = 1/8 … 1/64 (16 to"
                            + " 128 links); the smallest and largest must lie within the margin too. Nothing is random: the"
                            + " interval is a way to speak of all of them. "
                            + BOUND.describe()
                            + " Cases: the least ‖∇Φ(φ_t)‖² before that many steps against 2ε, from below, and the average"
                            + " at the first stationary step against its bound. SUPPORTED iff all are; NOT_SUPPORTED iff"
                            + " one is.",
                    "the claim that T ∝ ε^(−1/2) steps, as many as needed at the largest ε, leave ‖∇Φ(φ_T)‖² ≤ ε must be"
                            + " NOT_SUPPORTED under the bound rule; so must a quarter of the bound of the average");
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return PlInequality.forAll(Problems.named("chain/claims"), SIGMAS[0], 1);
        }

        private static String key(Settings settings, double sigma, double share) {
            return "hard chains|" + Arrays.toString(TARGETS) + "|Δ=" + GAP + "|σ=" + sigma + "|η=" + share + '|'
                    + settings.masterSeed();
        }

        @Override
        public List<Cell> plan(Settings settings) {
            List<Cell> cells = new ArrayList<>();
            for (double sigma : SIGMAS) {
                for (double share : STEPS) {
                    cells.add(new Cell(key(settings, sigma, share), () -> descend(sigma, share)));
                }
            }
            return cells;
        }

        private static CellResult descend(double sigma, double share) {
            Map<String, double[]> values = new LinkedHashMap<>();
            for (String name : List.of(HITS, BEFORE, AVERAGES, BOUNDS, FASTER)) {
                values.put(name, new double[TARGETS.length]);
            }
            for (int k = 0; k < TARGETS.length; k++) {
                Chain chain = Chain.forTarget(TARGETS[k], 1, GAP);
                BilevelProblem problem = chain.instance("chain");
                ProxyDescent descent = new ProxyDescent(problem, sigma, share);
                double most = 4 * GAP / (share * TARGETS[k]);
                double least = Double.POSITIVE_INFINITY;
                double squared = squared(problem, descent);
                // As many steps as the first target took, times the root of the ratio of the targets.
                double faster = k == 0 ? 0 : values.get(HITS)[0] * Math.sqrt(TARGETS[0] / TARGETS[k]);
                while (squared > TARGETS[k] && descent.steps() < most) {
                    if (descent.steps() < chain.length()) {
                        least = Math.min(least, squared);
                    }
                    descent.step();
                    squared = squared(problem, descent);
                    if (descent.steps() <= faster) {
                        values.get(FASTER)[k] = squared;
                    }
                }
                if (!(squared <= TARGETS[k])) {
                    CellResult nothing = CellResult.of(Map.of());
                    return new CellResult(
                            nothing.values(),
                            nothing.method(),
                            nothing.counts(),
                            "no stationary point within " + (long) most + " steps at ε = " + TARGETS[k]);
                }
                values.get(HITS)[k] = descent.steps();
                values.get(BEFORE)[k] = least;
                values.get(AVERAGES)[k] = descent.average();
                values.get(BOUNDS)[k] = 2 * chain.gap() / (share * descent.steps());
                if (k == 0) {
                    values.get(FASTER)[k] = squared;
                }
            }
            return CellResult.of(values);
        }

        private static double squared(BilevelProblem problem, ProxyDescent descent) {
            return Vectors.squaredNorm(problem.truth().hypergradient(descent.phi()));
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            List<CellResult> runs = new ArrayList<>();
            for (double sigma : SIGMAS) {
                for (double share : STEPS) {
                    runs.add(results.get(key(settings, sigma, share)));
                }
            }
            Optional<String> failure = runs.stream()
                    .map(CellResult::failure)
                    .filter(why -> !why.isEmpty())
                    .findFirst();
            if (failure.isPresent()) {
                return Evidence.notMeasured(failure.get());
            }
            SlopeDecision slope = SLOPE.decide(runs.stream()
                    .mapToDouble(run -> LogLogFit.of(TARGETS, run.series(HITS)).slope())
                    .toArray());
            boolean within = slope.smallest() >= -1.1 && slope.largest() <= -0.9;
            Verdict order = slope.verdict() == Verdict.SUPPORTED && !within ? Verdict.INCONCLUSIVE : slope.verdict();
            BoundDecision needed = BOUND.decide(cases(
                    runs,
                    (run, k) -> BoundCase.exact(run.name + "needed", -run.result.series(BEFORE)[k], -2 * TARGETS[k])));
            BoundDecision average = BOUND.decide(cases(
                    runs,
                    (run, k) -> BoundCase.exact(
                            run.name + "average",
                            run.result.series(AVERAGES)[k],
                            run.result.series(BOUNDS)[k])));
            BoundDecision quarter = BOUND.decide(cases(
                    runs,
                    (run, k) -> BoundCase.exact(
                            run.name + "average",
                            run.result.series(AVERAGES)[k],
                            run.result.series(BOUNDS)[k] / 4)));
            BoundDecision faster = BOUND.decide(cases(
                    runs,
                    (run, k) -> BoundCase.exact(run.name + "last", run.result.series(FASTER)[k], TARGETS[k])));
            return new Evidence(
                    Conjunction.of(List.of(order, needed.verdict(), average.verdict())),
                    slope.reason()
                            + String.format(
                                    Locale.ROOT, " It runs from %.4f to %.4f. ", slope.smallest(), slope.largest())
                            + "Needed: " + needed.reason() + " Average: " + average.reason(),
                    new Evidence.Effect(
                            "slope in ε of the first step with ‖∇Φ‖² ≤ ε",
                            slope.slope(),
                            Optional.of(slope.interval())),
                    List.of(
                            control("T ∝ ε^(−1/2) presented as enough", faster.verdict(), faster.reason()),
                            control("a quarter of the bound of the average", quarter.verdict(), quarter.reason())),
                    "deterministic: any deviation beyond the margin shows, with probability 1",
                    "none is used: chains, σ and η are given",
                    Map.of(),
                    List.of(plot(runs)),
                    List.of(table(runs)));
        }

        private static Evidence.Control control(String description, Verdict verdict, String reason) {
            return new Evidence.Control(description, verdict == Verdict.NOT_SUPPORTED, verdict + ": " + reason);
        }

        private record Run(String name, CellResult result) {}

        private interface CaseOf {
            BoundCase at(Run run, int target);
        }

        private static List<BoundCase> cases(List<CellResult> runs, CaseOf of) {
            List<BoundCase> cases = new ArrayList<>();
            for (int i = 0; i < runs.size(); i++) {
                for (int k = 0; k < TARGETS.length; k++) {
                    cases.add(of.at(new Run("run " + i + ", ε = " + TARGETS[k] + ", ", runs.get(i)), k));
                }
            }
            return cases;
        }

        private static Plot plot(List<CellResult> runs) {
            double[] hits = runs.get(0).series(HITS);
            double[] links = Arrays.stream(TARGETS)
                    .map(target -> Chain.forTarget(target, 1, GAP).length())
                    .toArray();
            double[] line = Arrays.stream(TARGETS)
                    .map(target -> hits[0] * TARGETS[0] / target)
                    .toArray();
            double[] half = Arrays.stream(TARGETS)
                    .map(target -> hits[0] * Math.sqrt(TARGETS[0] / target))
                    .toArray();
            return new Plot(
                    "hard-chains",
                    "Exact outer steps until the last iterate has ‖∇Φ‖² ≤ ε on the hard chains, σ = 1/8, η = 1/L",
                    new Plot.Axis("ε (squared units)", true),
                    new Plot.Axis("steps", true),
                    List.of(
                            Series.line("first stationary step", Style.MEASURED, TARGETS, hits),
                            Series.line("links: fewer steps cannot do", Style.FIT, TARGETS, links),
                            Series.line("predicted slope −1", Style.PREDICTION, TARGETS, line),
                            Series.line("control: slope −1/2", Style.CONTROL, TARGETS, half)));
        }

        private static Table table(List<CellResult> runs) {
            List<List<Object>> rows = new ArrayList<>();
            for (int i = 0; i < runs.size(); i++) {
                CellResult run = runs.get(i);
                double sigma = SIGMAS[i / STEPS.length];
                double share = STEPS[i % STEPS.length];
                rows.addAll(IntStream.range(0, TARGETS.length)
                        .mapToObj(k -> List.<Object>of(
                                sigma,
                                share,
                                TARGETS[k],
                                (long) Chain.forTarget(TARGETS[k], 1, GAP).length(),
                                (long) run.series(HITS)[k],
                                run.series(BEFORE)[k] / TARGETS[k],
                                run.series(AVERAGES)[k] / run.series(BOUNDS)[k],
                                run.series(FASTER)[k] / TARGETS[k]))
                        .toList());
            }
            return new Table(
                    "hard-chains",
                    "First step with ‖∇Φ‖² ≤ ε; what was seen before as many steps as links; the average over its bound; the"
                            + " last iterate after T ∝ ε^(−1/2) steps (control)",
                    List.of(
                            "σ",
                            "ηL",
                            "ε",
                            "links",
                            "first step",
                            "least ‖∇Φ‖²/ε before",
                            "average/bound",
                            "‖∇Φ‖²/ε, control"),
                    rows);
        }
    }
}
