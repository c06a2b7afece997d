package org.plumbline.theory.claim.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellSink;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Sweep;
import org.plumbline.theory.Verdict;

/** The identity claim, with the methods that it is about and with others. */
class TheSameMethodTest {
    private static final Settings SETTINGS = new Settings(Profile.QUICK, 4);
    private static final TheSameMethod PUBLISHED = new TheSameMethod();

    private static Results results;

    @BeforeAll
    static void run() {
        results = run(PUBLISHED);
    }

    private static Results run(TheSameMethod claim) {
        return Sweep.run(claim.plan(SETTINGS), 2, CellSink.NONE, done -> {});
    }

    @Test
    void thePublishedMethodsAreOne() {
        Evidence evidence = PUBLISHED.judge(SETTINGS, results);
        assertEquals(Verdict.SUPPORTED, evidence.verdict(), evidence.reason());
        assertEquals(0, evidence.effect().estimate());
        assertTrue(evidence.controls().get(0).rejected());
    }

    /**
     * 20 iterations of both, none cut short, 3n(K+1) samples each, coupled or not: at ε = ¼ and 0.04 K = ⌈2 ln(1/ε)⌉ = 3 and 7,
     * n = 2ε⁻² = 32 and 1250. In four arenas the first method runs twice, the others once.
     */
    @Test
    void allIterationsWereMadeOnEveryInstance() {
        assertEquals(16, PUBLISHED.plan(SETTINGS).size(), "four instances, two targets, two methods");
        long drawn = 0;
        for (Cell cell : PUBLISHED.plan(SETTINGS)) {
            drawn += results.get(cell.key()).counts().samples();
        }
        long fresh = 20 * 3 * (32L * 4 + 1250L * 8);
        assertEquals(4 * 4 * fresh, drawn);
    }

    @Test
    void anotherMethodIsNotTheSame() {
        TheSameMethod central = new TheSameMethod("algorithm-1-central", "algorithm-1-coupled");
        Evidence evidence = central.judge(SETTINGS, run(central));
        assertEquals(Verdict.NOT_SUPPORTED, evidence.verdict(), evidence.reason());
        assertEquals(8, evidence.effect().estimate(), "every trace differs");
    }

    /** A comparison that calls nothing different supports nothing. */
    @Test
    void aControlThatIsNotRejectedLeavesNoVerdict() {
        TheSameMethod toothless = new TheSameMethod("chen-xu-zhang", "algorithm-1");
        Evidence evidence = toothless.judge(SETTINGS, run(toothless));
        assertFalse(evidence.controls().get(0).rejected());
        assertEquals(Verdict.INCONCLUSIVE, evidence.verdict());
    }
}
