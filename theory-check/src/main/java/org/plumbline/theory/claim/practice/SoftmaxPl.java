package org.plumbline.theory.claim.practice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.plumbline.problem.mdp.PolicyEvaluation;
import org.plumbline.problem.mdp.SoftMdpProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Claim;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Guarantee;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.assumption.Domain;
import org.plumbline.theory.measure.Descent;
import org.plumbline.theory.measure.Landscape;

/**
 * PRAC-2 on tabular softmax policies, where PL holds with a constant that depends on the policy,
 * \(\mu(\lambda) = 2\tau\,\min\pi^2\,\min_s d(s)^2/d^*(s)\), d and d* being unnormalised occupancies. It is at least
 * \(C(\lambda)^2/2 = \tfrac\tau S\min\pi^2\,\min_s\nu(s)\,\min_s d(s)/d^*(s)\) of Mei et al., as \(d \ge \nu\).
 */
record SoftmaxPl(SoftMdpProblem problem) implements Claim {
    /** Logits are normal with this deviation, so that some actions begin rare. */
    private static final double LOGITS = 3;

    /** Gaps below this share of the first are differences of rounding errors. */
    private static final double SMALLEST_GAP = 1e-10;

    private static final List<String> SERIES = List.of("ratio", "bound", "lemma", "uniform", "least share");

    @Override
    public ClaimCard card() {
        return new ClaimCard(
                "PRAC-2@soft-mdp",
                "Along policy gradient, a tabular softmax policy satisfies PL with the constant that belongs to its least"
                        + " probability.",
                "½‖∇_λ g‖²/(g − g*) over μ(λ), at every step of exact gradient descent",
                Guarantee.UPPER_BOUND,
                new Citation("Mei, Xiao, Szepesvári, Schuurmans, ICML 2020", "Lemma 15", Provenance.RECALLED),
                List.of("exact gradients; starts reach every state"),
                "at least 1 always, and loose by orders of magnitude",
                "NOT_SUPPORTED iff the ratio is below μ(λ), or below C(λ)²/2, at some step of some run while the gap is above 1e-10"
                        + " of the first. SUPPORTED iff it never is. Nothing but the starts is random: no false alarm.",
                "a constant that does not see how small a probability is, min π replaced by 1/A, must be NOT_SUPPORTED under the"
                        + " same rule");
    }

    @Override
    public List<Assumption> assumptions(Settings settings) {
        return List.of(new Domain(problem));
    }

    private static int steps(Settings settings) {
        return settings.profile() == Profile.FULL ? 3000 : 300;
    }

    private static int runs(Settings settings) {
        return settings.profile() == Profile.FULL ? 50 : 10;
    }

    private String key(Settings settings, int run) {
        return "softmax-pl|" + problem.id() + "|steps=" + steps(settings) + '|' + seeds(settings, run);
    }

    private static SeedTree seeds(Settings settings, int run) {
        return settings.seeds("verdict").child("PRAC-2").child("softmax", run);
    }

    @Override
    public List<Cell> plan(Settings settings) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < runs(settings); i++) {
            int run = i;
            cells.add(new Cell(key(settings, run), () -> run(steps(settings), seeds(settings, run).stream())));
        }
        return cells;
    }

    private CellResult run(int steps, RandomStream stream) {
        double[] phi = problem.start().phi();
        double optimum = problem.truth().lowerOptimum(phi);
        double[] best = occupancy(problem.truth().lowerSolution(phi));
        double[] start = new double[problem.lowerDimension()];
        Arrays.setAll(start, i -> LOGITS * stream.gaussian());
        Descent descent = new Descent(Landscape.of(problem), start);
        double first = descent.value() - optimum;
        List<double[]> seen = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            double gap = descent.value() - optimum;
            if (!(gap > SMALLEST_GAP * first)) {
                break;
            }
            seen.add(look(descent, gap, best));
            if (!descent.step()) {
                break;
            }
        }
        Map<String, double[]> series = new HashMap<>();
        for (int s = 0; s < SERIES.size(); s++) {
            int column = s;
            series.put(
                    SERIES.get(s), seen.stream().mapToDouble(row -> row[column]).toArray());
        }
        return CellResult.of(series);
    }

    /** In the order of {@link #SERIES}. */
    private double[] look(Descent descent, double gap, double[] best) {
        double[] lambda = descent.lambda();
        double share = Arrays.stream(problem.policy(lambda).orElseThrow()).min().orElseThrow();
        double[] occupancy = occupancy(lambda);
        double[] initial = problem.mdp().initial();
        double squares = Double.POSITIVE_INFINITY;
        double quotient = Double.POSITIVE_INFINITY;
        double least = Double.POSITIVE_INFINITY;
        for (int s = 0; s < occupancy.length; s++) {
            squares = Math.min(squares, occupancy[s] * occupancy[s] / best[s]);
            quotient = Math.min(quotient, occupancy[s] / best[s]);
            least = Math.min(least, initial[s]);
        }
        double temperature = problem.agent().temperature();
        double uniform = 1.0 / problem.mdp().actions();
        return new double[] {
            descent.squaredGradient() / 2 / gap,
            2 * temperature * share * share * squares,
            temperature / occupancy.length * share * share * least * quotient,
            2 * temperature * uniform * uniform * squares,
            share
        };
    }

    private double[] occupancy(double[] lambda) {
        return new PolicyEvaluation(problem.mdp(), problem.policy(lambda).orElseThrow()).occupancy();
    }

    @Override
    public Evidence judge(Settings settings, Results results) {
        List<CellResult> runs = new ArrayList<>();
        for (int i = 0; i < runs(settings); i++) {
            runs.add(results.get(key(settings, i)));
        }
        double bound = worst(runs, "bound");
        double lemma = worst(runs, "lemma");
        double uniform = worst(runs, "uniform");
        return new Evidence(
                bound < 1 || lemma < 1 ? Verdict.NOT_SUPPORTED : Verdict.SUPPORTED,
                String.format(
                        Locale.ROOT,
                        "The ratio is at least %.3g μ(λ) and %.3g C(λ)²/2 at every step of %d runs.",
                        bound,
                        lemma,
                        runs.size()),
                new Evidence.Effect("least ratio over μ(λ)", bound, Optional.empty()),
                List.of(new Evidence.Control(
                        "1/A in place of min π", uniform < 1, "least ratio over the constant " + uniform)),
                "a bound that is loose by a factor cannot be told from one that is too small by less than that",
                "branch 'verdict/PRAC-2' of master seed " + settings.masterSeed(),
                Map.of(),
                List.of(plot(runs.get(0))),
                List.of(table(runs)));
    }

    /** The least ratio over a constant, over all steps of all runs. */
    private static double worst(List<CellResult> runs, String constant) {
        return runs.stream()
                .mapToDouble(
                        run -> Arrays.stream(quotients(run, constant)).min().orElse(Double.POSITIVE_INFINITY))
                .min()
                .orElseThrow();
    }

    private static double[] quotients(CellResult run, String constant) {
        double[] ratio = run.series("ratio");
        double[] value = run.series(constant);
        Arrays.setAll(ratio, i -> ratio[i] / value[i]);
        return ratio;
    }

    private static Plot plot(CellResult run) {
        double[] x = new double[run.series("ratio").length];
        Arrays.setAll(x, i -> i + 1.0);
        List<Plot.Series> series = new ArrayList<>(List.of(
                Plot.Series.line("ratio", Plot.Style.MEASURED, x, run.series("ratio")),
                Plot.Series.line("μ(λ)", Plot.Style.PREDICTION, x, run.series("bound")),
                Plot.Series.line("C(λ)²/2 of Mei et al.", Plot.Style.PREDICTION, x, run.series("lemma"))));
        return new Plot(
                "constants-along-descent",
                "The PL ratio of the first run and the constants that bound it from below",
                new Plot.Axis("point of the descent, from 1", true),
                new Plot.Axis("½‖∇g‖²/(g − g*)", true),
                series);
    }

    private static Table table(List<CellResult> runs) {
        List<List<Object>> rows = new ArrayList<>();
        for (CellResult run : runs) {
            double[] share = run.series("least share");
            rows.add(List.of(
                    "run " + rows.size(),
                    (long) share.length,
                    share[0],
                    Arrays.stream(share).min().orElseThrow(),
                    share[share.length - 1],
                    Arrays.stream(run.series("ratio")).min().orElseThrow(),
                    Arrays.stream(quotients(run, "bound")).min().orElseThrow(),
                    Arrays.stream(quotients(run, "bound")).max().orElseThrow(),
                    Arrays.stream(quotients(run, "lemma")).min().orElseThrow(),
                    Arrays.stream(quotients(run, "uniform")).min().orElseThrow()));
        }
        return new Table(
                "constants",
                "Least probability of an action, and the ratio over each constant",
                List.of(
                        "run",
                        "points",
                        "min π at first",
                        "least",
                        "last",
                        "least ratio",
                        "least ratio/μ(λ)",
                        "largest",
                        "least ratio/(C²/2)",
                        "least ratio/control"),
                rows);
    }
}
