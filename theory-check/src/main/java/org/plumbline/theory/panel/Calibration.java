package org.plumbline.theory.panel;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Settings;

/**
 * The common search for the constants of one method, as {@link Panel} makes it, for runs that somebody else makes: at the largest
 * target, on the calibration branch of the seed tree, with constants that must also serve at the smallest affordable target.
 *
 * @param spec the method
 * @param arena where
 * @param targets of \(\mathbb E\|\nabla\Phi\|^2\), the largest first
 * @param effort how much is spent
 */
public record Calibration(AlgorithmSpec spec, Arena arena, List<Double> targets, Effort effort) {
    private static final String CONSTANT = "c ";
    private static final String GRADE = "grade";
    private static final String FAILED = "failed trials";
    private static final String QUERIES = "queries";
    private static final String BUDGETS = "budgets";

    /** Copies the list. */
    public Calibration {
        targets = List.copyOf(targets);
    }

    /**
     * What a search found.
     *
     * @param constants c by name, that of the iterations among them; empty where no trial came through
     * @param reached whether the best trial reached its target, in words
     * @param failedTrials how many trials diverged or were refused
     * @param samples N of the search itself, all trials and seeds, and of pricing what it found
     * @param queries by target: about how many oracle queries a run takes; the effort says how many are too many
     * @param budgets by target: the samples of as many queries as the effort allows
     */
    public record Found(
            Map<String, Double> constants,
            String reached,
            long failedTrials,
            long samples,
            List<Double> queries,
            List<Double> budgets) {
        /** Copies the collections. */
        public Found {
            constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
            queries = List.copyOf(queries);
            budgets = List.copyOf(budgets);
        }
    }

    /**
     * The search as a cell.
     *
     * @param identity what tells the problem from others of the same id
     * @param settings the seed
     * @return the cell
     */
    public Cell cell(String identity, Settings settings) {
        return new Cell(key(identity, settings), () -> compute(settings));
    }

    private String key(String identity, Settings settings) {
        return "search|" + spec.card().name() + '|' + spec.card().schedule().laws() + '|' + identity + '|'
                + arena.sampling() + "|1/L=" + arena.inverseL() + '|' + targets + '|' + effort + '|'
                + settings.masterSeed();
    }

    /** The search alone, for a plan that must say what it will run. */
    Search.Chosen search(Settings settings) {
        return search(branch(settings));
    }

    private SeedTree branch(Settings settings) {
        return settings.seeds("calibration").child("bench").child(arena.name()).child("target " + targets.get(0));
    }

    private Search.Chosen search(SeedTree branch) {
        return new Search(arena, spec, effort, targets).at(targets.get(0), true, branch);
    }

    private CellResult compute(Settings settings) {
        SeedTree branch = branch(settings);
        Search.Chosen chosen = search(branch);
        Map<String, double[]> values = new TreeMap<>();
        chosen.constants().forEach((name, c) -> values.put(CONSTANT + name, new double[] {c}));
        values.put(GRADE, new double[] {chosen.grade().ordinal()});
        values.put(FAILED, new double[] {chosen.failed()});
        OracleCounts drawn = chosen.drawn();
        double[] queries = new double[targets.size()];
        double[] budgets = new double[targets.size()];
        for (int i = 0; i < queries.length && !chosen.constants().isEmpty(); i++) {
            drawn = drawn.plus(price(chosen.constants(), i, branch.child("price"), queries, budgets));
        }
        values.put(QUERIES, queries);
        values.put(BUDGETS, budgets);
        return new CellResult(values, spec.card().name(), drawn, "");
    }

    /** A method that cannot be priced is not held back: its run will say what is the matter. Returns what pricing drew. */
    private OracleCounts price(
            Map<String, Double> constants, int i, SeedTree branch, double[] queries, double[] budgets) {
        budgets[i] = Double.POSITIVE_INFINITY;
        try {
            TheoremSchedule.Point point = spec.card().schedule().at(targets.get(i), constants);
            BilevelAlgorithm method = spec.create(point.values());
            MeasuredRun.Price price = new MeasuredRun(arena, 1).price(method, branch);
            if (price.failure().isEmpty()) {
                queries[i] = price.queries() * (double) point.iterations();
                budgets[i] = price.budget(effort.queries());
            }
            return price.drawn();
        } catch (RefusedException e) {
            return OracleCounts.NONE;
        }
    }

    /**
     * Reads a result of the cell.
     *
     * @param result the result
     * @return what it says
     */
    public static Found found(CellResult result) {
        Map<String, Double> constants = new LinkedHashMap<>();
        result.values().forEach((name, value) -> {
            if (name.startsWith(CONSTANT)) {
                constants.put(name.substring(CONSTANT.length()), value[0]);
            }
        });
        return new Found(
                constants,
                Search.Grade.values()[(int) result.value(GRADE)].words(),
                (long) result.value(FAILED),
                result.counts().samples(),
                Arrays.stream(result.series(QUERIES)).boxed().toList(),
                Arrays.stream(result.series(BUDGETS)).boxed().toList());
    }
}
