package org.plumbline.report.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.report.SampleSaboteurs;
import org.plumbline.report.model.SaboteurRow;
import org.plumbline.report.model.TrapRow;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Settings;
import org.plumbline.theory.TimeLimit;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.saboteur.Trap;

class SabotageTest {
    private static final Settings SETTINGS = new Settings(Profile.QUICK, 1);
    private static final Sabotage SABOTAGE =
            Sabotage.of(List.of(SampleSaboteurs.caught(), SampleSaboteurs.survivor()), SETTINGS);

    /** A trap that throws is one that has not caught, and the others go on. */
    @Test
    void survivorsStandFirstAndATrapThatFailsHasNotCaught() {
        List<SaboteurRow> rows = SABOTAGE.run(2, TimeLimit.NONE, new MemorySink(), done -> {});
        assertEquals(
                List.of("quiet", "clumsy"), rows.stream().map(SaboteurRow::id).toList());
        assertTrue(rows.get(0).survived());
        assertEquals(
                List.of(Trap.Ending.MISSED, Trap.Ending.MISSED, Trap.Ending.MISSED),
                rows.get(0).traps().stream().map(TrapRow::ending).toList());
        assertTrue(rows.get(0).traps().get(1).reason().contains("no plan"));
        assertTrue(rows.get(0).traps().get(2).reason().contains("the cell slipped"));
        assertFalse(rows.get(1).survived());
        assertEquals(List.of("SAMPLE-9"), rows.get(1).caughtBy());
        assertEquals(Verdict.SUPPORTED, rows.get(1).traps().get(0).sound());
    }

    /** Four cells of the sample, shared by all sound halves, and four or one of each broken half's own. */
    @Test
    void soundHalvesShareTheirCells() {
        assertEquals(4 + 4 + 4 + 1, SABOTAGE.plan().distinctCells());
        assertEquals(2, SABOTAGE.content().size());
    }
}
