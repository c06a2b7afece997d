package org.plumbline.theory.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.OracleSpy;
import org.plumbline.oracle.FiniteSum;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Results;
import org.plumbline.theory.Table;

/** Who takes part, and what the tables say of results that are known. */
class PanelTest {
    private static final Effort EFFORT = new Effort(1, 1, 1, 6, 8, 1);

    private static Entrant entrant(String name) {
        return new Entrant(Algorithms.named(name), EFFORT, true);
    }

    private static Panel panel(Oracles oracles, String... names) {
        return new Panel(
                Stage.arena(oracles),
                java.util.Arrays.stream(names).map(PanelTest::entrant).toList());
    }

    private static Oracles exact() {
        return Stage.PROBLEM.oracles(NoiseModel.NONE);
    }

    /** b by method, under the theorem; tuned it is 1/2 for all. */
    private static Results results(Panel panel, Map<String, Double> b) {
        Map<String, CellResult> results = new HashMap<>();
        for (Entrant entrant : panel.entrants()) {
            for (Mode mode : entrant.modes()) {
                SyntheticContest contest = new SyntheticContest(
                        mode == Mode.THEOREM ? b.get(entrant.name()) : 0.5,
                        6,
                        8,
                        0.1,
                        epsilon -> -Math.log(epsilon),
                        SeedTree.of(1).child(entrant.name()).stream());
                results.put(
                        new Contest(entrant.spec(), panel.arena(), mode, EFFORT, mode == Mode.THEOREM)
                                .key(Stage.SETTINGS),
                        contest.result(entrant.name()));
            }
        }
        return new Results(results);
    }

    private static Table table(Panel panel, Results results, String name) {
        return panel.tables(Stage.SETTINGS, results).stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Object cell(Table table, String method, String column) {
        return table.rows().stream()
                .filter(row -> row.get(0).equals(method))
                .findFirst()
                .orElseThrow()
                .get(table.columns().indexOf(column));
    }

    @Test
    void aMethodWithoutItsOraclesIsARowWithAReason() {
        Panel panel =
                panel(new OracleSpy(exact()).withoutProducts(), "algorithm-1", "stocbio", "saba", "hpgd", "m-sobirl");
        assertEquals(2, panel.cells(Stage.SETTINGS).size(), "algorithm-1 in two modes");
        Results results = results(panel(exact(), "algorithm-1"), Map.of("algorithm-1", 0.3));
        Table absent = table(panel, results, "absent");
        assertEquals("no Hessian- and Jacobian-vector products here", cell(absent, "stocbio", "reason"));
        assertEquals("the losses are not sums of finitely many terms here", cell(absent, "saba", "reason"));
        assertEquals("no agent in a finite decision process here", cell(absent, "hpgd", "reason"));
        assertEquals("no known model of a finite decision process here", cell(absent, "m-sobirl", "reason"));
        assertEquals(4, absent.rows().size());
    }

    @Test
    void unmetSaysWhatIsMissing() {
        Oracles sums = Problems.named("quadratic/isotropic").oracles(new FiniteSum(4, 4, 0, 0, 1));
        for (String name : List.of("algorithm-1", "stocbio", "saba")) {
            assertTrue(Unmet.oracle(Algorithms.named(name), sums).isEmpty(), name);
        }
        assertTrue(Unmet.oracle(Algorithms.named("saba"), exact()).isPresent());
        assertTrue(Unmet.oracle(Algorithms.named("algorithm-1"), new OracleSpy(exact()).withoutProducts())
                .isEmpty());
        Oracles agent = Problems.named("soft-mdp/claims").oracles(NoiseModel.NONE);
        for (String name : List.of("hpgd", "stoc-sobirl", "aho", "pbrl")) {
            assertEquals(
                    "no agent in a finite decision process here",
                    Unmet.oracle(Algorithms.named(name), exact()).orElseThrow());
            assertTrue(Unmet.oracle(Algorithms.named(name), agent).isEmpty(), name);
        }
        assertEquals(
                "no known model of a finite decision process here",
                Unmet.oracle(Algorithms.named("m-sobirl"), exact()).orElseThrow());
        assertTrue(Unmet.oracle(Algorithms.named("m-sobirl"), agent).isEmpty());
        BilevelProblem sine = Problems.named("sine-composite/claims");
        assertTrue(Unmet.assumption(Algorithms.named("algorithm-1"), sine).isEmpty(), "PL is enough");
        assertEquals(
                "the method needs a lower level that is strongly convex, and this one is PL, with one minimiser and a"
                        + " nonsingular Hessian there",
                Unmet.assumption(Algorithms.named("stocbio"), sine).orElseThrow());
        assertTrue(Unmet.assumption(Algorithms.named("stocbio"), Stage.PROBLEM).isEmpty());
        BilevelProblem flat = Problems.named("soft-mdp/claims");
        assertTrue(Unmet.assumption(Algorithms.named("algorithm-1"), flat).isEmpty());
        assertFalse(Unmet.assumption(Algorithms.named("stocbio"), flat).isEmpty());
    }

    @Test
    void slopesAreThoseOfTheTheoremsSchedule() {
        Panel panel = panel(exact(), "algorithm-1", "f2bsa");
        Results results = results(panel, Map.of("algorithm-1", 1.0 / 3, "f2bsa", 1.0 / 6));
        // Deviation of a slope 0.1/(3 ln2 …) ≈ 0.015 a seed: 0.03 is five deviations of the mean of eight.
        double[] slopes = panel.slopes("f2bsa", Stage.SETTINGS, results);
        assertEquals(8, slopes.length);
        assertEquals(1.0 / 6, java.util.Arrays.stream(slopes).average().orElseThrow(), 0.03);
        assertEquals(0, panel.slopes("nobody", Stage.SETTINGS, results).length);
    }

    /** Published exponents are printed in both units: an ε⁻⁶ in norm units is an ε⁻³ in squared ones. */
    @Test
    void theTableOfExponentsHasBothUnits() {
        Panel panel = panel(exact(), "algorithm-1", "chen-xu-zhang");
        Results results = results(panel, Map.of("algorithm-1", 1.0 / 3, "chen-xu-zhang", 0.25));
        Table table = table(panel, results, "exponents");
        assertEquals(3.0, cell(table, "chen-xu-zhang", "published r"));
        assertEquals(6.0, cell(table, "chen-xu-zhang", "norm"));
        assertEquals(3.0, cell(table, "algorithm-1", "published r"));
        Table reservations = table(panel, results, "reservations");
        assertEquals(5L, cell(reservations, "algorithm-1", "targets in the fit"), "six but for that of the search");
        assertEquals("", cell(reservations, "algorithm-1", "not covered because"));
        assertEquals("yes", cell(table, "algorithm-1", "covered"));
        // r = 1/b, with deviations of 0.015/√8 in b: 3 ± 0.05 and 4 ± 0.09; four of them.
        double squared = (Double) cell(table, "algorithm-1", "(a) r");
        assertEquals(3, squared, 0.2);
        assertEquals(2 * squared, (Double) cell(table, "algorithm-1", "norm (a)"), 1e-12);
        assertEquals(4, (Double) cell(table, "chen-xu-zhang", "(a) r"), 0.36);
        assertEquals(2, (Double) cell(table, "algorithm-1", "(b) r"), 0.1);
    }

    /** Norm units double the ends of an interval, too. */
    @Test
    void theAnswerHasBothUnitsWithTheirIntervals() {
        Panel panel = panel(exact(), "algorithm-1", "chen-xu-zhang", "soba");
        Results results = results(panel, Map.of("algorithm-1", 1.0 / 3, "chen-xu-zhang", 1.0 / 3, "soba", 0.5));
        Table table = panel.answer(Stage.SETTINGS, results, List.of("chen-xu-zhang", "algorithm-1", "absent"));
        assertEquals(
                List.of("algorithm-1", "chen-xu-zhang"),
                table.rows().stream().map(row -> row.get(0)).toList());
        assertEquals("ε^-3 for E‖∇Φ‖² ≤ ε", cell(table, "algorithm-1", "published, in its own units"));
        assertEquals("ε^-6 for E‖∇Φ‖ ≤ ε", cell(table, "chen-xu-zhang", "published, in its own units"));
        for (String method : List.of("algorithm-1", "chen-xu-zhang")) {
            assertEquals(3.0, cell(table, method, "published, squared"));
            assertEquals(6.0, cell(table, method, "published, norm"));
            double[] squared = ends(cell(table, method, "95 % squared"));
            double[] norm = ends(cell(table, method, "95 % norm"));
            double estimate = (Double) cell(table, method, "measured, squared");
            assertTrue(squared[0] < estimate && estimate < squared[1]);
            assertEquals(2 * estimate, (Double) cell(table, method, "measured, norm"), 1e-12);
            // To three digits, on either side.
            assertEquals(2 * squared[0], norm[0], 0.02);
            assertEquals(2 * squared[1], norm[1], 0.02);
            Table all = table(panel, results, "exponents");
            assertEquals(cell(table, method, "95 % norm"), cell(all, method, "95 % norm (a)"));
            assertEquals(2 * ends(cell(all, method, "95 % (b)"))[1], ends(cell(all, method, "95 % norm (b)"))[1], 0.02);
        }
    }

    private static double[] ends(Object interval) {
        String[] ends = interval.toString().replaceAll("[\\[\\]]", "").split(", ", -1);
        return new double[] {Double.parseDouble(ends[0]), Double.parseDouble(ends[1])};
    }

    @Test
    void theTargetsTableComparesWithWhatWasAchieved() {
        Panel panel = panel(exact(), "algorithm-1");
        Results results = results(panel, Map.of("algorithm-1", 0.5));
        Table table = table(panel, results, "targets-theorem");
        assertEquals(6, table.rows().size());
        for (List<Object> row : table.rows()) {
            // E = 3 N^-1/2 with N = ε^-2: E/ε = 3, each to 0.1/√8 in relative terms; five deviations.
            assertEquals(3, (Double) row.get(4), 3 * 0.18);
            assertEquals((Double) row.get(3) / (Double) row.get(1), (Double) row.get(4), 1e-12);
        }
    }

    /** What each method drew is summed over both modes, and no name is lost. */
    @Test
    void whatWasDrawnIsSummedOverTheModes() {
        Panel panel = panel(exact(), "algorithm-1", "f2bsa");
        Results results = results(panel, Map.of("algorithm-1", 0.5, "f2bsa", 0.5));
        assertEquals(
                14, panel.drawn(Stage.SETTINGS, results).get("f2bsa in stage").samples());
        assertEquals(2, panel.drawn(Stage.SETTINGS, results).size());
    }

    /** Who else is compared changes nobody's numbers, resampled intervals among them. */
    @Test
    void aMethodsRowsDoNotDependOnTheOthers() {
        Map<String, Double> b = Map.of("algorithm-1", 1.0 / 3, "f2bsa", 1.0 / 3, "soba", 0.5);
        Panel few = panel(exact(), "f2bsa");
        Panel many = panel(exact(), "algorithm-1", "soba", "f2bsa");
        for (String name : List.of("exponents", "ratios", "constants", "iterates")) {
            List<Object> alone = table(few, results(few, b), name).rows().get(0);
            List<Object> among = table(many, results(many, b), name).rows().get(2);
            assertEquals(alone, among, name);
        }
    }
}
