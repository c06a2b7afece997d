package org.plumbline.theory.claim.pl;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.plumbline.oracle.Constant;
import org.plumbline.oracle.Constants;
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
import org.plumbline.theory.Plot;
import org.plumbline.theory.Plot.Series;
import org.plumbline.theory.Plot.Style;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.assumption.Domain;
import org.plumbline.theory.assumption.PlInequality;
import org.plumbline.theory.assumption.Smoothness;
import org.plumbline.theory.judge.BoundCase;
import org.plumbline.theory.judge.BoundDecision;
import org.plumbline.theory.judge.BoundRule;
import org.plumbline.theory.measure.Landscape;
import org.plumbline.theory.measure.PenalisedLevel;
import org.plumbline.theory.measure.PlSearch;

/** PL-3: where PL holds, gradient descent contracts the gap at every step as {@link Contraction} says, from every start. */
@AutoService(Audit.class)
public final class DescentFindsTheGlobalMinimum implements Audit {
    /** Forty runs of some 2·10⁵ steps take seconds; the constants of agents, loose by many orders, would take years. */
    private static final double LARGEST_CONDITION = 1e4;

    @Override
    public String id() {
        return "PL-3";
    }

    /**
     * The declared constants of the regulator and of the Markov decision process hold far beyond where these runs go, and
     * with them any contraction would do. Their rows have local ones, of which every step is a check.
     */
    @Override
    public List<Claim> claims() {
        return List.of(
                declared("quadratic"),
                declared("rank-deficient-quadratic"),
                declared("pl-game"),
                declared("karimi"),
                declared("sine-composite"),
                new Row("PL-3@lqr-reward-design", Problems.named("lqr-reward-design/claims"), 0.5, 40, 2),
                new Row("PL-3@soft-mdp", Problems.named("soft-mdp/claims"), 0.005, 1.5, 0.5));
    }

    /** Where both constants are declared, and a run ends: it makes as many steps as they promise, some 20 L/μ. */
    @Override
    public List<Claim> on(BilevelProblem problem) {
        double mu = declared(problem, Constants.MU);
        double smoothness = declared(problem, Constants.L);
        return smoothness <= LARGEST_CONDITION * mu ? List.of(declared("PL-3@" + problem.id(), problem)) : List.of();
    }

    /** NaN where there is none. */
    private static double declared(BilevelProblem problem, String symbol) {
        return problem.constants().find(symbol).map(Constant::value).orElse(Double.NaN);
    }

    private static Row declared(String family) {
        return declared("PL-3@" + family, Problems.named(family + "/claims"));
    }

    private static Row declared(String id, BilevelProblem problem) {
        return new Row(
                id,
                problem,
                problem.constants().require(Constants.MU),
                problem.constants().require(Constants.L),
                Double.POSITIVE_INFINITY);
    }

    /** {@code sublevel}: the largest gap of a start; where it is finite, μ and L hold there, and each run is the check of it. */
    private record Row(String id, BilevelProblem problem, double mu, double smoothness, double sublevel)
            implements Claim {
        /** Above the rounding of a quotient of two gaps, each of which is at least 1e-9 of the loss. */
        private static final BoundRule RULE = new BoundRule(0.01, 1e-5, 0.1, 0.8);

        /** Half of them with the step 1/L, half with 1/(2L). */
        private static final int RUNS = 40;
        /** So many of them, of either step, start where a search finds the least PL ratio. */
        private static final int SEARCHED = 8;

        private static final double SHARE = 1e-8;
        /** Rounding of a PL ratio whose gap is at least 1e-9 of the loss, relative. */
        private static final double ROUNDING = 1e-5;
        /** Rounding of a smoothness inequality, relative to the loss. */
        private static final double EXCESS = 1e-12;

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    id,
                    "PL makes gradient descent converge linearly to the global minimum from every start.",
                    "(g(λ⁺) − g*)/(g(λ) − g*) at every step, without units; share of the gap that is left after as many"
                            + " steps as the factor promises for " + SHARE,
                    Guarantee.UPPER_BOUND,
                    new Citation(
                            "Abbaszadehpeivasti, de Klerk, Zamani, Optim. Lett. 17, 2023, arXiv 2204.00647",
                            "factor for the step 1/L; derived again in docs/theory.md, section 1",
                            Provenance.RECALLED),
                    List.of(
                            local()
                                    ? String.format(
                                            Locale.ROOT,
                                            "μ = %.3g and L = %.3g on {g − g* ≤ %.3g}, where the runs start; INCONCLUSIVE if a step shows a"
                                                    + " larger curvature or a point a smaller PL ratio",
                                            mu,
                                            smoothness,
                                            sublevel)
                                    : "PL with the declared μ, smooth with the declared L; INCONCLUSIVE if a step shows"
                                            + " otherwise"),
                    String.format(
                            Locale.ROOT,
                            "at most (2L−2μ)/(2L+μ) = %.6f for τ = 1/L and 1 − τμ = %.6f for τ = 1/(2L), at every step; no"
                                    + " start trapped",
                            bound(0, mu),
                            bound(1, mu)),
                    RULE.describe() + " Two cases a run: its largest factor, and the share of the gap that is left. "
                            + RUNS
                            + " runs from random (φ, λ), every second with τ = 1/(2L)"
                            + (local() ? "" : ", " + SEARCHED + " of them from the least PL ratio that a search finds")
                            + ". SUPPORTED iff no case is violated;"
                            + " NOT_SUPPORTED iff one is.",
                    "the double well labelled PL with this μ, and this μ declared " + overstated()
                            + " times too large, must be NOT_SUPPORTED under the same rule");
        }

        private boolean local() {
            return sublevel < Double.POSITIVE_INFINITY;
        }

        /** A local μ has a reserve. */
        private double overstated() {
            return local() ? 20 : 3;
        }

        /** The factor that is promised to run i. */
        private double bound(int run, double claimed) {
            return bound(run, claimed, smoothness);
        }

        private static double bound(int run, double claimed, double smoothness) {
            return run % 2 == 0
                    ? Contraction.sharp(claimed, smoothness)
                    : Contraction.plain(claimed, step(run, smoothness));
        }

        /** Steps to a share of the gap. Where μ = L the factor of the step 1/L is 0, and it takes one. */
        private int promised(int run, double l) {
            return Math.max(1, (int) Math.ceil(Math.log(SHARE) / Math.log(bound(run, mu, l))));
        }

        private static double step(int run, double smoothness) {
            return 1 / smoothness / (run % 2 == 0 ? 1 : 2);
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return List.of(new PlInequality(problem, 0), new Smoothness(problem), new Domain(problem));
        }

        private SeedTree seeds(Settings settings) {
            return settings.seeds("verdict").child("PL-3").child(problem.id());
        }

        private String key(Settings settings, String name) {
            return "descents|" + name + "|μ=" + mu + "|L=" + smoothness + '|' + RUNS + '|' + SEARCHED + "|sublevel="
                    + sublevel + '|' + seeds(settings);
        }

        @Override
        public List<Cell> plan(Settings settings) {
            SeedTree seeds = seeds(settings);
            BilevelProblem well = Problems.named("double-well/claims");
            double wellL = well.constants().require(Constants.L);
            return List.of(
                    new Cell(
                            key(settings, problem.id()),
                            () -> runs(problem, smoothness, local() ? 0 : SEARCHED, seeds.child("runs"))),
                    new Cell(key(settings, well.id()), () -> runs(well, wellL, 0, seeds.child("double well"))));
        }

        /** One series for each of what a descent measures, over the runs. */
        private CellResult runs(BilevelProblem descended, double l, int searched, SeedTree seeds) {
            Map<String, double[]> all = new TreeMap<>();
            for (int i = 0; i < RUNS; i++) {
                int run = i;
                SeedTree stream = seeds.child("run", i);
                double[] phi = descended.box().sample(stream.child("phi").stream());
                double[] start = descended.sampleLower(phi, stream.child("start").stream());
                if (i < searched) {
                    double[] worst = new PlSearch(
                                    PenalisedLevel.of(descended, 0, stream.child("scale").stream()),
                                    PlSearch.Effort.CERTIFICATE)
                            .search(stream.child("search").stream())
                            .point();
                    phi = Arrays.copyOf(worst, phi.length);
                    start = Arrays.copyOfRange(worst, phi.length, worst.length);
                }
                if (descended.id().equals(problem.id())) {
                    start = inSublevel(descended, phi, start);
                }
                int promised = promised(i, l);
                CellResult result = new ConstantStepDescent(
                                Landscape.penalised(descended, phi, 0),
                                descended.truth().lowerOptimum(phi),
                                step(i, l),
                                l)
                        .run(start, promised, SHARE);
                result.values()
                        .forEach((name, value) -> all.computeIfAbsent(name, n -> new double[RUNS])[run] = value[0]);
            }
            return CellResult.of(all);
        }

        /** Half of the way to the solution, again and again, until the gap is small enough. */
        private double[] inSublevel(BilevelProblem descended, double[] phi, double[] start) {
            double[] at = start.clone();
            double[] solution = descended.truth().lowerSolution(phi);
            double optimum = descended.truth().lowerOptimum(phi);
            while (!(descended.truth().functions().lower(phi, at) - optimum <= sublevel)) {
                for (int j = 0; j < at.length; j++) {
                    at[j] = (at[j] + solution[j]) / 2;
                }
            }
            return at;
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            CellResult runs = results.get(key(settings, problem.id()));
            CellResult well = results.get(key(settings, "double-well/claims"));
            double wellL = Problems.named("double-well/claims").constants().require(Constants.L);
            BoundDecision decision = RULE.decide(cases(runs, mu, smoothness));
            BoundDecision trapped = RULE.decide(cases(well, mu, wellL));
            BoundDecision tooLarge = RULE.decide(cases(runs, overstated() * mu, smoothness));
            double excess =
                    Arrays.stream(runs.series(ConstantStepDescent.EXCESS)).max().orElseThrow();
            double ratio =
                    Arrays.stream(runs.series(ConstantStepDescent.RATIO)).min().orElseThrow();
            boolean outside = excess > EXCESS || ratio < mu * (1 - ROUNDING);
            long caught = Arrays.stream(well.series(ConstantStepDescent.LEFT))
                    .filter(left -> left > SHARE)
                    .count();
            return new Evidence(
                    outside ? Verdict.INCONCLUSIVE : decision.verdict(),
                    String.format(
                                    Locale.ROOT,
                                    "%sAlong the runs smoothness with L = %.5g was exceeded by %.2g of the loss at most, and"
                                            + " the PL ratio was at least %.5g (μ = %.5g). ",
                                    outside ? "The constants do not hold along the runs. " : "",
                                    smoothness,
                                    excess,
                                    ratio,
                                    mu)
                            + decision.reason(),
                    new Evidence.Effect(
                            "largest (1 − factor) that was promised over (1 − factor) that was seen",
                            largestShare(runs),
                            Optional.empty()),
                    List.of(
                            new Evidence.Control(
                                    "double well labelled with this μ",
                                    trapped.verdict() == Verdict.NOT_SUPPORTED,
                                    caught + " of " + RUNS + " starts trapped; " + trapped.verdict() + ": "
                                            + trapped.reason()),
                            new Evidence.Control(
                                    "μ declared " + overstated() + " times too large",
                                    tooLarge.verdict() == Verdict.NOT_SUPPORTED,
                                    tooLarge.verdict() + ": " + tooLarge.reason())),
                    "deterministic given the starts: any factor above its bound shows, with probability 1",
                    RUNS + " starts under the branch 'verdict/PL-3' of master seed " + settings.masterSeed(),
                    Map.of(),
                    List.of(plot(runs)),
                    List.of(table(runs)));
        }

        private static List<BoundCase> cases(CellResult runs, double claimed, double smoothness) {
            double[] factors = runs.series(ConstantStepDescent.CONTRACTION);
            double[] left = runs.series(ConstantStepDescent.LEFT);
            List<BoundCase> cases = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                double bound = bound(i, claimed, smoothness);
                cases.add(new BoundCase("factor of run " + i, factors[i], bound, 0, Double.POSITIVE_INFINITY, 1));
                cases.add(BoundCase.exact("what run " + i + " leaves", left[i], SHARE));
            }
            return cases;
        }

        /** 1 where a bound is attained. */
        private double largestShare(CellResult runs) {
            double[] factors = runs.series(ConstantStepDescent.CONTRACTION);
            return IntStream.range(0, RUNS)
                    .mapToDouble(i -> (1 - bound(i, mu)) / (1 - factors[i]))
                    .max()
                    .orElseThrow();
        }

        private Plot plot(CellResult runs) {
            double[] factors = runs.series(ConstantStepDescent.CONTRACTION);
            double[] x = IntStream.range(0, RUNS).mapToDouble(i -> i).toArray();
            return new Plot(
                    "contraction",
                    "Largest factor of the gap over the steps of each run; even runs with τ = 1/L, odd with 1/(2L)",
                    new Plot.Axis("run", false),
                    new Plot.Axis("(g(λ⁺) − g*)/(g(λ) − g*)", false),
                    List.of(
                            Series.line("largest factor", Style.MEASURED, x, factors),
                            Series.line(
                                    "bound",
                                    Style.PREDICTION,
                                    x,
                                    Arrays.stream(x)
                                            .map(i -> bound((int) i, mu))
                                            .toArray())));
        }

        private Table table(CellResult runs) {
            List<List<Object>> rows = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                rows.add(List.of(
                        (i < SEARCHED && !local() ? "least PL ratio " : "random ") + i,
                        step(i, smoothness) * smoothness,
                        runs.series(ConstantStepDescent.CONTRACTION)[i],
                        bound(i, mu),
                        Contraction.plain(mu, step(i, smoothness)),
                        runs.series(ConstantStepDescent.STEPS)[i],
                        (long) promised(i, smoothness)));
            }
            return new Table(
                    "descents",
                    "Every run: its largest factor, the bounds, and the steps to " + SHARE
                            + " of the gap or to rounding",
                    List.of("start", "τL", "largest factor", "bound", "1 − τμ", "steps", "steps promised"),
                    rows);
        }
    }
}
