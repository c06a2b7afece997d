package org.plumbline.theory.claim.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.penalty.CentralDifferences;
import org.plumbline.algorithm.penalty.Coupling;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Claim;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.assumption.NoiseDependsOnLambda;

/** RATE-3: its verdict on results that are known, and what its cells run. */
class CheaperRateTest {
    private static final Settings SETTINGS = new Settings(Profile.QUICK, 4);

    private static CheaperRate claim(String id) {
        Claim found = new FewerSamplesSuffice()
                .claims().stream()
                        .filter(claim -> claim.card().id().equals(id))
                        .findFirst()
                        .orElseThrow();
        return (CheaperRate) (found instanceof BudgetedClaim budgeted ? budgeted.claim() : found);
    }

    /**
     * E = c ε^s with ln E scattering by 0.1, s by column: the method first, then its controls. Over five targets and 16 seeds or more
     * the slope over three halvings has a deviation of 0.1/(ln2 √5)/4 = 0.016: 0.1 is six.
     */
    private static Evidence judge(CheaperRate claim, double... slopes) {
        return claim.judge(SETTINGS, new Results(results(claim, slopes)));
    }

    private static Map<String, CellResult> results(CheaperRate claim, double... slopes) {
        List<Cell> cells = claim.plan(SETTINGS);
        int targets = 5;
        int seeds = claim.grid().quickSeeds();
        double largest = claim.grid().largest();
        assertEquals(slopes.length * targets * seeds, cells.size());
        RandomStream stream = SeedTree.of(6).child(claim.id()).stream();
        Map<String, CellResult> results = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            // Columns one after the other, in each the smallest target first.
            double epsilon = Math.scalb(largest, -(targets - 1 - i / seeds % targets));
            double error = Math.pow(epsilon, slopes[i / (targets * seeds)]) * Math.exp(0.1 * stream.gaussian());
            results.put(
                    cells.get(i).key(),
                    new CellResult(Map.of(RateRun.TAIL, new double[] {error}), "", counts(epsilon), ""));
        }
        assertEquals(cells.size(), results.size(), "every cell has a key of its own");
        return results;
    }

    /** N = ε⁻² trajectories of 1/ε steps. */
    private static OracleCounts counts(double epsilon) {
        Ledger ledger = new Ledger();
        ledger.charge(Draw.TRAJECTORY, Math.round(Math.pow(epsilon, -2)));
        ledger.charge(Draw.TRANSITION, Math.round(Math.pow(epsilon, -3)));
        return ledger.counts();
    }

    /** Exponents 2 and 3 in 1/ε by the schedule, over the tail slope. */
    @Test
    void exponentsAreInTrajectoriesAndInTransitionsAgainstTheAchievedError() {
        Evidence evidence = judge(claim("RATE-3@coupled"), 0.8, 0.2, 0.2, 0.5);
        Table table = evidence.tables().stream()
                .filter(each -> each.name().equals("exponents"))
                .findFirst()
                .orElseThrow();
        double slope = evidence.effect().estimate();
        assertEquals(
                List.of("trajectories", "transitions"),
                List.of(table.rows().get(0).get(1), table.rows().get(1).get(1)));
        for (int row = 0; row < 2; row++) {
            assertEquals(2.0 + row, (double) table.rows().get(row).get(3), 1e-9);
            assertEquals((2.0 + row) / slope, (double) table.rows().get(row).get(4), 1e-9);
        }
        // Two rows for each of three controls, which draw the same and whose errors fall more slowly.
        assertEquals(8, table.rows().size());
        for (int row = 2; row < 8; row++) {
            assertEquals(2.0 + row % 2, (double) table.rows().get(row).get(3), 1e-9);
            assertTrue((double) table.rows().get(row).get(4)
                    > (double) table.rows().get(row % 2).get(4));
        }
    }

    /** The first cell is the first seed's at the smallest target. */
    @Test
    void aRunThatBrokeOffDoesNotSayWhatRunsDraw() {
        CheaperRate claim = claim("RATE-3@coupled");
        Map<String, CellResult> results = results(claim, 1, 0.2, 0.2, 0.5);
        results.put(
                claim.plan(SETTINGS).get(0).key(),
                new CellResult(Map.of(), "", counts(claim.grid().largest()), "broke off"));
        Table table = claim.judge(SETTINGS, new Results(results)).tables().stream()
                .filter(each -> each.name().equals("exponents"))
                .findFirst()
                .orElseThrow();
        assertEquals(2.0, (double) table.rows().get(0).get(3), 1e-9);
    }

    @Test
    void theRateIsSupportedIffItHoldsAndEveryControlFails() {
        CheaperRate coupled = claim("RATE-3@coupled");
        Evidence evidence = judge(coupled, 1, 0.2, 0.2, 0.5);
        assertEquals(Verdict.SUPPORTED, evidence.verdict(), evidence.reason());
        assertEquals(1, evidence.effect().estimate(), 0.1);
        assertEquals(3, evidence.controls().size());
        assertEquals(Verdict.NOT_SUPPORTED, judge(coupled, 0.5, 0.2, 0.2, 0.5).verdict());
        for (int control = 1; control <= 3; control++) {
            double[] slopes = {1, 0.2, 0.2, 0.5};
            slopes[control] = 1;
            Evidence toothless = judge(coupled, slopes);
            assertEquals(Verdict.INCONCLUSIVE, toothless.verdict());
            assertFalse(toothless.controls().get(control - 1).rejected());
        }
        CheaperRate central = claim("RATE-3@central");
        assertEquals(Verdict.SUPPORTED, judge(central, 1, 0.5).verdict());
        assertEquals(Verdict.NOT_SUPPORTED, judge(central, 0.5, 0.5).verdict());
    }

    /** σ = ½√ε, n = 4/ε, K = ⌈4 ln(1/ε)⌉, T = 5/ε; controls take a coupling away and nothing else. */
    @Test
    void theCoupledMethodDrawsBatchesInInverseProportionToTheTarget() {
        CheaperRate coupled = claim("RATE-3@coupled");
        for (int i = 0; i < 5; i++) {
            double epsilon = Math.scalb(1.0 / 32, -i);
            FirstOrderPenalty method = (FirstOrderPenalty) coupled.method().method(epsilon);
            assertEquals(Coupling.FULL, method.coupling());
            assertEquals((long) (4 / epsilon), method.batch());
            assertEquals(Math.sqrt(epsilon) / 2, method.sigma(), 1e-15);
            assertEquals((int) Math.ceil(-4 * Math.log(epsilon)), method.innerSteps());
            assertEquals((long) (5 / epsilon), coupled.method().iterations(epsilon));
            List<Coupling> couplings = new ArrayList<>();
            for (RateColumn control : coupled.controls()) {
                FirstOrderPenalty other = (FirstOrderPenalty) control.method(epsilon);
                couplings.add(other.coupling());
                assertEquals(method, other.with(Coupling.FULL));
                assertEquals(coupled.method().iterations(epsilon), control.iterations(epsilon));
            }
            assertEquals(List.of(Coupling.NONE, Coupling.INNER, Coupling.OUTER), couplings);
        }
    }

    /** σ = σ₋ (8ε)^{1/4}, n = ⌈8 ε^{-3/2}⌉, and never outside the range in which g − σf is certified. */
    @Test
    void theCentralMethodStaysInTheCertifiedRange() {
        CheaperRate central = claim("RATE-3@central");
        double certified = central.method().problem().constants().require(Constants.SIGMA_MINUS);
        for (int i = 0; i < 5; i++) {
            double epsilon = Math.scalb(1.0 / 8, -i);
            CentralDifferences method = (CentralDifferences) central.method().method(epsilon);
            assertEquals(certified * Math.pow(8 * epsilon, 0.25), method.sigma(), 1e-12 * certified);
            assertTrue(method.sigma() <= certified * (1 + 1e-15));
            assertEquals((long) Math.ceil(8 * Math.pow(epsilon, -1.5) - 1e-6), method.batch());
            FirstOrderPenalty control =
                    (FirstOrderPenalty) central.controls().get(0).method(epsilon);
            assertEquals(method.sigma(), control.sigma());
            assertEquals(method.batch(), control.batch());
            assertEquals(Coupling.NONE, control.coupling());
        }
    }

    /** The largest σ that is used is among those for which the PL inequality is measured. */
    @Test
    void theAssumptionsAreTestedWhereTheRunsGo() {
        for (String id : List.of("RATE-3@coupled", "RATE-3@central")) {
            CheaperRate claim = claim(id);
            double largest = id.endsWith("central")
                    ? ((CentralDifferences) claim.method().method(claim.grid().largest())).sigma()
                    : ((FirstOrderPenalty) claim.method().method(claim.grid().largest())).sigma();
            assertTrue(
                    claim.assumptions(SETTINGS).stream()
                            .filter(org.plumbline.theory.assumption.PlInequality.class::isInstance)
                            .map(org.plumbline.theory.assumption.PlInequality.class::cast)
                            .anyMatch(assumption -> Math.abs(assumption.sigma() - largest) < 1e-12),
                    id + " uses σ up to " + largest);
        }
    }

    /** Coupling is judged on noise that depends on λ only, on every row that couples and on no other. */
    @Test
    void everyCoupledRowAsksForNoiseThatDependsOnLambda() {
        for (Claim claim : new FewerSamplesSuffice().claims()) {
            assertEquals(
                    !claim.card().id().equals("RATE-3@central"),
                    claim.assumptions(SETTINGS).stream().anyMatch(NoiseDependsOnLambda.class::isInstance),
                    claim.card().id());
        }
    }

    /** σ = 0.35√ε, n = ⌈85/ε⌉, one inner step, T = ⌈12/ε⌉; controls take a coupling away and nothing else. */
    @Test
    void theRegulatorsBatchesGrowInInverseProportionToTheTarget() {
        CheaperRate shared = claim("RATE-3@lqr-shared-noise");
        for (double epsilon : shared.grid().epsilons(Profile.FULL)) {
            FirstOrderPenalty method = (FirstOrderPenalty) shared.method().method(epsilon);
            assertEquals(Coupling.FULL, method.coupling());
            assertEquals((long) (85 / epsilon), method.batch());
            assertEquals(0.35 * Math.sqrt(epsilon), method.sigma(), 1e-15);
            assertEquals(1, method.innerSteps());
            assertEquals((long) (12 / epsilon), shared.method().iterations(epsilon));
            List<Coupling> couplings = new ArrayList<>();
            for (RateColumn control : shared.controls()) {
                FirstOrderPenalty other = (FirstOrderPenalty) control.method(epsilon);
                couplings.add(other.coupling());
                assertEquals(method, other.with(Coupling.FULL));
                assertEquals(shared.method().iterations(epsilon), control.iterations(epsilon));
            }
            assertEquals(List.of(Coupling.NONE, Coupling.INNER, Coupling.OUTER), couplings);
        }
    }

    /** N by hand at ε = 1/32: T = 160, K = ⌈4 ln 32⌉ = 14, n = 128, 3n(K+1) samples an iteration, coupled or not. */
    @Test
    void aCellCountsACoupledBatchAtEveryPoint() {
        CheaperRate coupled = claim("RATE-3@coupled");
        List<Cell> cells = coupled.plan(SETTINGS);
        HashSet<Long> samples = new HashSet<>();
        for (int column = 0; column < 4; column++) {
            Cell largest = cells.get(column * 160 + 159);
            samples.add(largest.work().get().counts().samples());
        }
        assertEquals(java.util.Set.of(160L * 3 * 128 * 15), samples);
    }
}
