package org.plumbline.theory.claim.bias;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.plumbline.numeric.Vectors;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.CriticLimits;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Claim;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Guarantee;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.assumption.PlInequality;
import org.plumbline.theory.claim.Paper;
import org.plumbline.theory.judge.Conjunction;
import org.plumbline.theory.judge.SlopeDecision;
import org.plumbline.theory.judge.SlopeRule;
import org.plumbline.theory.statistics.Interval;
import org.plumbline.theory.statistics.LogLogFit;

/**
 * BIAS-4 under critics: one critic in both chains is a common bias, two are opposite ones. The large-sample limit of a critic
 * of K sweeps is a smooth field over λ, at a distance D from that of a solved critic, which moves no zero. In both chains it
 * leaves an error of the size of D and of its derivative, K times as large, at every small σ; two critics leave one that is
 * divided by σ.
 *
 * @param id of the claim
 * @param problem a decision process
 * @param few sweeps of the one critic; the other has twice as many, or half of the step
 * @param tooFew sweeps for the table
 * @param left minus the binary logarithms of \(\|D(\lambda^*)\|\) of the critics with many sweeps, where K has settled in \(\|\partial
 *     D/\partial\lambda\|\)
 */
record OneCriticIsACommonBias(String id, BilevelProblem problem, int few, int tooFew, int[] left) implements Claim {
    private static final int POINTS = 6;
    static final int HORIZON = 10;
    static final double STEP = 0.1;
    private static final double MARGIN = 0.1;
    /** Half of the distance to the exponent of opposite biases; which modes of a critic are slowest has not settled. */
    private static final double FLOOR_MARGIN = 0.25;

    /** Far below the bias of the critics that decide. */
    static final double[] SIGMAS = {0x1p-10, 0x1p-14, 0x1p-18};

    private static final double[] LEAST = {0x1p-20};
    private static final int MOST_SWEEPS = 1 << 24;

    /** One of the exponents: what is measured, and its value. */
    private enum Law {
        SAME("one critic in both chains: error in σ as σ → 0", 0, "same"),
        SWEEPS("twice the sweeps in one chain: error in σ as σ → 0", -1, "sweeps"),
        STEPS("half the step in one chain: error in σ as σ → 0", -1, "steps"),
        SOLVED("LSTD-Q with all features in both chains: error in σ as σ → 0", 1, "solved"),
        FLOOR("one critic in both chains: what stays as σ → 0, in K‖D‖", 1, "floor");

        private final String title;
        private final double exponent;
        private final String series;

        Law(String title, double exponent, String series) {
            this.title = title;
            this.exponent = exponent;
            this.series = series;
        }

        double margin() {
            return this == FLOOR ? FLOOR_MARGIN : MARGIN;
        }

        SlopeRule rule() {
            return new SlopeRule(exponent, margin(), 1 - 0.05 / Law.values().length, POINTS);
        }
    }

    @Override
    public ClaimCard card() {
        return new ClaimCard(
                id,
                "One critic of " + few
                        + " sweeps in both chains leaves an error that is the same at every small σ, and one of many"
                        + " sweeps K an error Θ(K‖D‖), D what they leave of the solved critic's mean; critics that differ in"
                        + " sweeps or step leave Θ(1/σ), and a solved critic with all features O(σ).",
                "‖hypergradient at the limits of the chains − ∇Φ‖, norm units",
                Guarantee.RATE,
                Paper.at("bias of the gradient estimator; the two cases are told apart here"),
                List.of(
                        "g + σf is PL with a nonsingular Hessian across its minimisers",
                        "inner problems solved exactly under the large-sample limits of the critics; no noise",
                        "horizon " + HORIZON + ", step " + STEP
                                + " where none is named; both gradients in λ have the critic, the"
                                + " outer ones are exact"),
                "exponents: "
                        + Arrays.stream(Law.values())
                                .map(law -> law.title + " " + law.exponent)
                                .reduce((a, b) -> a + "; " + b)
                                .orElseThrow(),
                Law.SAME.rule().describe() + " The same for each exponent (of what stays with the margin "
                        + FLOOR_MARGIN + "), at " + POINTS
                        + " random points; σ = 2⁻¹⁰, 2⁻¹⁴, 2⁻¹⁸; what stays: σ = 2⁻²⁰, K the least even number with log₂(1/‖D‖) at least "
                        + Arrays.toString(left)
                        + ", D at λ*. SUPPORTED iff all are and the smallest and largest slope lie"
                        + " within the margin too; NOT_SUPPORTED iff one is (Bonferroni over five keeps that below 5 % at the"
                        + " predicted exponents); INCONCLUSIVE where a chain is not brought to rest.",
                "with chains of their own: one sweep more in one chain presented as one critic; one critic of half the sweeps"
                        + " presented as two, and as solved; critics that make half of the sweeps that D is taken at,"
                        + " all must be NOT_SUPPORTED");
    }

    private SeedTree seeds(Settings settings) {
        return settings.seeds("verdict").child("BIAS-4").child(id);
    }

    private String key(Settings settings, int point) {
        return "critic-chains|" + id + '|' + point + '|' + seeds(settings);
    }

    @Override
    public List<Assumption> assumptions(Settings settings) {
        return PlInequality.forAll(problem, SIGMAS[0]);
    }

    @Override
    public List<Cell> plan(Settings settings) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            SeedTree seeds = seeds(settings).child("point", i);
            boolean first = i == 0;
            cells.add(new Cell(key(settings, i), () -> measure(seeds.stream(), first)));
        }
        return cells;
    }

    private CellResult measure(RandomStream stream, boolean first) {
        EstimatorChains chains = new EstimatorChains(problem, problem.box().sample(stream));
        Map<String, double[]> values = new LinkedHashMap<>();
        ChainBias critic = swept(STEP, few);
        values.put("same", chains.errors(critic, SIGMAS));
        values.put("sweeps", chains.errors(critic, swept(STEP, 2 * few), SIGMAS));
        values.put("steps", chains.errors(critic, swept(STEP / 2, few), SIGMAS));
        values.put("solved", chains.errors(solved(), SIGMAS));
        values.put("one more", chains.errors(critic, swept(STEP, few + 1), SIGMAS));
        values.put("half", chains.errors(swept(STEP, few / 2), SIGMAS));
        int[] many = Arrays.stream(left)
                .map(k -> sweeps(chains, Math.scalb(1.0, -k)))
                .toArray();
        values.put("many", Arrays.stream(many).asDoubleStream().toArray());
        values.put(
                "sizes",
                Arrays.stream(many)
                        .mapToDouble(sweeps -> sweeps * left(chains, swept(STEP, sweeps)))
                        .toArray());
        values.put("floor", floors(chains, many, 1));
        values.put("half floor", floors(chains, many, 2));
        if (first) {
            tabulated()
                    .forEach((name, bias) ->
                            values.put(name, new double[] {left(chains, bias), chains.errors(bias, LEAST)[0]}));
            values.put(CriticChainViews.POOR_FROM_ZERO, new double[] {
                left(chains, poor()),
                chains.from(new double[problem.lowerDimension()]).errors(poor(), LEAST)[0]
            });
        }
        return CellResult.of(values);
    }

    /** \(\|D\|\) at \(\lambda^*\). */
    private double left(EstimatorChains chains, ChainBias bias) {
        return Math.sqrt(Vectors.squaredNorm(bias.minus(solved()).lower().at(chains.phi(), chains.start())));
    }

    /** The least even number of sweeps that leaves at most b, by bisection of its half. */
    private int sweeps(EstimatorChains chains, double b) {
        int above = 1;
        while (above < MOST_SWEEPS && left(chains, swept(STEP, 2 * above)) > b) {
            above *= 2;
        }
        int below = above / 2;
        while (above - below > 1) {
            int middle = (above + below) / 2;
            if (left(chains, swept(STEP, 2 * middle)) > b) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return 2 * above;
    }

    private double[] floors(EstimatorChains chains, int[] many, int divisor) {
        return Arrays.stream(many)
                .mapToDouble(sweeps -> chains.errors(swept(STEP, sweeps / divisor), LEAST)[0])
                .toArray();
    }

    private ChainBias swept(double step, int sweeps) {
        return ChainBias.critic(problem, HORIZON, limits -> limits.swept(step, sweeps));
    }

    private ChainBias solved() {
        return ChainBias.critic(problem, HORIZON, CriticLimits::complete);
    }

    private ChainBias poor() {
        return ChainBias.critic(problem, HORIZON, CriticLimits::poor);
    }

    /** What the table has, by name. */
    private Map<String, ChainBias> tabulated() {
        Map<String, ChainBias> biases = new LinkedHashMap<>();
        IntStream.of(tooFew, few, 2 * few, 4 * few)
                .forEach(sweeps -> biases.put("TD, step " + STEP + ", " + sweeps + " sweeps", swept(STEP, sweeps)));
        biases.put("TD, step " + STEP / 2 + ", " + 2 * few + " sweeps", swept(STEP / 2, 2 * few));
        biases.put("LSTD-Q, all features", solved());
        biases.put("LSTD-Q, poor features", poor());
        return biases;
    }

    @Override
    public Evidence judge(Settings settings, Results results) {
        List<CellResult> points = IntStream.range(0, POINTS)
                .mapToObj(i -> results.get(key(settings, i)))
                .toList();
        List<List<Object>> rows = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        List<Evidence.Effect> others = new ArrayList<>();
        StringBuilder reason = new StringBuilder();
        for (Law law : Law.values()) {
            SlopeDecision decision = decide(law, points, law.series);
            Verdict verdict = everywhere(law, decision);
            verdicts.add(verdict);
            if (law != Law.SWEEPS) {
                others.add(decision.effect("exponent, " + law.title));
            }
            reason.append(law.title).append(": ").append(decision.reason()).append(' ');
            rows.add(List.of(
                    law.title,
                    law.exponent,
                    decision.slope(),
                    decision.smallest(),
                    decision.largest(),
                    verdict.toString()));
        }
        SlopeDecision deciding = decide(Law.SWEEPS, points, Law.SWEEPS.series);
        List<String> tabulated = new ArrayList<>(tabulated().keySet());
        tabulated.add(CriticChainViews.POOR_FROM_ZERO);
        return new Evidence(
                        Conjunction.of(verdicts),
                        reason.toString().strip(),
                        deciding.effect("exponent of the error in σ under two critics"),
                        List.of(
                                control(
                                        "one sweep more in one chain presented as one critic",
                                        Law.SAME,
                                        points,
                                        "one more"),
                                control("one critic of half the sweeps presented as two", Law.SWEEPS, points, "half"),
                                control(
                                        "one critic of half the sweeps presented as solved",
                                        Law.SOLVED,
                                        points,
                                        "half"),
                                control("half of the sweeps that D is taken at", Law.FLOOR, points, "half floor")),
                        "the slopes are free of sampling noise: any deviation beyond the margin shows, with probability 1",
                        POINTS + " points under the branch 'verdict/BIAS-4' of master seed " + settings.masterSeed(),
                        Map.of(),
                        CriticChainViews.plots(points.get(0), few),
                        List.of(CriticChainViews.exponents(rows), CriticChainViews.floors(points.get(0), tabulated)))
                .alsoMeasured(others);
    }

    private SlopeDecision decide(Law law, List<CellResult> points, String series) {
        long missing = points.stream()
                .filter(point -> Arrays.stream(point.series(series)).anyMatch(Double::isNaN))
                .count();
        if (missing > 0) {
            return new SlopeDecision(
                    Verdict.INCONCLUSIVE,
                    "At " + missing + " of " + POINTS + " points a chain was not brought to rest.",
                    Double.NaN,
                    Double.NaN,
                    Interval.everything(),
                    Double.NaN,
                    Double.NaN,
                    0);
        }
        return law.rule()
                .decide(points.stream()
                        .mapToDouble(point -> slope(law, point, point.series(series)))
                        .toArray());
    }

    private static double slope(Law law, CellResult point, double[] y) {
        return law == Law.FLOOR
                ? LogLogFit.of(point.series("sizes"), y).slope()
                : LogLogFit.of(SIGMAS, y).slope();
    }

    private static Verdict everywhere(Law law, SlopeDecision decision) {
        boolean within =
                decision.smallest() >= law.exponent - law.margin() && decision.largest() <= law.exponent + law.margin();
        return decision.verdict() == Verdict.SUPPORTED && !within ? Verdict.INCONCLUSIVE : decision.verdict();
    }

    private Evidence.Control control(String description, Law law, List<CellResult> points, String series) {
        SlopeDecision decision = decide(law, points, series);
        return new Evidence.Control(
                description,
                decision.verdict() == Verdict.NOT_SUPPORTED,
                decision.verdict() + ": " + decision.reason());
    }
}
