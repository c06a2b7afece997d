package org.plumbline.theory.claim.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.penalty.CentralDifferences;
import org.plumbline.algorithm.penalty.Coupling;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.algorithm.penalty.PenaltySchedule;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.UpperLoss;
import org.plumbline.problem.quadratic.QuadraticProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.claim.rate.ErrorShares.Source;

/** What the budget predicts, against hand calculation, and what it measures, against a problem that is solved on paper. */
class BudgetTableTest {
    /** g = ½(λ−φ)², f = ½(λ−1)² + ½φ²: ∇Φ = 2φ − 1, λ_σ = (φ+σ)/(1+σ), and ∇Φ_σ = φ + (φ−1)/(1+σ). */
    private static final BilevelProblem PROBLEM = new QuadraticProblem(
            "quadratic/budget",
            new double[][] {{1}},
            new double[][] {{1}},
            new UpperLoss(new double[] {1}, new double[] {1}, OuterTerms.centred(1, new double[] {0})));

    private static RateInstance instance(PenaltySchedule schedule, NoiseModel noise) {
        return new RateInstance(
                PROBLEM, "noise", epsilon -> PROBLEM.oracles(noise), schedule, Coupling.NONE, noise, epsilon -> 0);
    }

    private static BudgetTable table(RateColumn column, double a, double b) {
        return new BudgetTable(
                new ErrorShares(column, a, 4, SeedTree.of(1)), new ErrorShares(column, b, 4, SeedTree.of(1)));
    }

    @Test
    void underTheTheoremsScheduleEveryTermFallsWithTheTarget() {
        // Constants that need no rounding at these targets.
        PenaltySchedule schedule = new PenaltySchedule(1, 3, 2, 4, 0, 5, 0.2, 0.1);
        BudgetTable table = table(instance(schedule, NoiseModel.NONE), 1.0 / 8, 1.0 / 32);
        for (Source source : List.of(Source.PENALTY, Source.NOISE, Source.INNER, Source.TRANSIENT)) {
            assertEquals(0.25, table.factor(source), 1e-12, source.title());
        }
        BudgetTable linear =
                table(instance(schedule.withBatchExponent(1, 1.0 / 8), NoiseModel.NONE), 1.0 / 8, 1.0 / 32);
        assertEquals(1, linear.factor(Source.NOISE), 1e-12, "n ∝ 1/ε: σ²n is constant");
        assertEquals(0.25, linear.factor(Source.PENALTY), 1e-12);
    }

    /** RATE-3: 1/n with n ∝ 1/ε, and σ⁴ with σ ∝ ε^{1/4}, n ∝ ε^{-3/2}: each falls with ε. */
    @Test
    void couplingAndCentralDifferencesKeepTheirTermsProportionalToTheTarget() {
        for (var claim : new FewerSamplesSuffice().claims().subList(0, 2)) {
            BudgetedClaim budgeted = (BudgetedClaim) claim;
            BudgetTable table = table(budgeted.column(), 1.0 / 16, 1.0 / 256);
            assertEquals(
                    1.0 / 16, table.factor(Source.PENALTY), 1e-12, claim.card().id());
            assertEquals(
                    1.0 / 16, table.factor(Source.NOISE), 1e-12, claim.card().id());
        }
    }

    /**
     * At the fixed point of exact gradients, φ = 1/(2+σ), so ∇Φ = 2/(2+σ) − 1 = −σ/(2+σ): that is the bias, and all of the error
     * after a long run. Central: at σ and −σ the bias is (φ−1)(½/(1+σ) + ½/(1−σ) − 1) = (φ−1)σ²/(1−σ²).
     */
    @Test
    void theComputedPenaltyIsTheBiasInClosedForm() {
        double sigma = 0.3;
        CellResult forward = run(FirstOrderPenalty.exact(sigma, 1, 60, 0.5, 0.2), NoiseModel.NONE, 400, 1);
        double bias = sigma / (2 + sigma);
        assertEquals(bias * bias, forward.value(BudgetProbe.PENALTY), 1e-10);
        assertEquals(bias * bias, forward.value(RateRun.TAIL), 1e-10);
        assertEquals(0, forward.value(BudgetProbe.NOISE), 1e-15);
        CellResult central = run(
                new CentralDifferences(2, sigma, 1, 1, 60, 0.5, 0.2, Coupling.NONE, false), NoiseModel.NONE, 400, 1);
        double share = sigma * sigma / (1 - sigma * sigma);
        double phi = (1 + share) / (2 + share); // φ + (φ−1)(1 + share) = 0
        assertEquals(Math.pow((phi - 1) * share, 2), central.value(BudgetProbe.PENALTY), 1e-10);
    }

    /**
     * Noise that a stepper adds to an exact direction: e_t ~ N(0, s²), curvature a = 1 + 1/(1+σ), and the stationary
     * E‖∇Φ_σ‖² = ηa/(2−ηa) s². From 20 000 steps the estimate of s² has a relative error of √(2/20 000) = 0.01, and 0.05 is five
     * (seed 3). Without the factor, or with that of a small step, ηa/2, it would be off by 10 %: η a is 0.19 and 2/(2−0.19) = 1.10.
     */
    @Test
    void theComputedNoiseIsTheVarianceTimesTheFactorOfTheStep() {
        double sigma = 0.1;
        double eta = 0.1;
        double deviation = 0.7;
        FirstOrderPenalty method = FirstOrderPenalty.exact(sigma, 1, 60, 0.5, eta);
        BudgetProbe probe = new BudgetProbe(PROBLEM, BudgetMethod.of(method), 40_000);
        RandomStream stream = SeedTree.of(3).stream();
        double[] phi = {0.5};
        double squares = 0;
        for (int t = 0; t <= 40_000; t++) {
            probe.at(t, phi.clone(), phi, phi);
            double gradient = phi[0] + (phi[0] - 1) / (1 + sigma);
            squares += t >= 20_000 && t < 40_000 ? gradient * gradient / 20_000 : 0;
            phi[0] -= eta * (gradient + deviation * stream.gaussian());
        }
        double a = eta * (1 + 1 / (1 + sigma));
        double expected = a / (2 - a) * deviation * deviation;
        assertEquals(1, probe.found().get(BudgetProbe.NOISE)[0] / expected, 0.05);
        // The error itself is correlated over 1/(ηa) = 5 steps, its relative error some 0.03.
        assertEquals(1, squares / expected, 0.15);
    }

    private static CellResult run(
            org.plumbline.algorithm.BilevelAlgorithm method, NoiseModel noise, long iterations, long seed) {
        BudgetProbe probe = new BudgetProbe(PROBLEM, BudgetMethod.of(method), iterations);
        return new RateRun(PROBLEM, PROBLEM.oracles(noise), method, iterations, SeedTree.of(seed))
                .measure(probe, probe::found);
    }

    /** Errors that are laid down by hand: the whole is 8ε, of which noise is 5ε and the penalty ε. */
    @Test
    void measuredContributionsAndTheirRatiosAreDifferencesOfErrors() {
        RateInstance instance = instance(new PenaltySchedule(1, 3, 2, 4, 0, 5, 0.2, 0.1), new GaussianNoise(1, 0));
        BudgetTable table = table(instance, 1.0 / 8, 1.0 / 32);
        Map<String, CellResult> results = new HashMap<>();
        for (ErrorShares shares : List.of(table.large(), table.small())) {
            List<Cell> cells = shares.cells();
            double[] left = {8, 3, 8, 7, 6};
            for (int i = 0; i < cells.size(); i++) {
                // A scatter over seeds that all sources have in common, and that pairing removes.
                double error = (left[i / 4] + 0.1 * (i % 4)) * shares.epsilon();
                results.put(
                        cells.get(i).key(),
                        new CellResult(
                                Map.of(
                                        RateRun.TAIL, new double[] {error},
                                        BudgetProbe.PENALTY, new double[] {1.5 * shares.epsilon()},
                                        BudgetProbe.NOISE, new double[] {Double.NaN}),
                                "",
                                OracleCounts.NONE,
                                ""));
            }
        }
        List<List<Object>> rows = table.table(new Results(results)).rows();
        List<Object> penalty = rows.get(0);
        assertEquals(1.0 / 8, (double) penalty.get(1), 1e-12);
        assertEquals(0, (double) penalty.get(2), 1e-12);
        assertEquals(1.5 / 8, (double) penalty.get(3), 1e-12);
        assertEquals(0.25, (double) penalty.get(7), 1e-12);
        assertEquals(0.25, (double) penalty.get(9), 1e-12);
        List<Object> noise = rows.get(1);
        assertEquals(5.0 / 8, (double) noise.get(1), 1e-12);
        assertEquals("", noise.get(3));
        assertEquals(5 / 8.15, (double) noise.get(11), 1e-12);
        assertEquals(5 / 8.15, (double) noise.get(12), 1e-12);
    }

    @Test
    void theBudgetComesBesideTheVerdictAndItsOwnCells() {
        Settings settings = new Settings(Profile.QUICK, 7);
        BudgetedClaim claim =
                (BudgetedClaim) new LinearBatchesDoNotSuffice().claims().get(0);
        int own = claim.claim().plan(settings).size();
        assertEquals(own + 2 * 5 * 16, claim.plan(settings).size());
        assertTrue(claim.plan(settings).stream()
                .skip(own)
                .allMatch(cell -> cell.key().startsWith("budget|") && cell.key().contains("calibration")));
    }
}
