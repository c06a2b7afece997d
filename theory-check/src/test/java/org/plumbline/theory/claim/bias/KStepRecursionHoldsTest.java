package org.plumbline.theory.claim.bias;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Claim;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Verdict;

/** What refutes BIAS-2, from planted results. */
class KStepRecursionHoldsTest {
    private static final Settings SETTINGS = new Settings(Profile.QUICK, 1);

    private static KStepRecursionHolds.Row row(String id) {
        Claim found = new KStepRecursionHolds()
                .claims().stream()
                        .filter(claim -> claim.card().id().equals(id))
                        .findFirst()
                        .orElseThrow();
        return (KStepRecursionHolds.Row) found;
    }

    /** {@code ratio}: of every mean to its envelope; {@code floor}: of every gap at rest to \(b^2/(2\mu)\). */
    private static Evidence judge(String id, double ratio, double floor, double curvature, double leastRatio) {
        KStepRecursionHolds.Row row = row(id);
        Map<String, CellResult> planted = new HashMap<>();
        for (Cell cell : row.plan(SETTINGS)) {
            boolean descent = cell.key().contains("|descent|") || cell.key().contains("|pilot|");
            double extra = cell.key().contains("|undeclared|") ? row.bias() / 32 : 0;
            planted.put(cell.key(), descent ? descent(row, ratio, curvature, leastRatio) : floor(row, floor, extra));
        }
        return row.judge(SETTINGS, new Results(planted));
    }

    private static CellResult descent(KStepRecursionHolds.Row row, double ratio, double curvature, double leastRatio) {
        double step = 1 / row.smoothness();
        double variance = row.radius() * row.radius();
        Envelope envelope = new Envelope(1e-3, row.mu(), row.smoothness(), step, row.bias(), variance);
        double[] means = IntStream.rangeClosed(0, row.steps())
                .mapToDouble(k -> k == 0 ? envelope.gap() : ratio * envelope.at(k))
                .toArray();
        double[] errors = Arrays.stream(means).map(mean -> mean / 1000).toArray();
        return CellResult.of(Map.of(
                "means", means,
                "standard errors", errors,
                "bias", new double[] {row.bias()},
                "variance", new double[] {variance},
                "step", new double[] {step},
                "largest curvature", new double[] {curvature * row.smoothness()},
                "least PL ratio", new double[] {leastRatio * row.mu()},
                "outside", new double[] {0}));
    }

    private static CellResult floor(KStepRecursionHolds.Row row, double floor, double undeclared) {
        double[] gaps = IntStream.range(3, 9)
                .mapToDouble(k -> Math.scalb(row.bias(), -k) + undeclared)
                .map(b -> floor * b * b / (2 * row.mu()))
                .toArray();
        return CellResult.of(Map.of("gaps", gaps));
    }

    @Test
    void whatRespectsEveryBoundIsSupported() {
        for (String id : List.of("BIAS-2@karimi", "BIAS-2@soft-mdp")) {
            assertEquals(Verdict.SUPPORTED, judge(id, 0.99, 1, 1, 1).verdict(), id);
        }
    }

    /** It used to make the claim undecided, because it is a PL ratio of half of μ at the same time. */
    @Test
    void aFloorAboveItsBoundRefutes() {
        for (String id : List.of("BIAS-2@quadratic", "BIAS-2@karimi", "BIAS-2@lqr-reward-design", "BIAS-2@soft-mdp")) {
            Evidence evidence = judge(id, 0.999, 2, 1, 1);
            assertEquals(Verdict.NOT_SUPPORTED, evidence.verdict(), id);
            assertTrue(evidence.reason().contains("Floor against b²/(2μ): Violated: 60 of 60"), evidence.reason());
        }
    }

    @Test
    void aMeanAboveTheEnvelopeRefutes() {
        assertEquals(
                Verdict.NOT_SUPPORTED, judge("BIAS-2@soft-mdp", 1.01, 1, 1, 1).verdict());
    }

    /** Declared constants hold everywhere; those of a place hold nowhere else. */
    @Test
    void aStepBeyondTheConstantsRefutesDeclaredOnesAndLeavesLocalOnes() {
        for (double[] beyond : new double[][] {{1.01, 1}, {1, 0.99}}) {
            assertEquals(
                    Verdict.NOT_SUPPORTED,
                    judge("BIAS-2@karimi", 0.99, 1, beyond[0], beyond[1]).verdict());
            assertEquals(
                    Verdict.INCONCLUSIVE,
                    judge("BIAS-2@soft-mdp", 0.99, 1, beyond[0], beyond[1]).verdict());
        }
    }

    /** Standard errors of a tenth of a per cent, 20 intervals together at 99.5 %: half-widths of 0.37 %. */
    @Test
    void anEnvelopeThatIsOnePerCentAwayIsNotAttained() {
        assertEquals(
                Verdict.SUPPORTED, judge("BIAS-2@quadratic", 0.995, 1, 1, 1).verdict());
        assertEquals(
                Verdict.INCONCLUSIVE, judge("BIAS-2@quadratic", 0.99, 1, 1, 1).verdict());
        assertEquals(
                Verdict.NOT_SUPPORTED, judge("BIAS-2@quadratic", 0.985, 1, 1, 1).verdict());
    }

    /**
     * Whatever part refutes, chance would not have: otherwise the correction over all claims of a run would take the refutation
     * back. Constants and floors are free of chance, and have no p-value or 0.
     */
    @Test
    void everyRefutationHasAPValueThatSaysSo() {
        List<Evidence> refuted = List.of(
                judge("BIAS-2@soft-mdp", 1.01, 1, 1, 1),
                judge("BIAS-2@karimi", 0.999, 2, 1, 1),
                judge("BIAS-2@karimi", 0.99, 1, 1.01, 1),
                judge("BIAS-2@quadratic", 0.985, 1, 1, 1));
        for (Evidence evidence : refuted) {
            assertEquals(Verdict.NOT_SUPPORTED, evidence.verdict());
            assertTrue(evidence.refutation().orElse(0) <= 0.01, evidence.refutation() + " where " + evidence.reason());
        }
        assertTrue(judge("BIAS-2@karimi", 0.99, 1, 1, 1).refutation().orElseThrow() > 0.5);
    }
}
