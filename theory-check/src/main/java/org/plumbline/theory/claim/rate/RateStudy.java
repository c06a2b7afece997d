package org.plumbline.theory.claim.rate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Results;
import org.plumbline.theory.judge.RateData;

/**
 * One column over a grid of targets and seeds.
 *
 * @param <C> the kind of column
 * @param instance what is run
 * @param epsilons targets of \(\mathbb E\|\nabla\Phi\|^2\), from large to small
 * @param seeds runs for each target
 * @param branch the branch of the seed tree, different for calibration and verdict
 */
record RateStudy<C extends RateColumn>(C instance, double[] epsilons, int seeds, SeedTree branch) {
    RateStudy {
        epsilons = epsilons.clone();
    }

    /** Halvings of a largest target. */
    static double[] halvings(double largest, int count) {
        double[] epsilons = new double[count];
        for (int i = 0; i < count; i++) {
            epsilons[i] = Math.scalb(largest, -i);
        }
        return epsilons;
    }

    List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        // Longest first: the smallest target costs most, and the pool ends sooner if it starts with it.
        for (int i = epsilons.length - 1; i >= 0; i--) {
            for (int seed = 0; seed < seeds; seed++) {
                cells.add(cell(epsilons[i], seed));
            }
        }
        return cells;
    }

    private Cell cell(double epsilon, int seed) {
        // What the key names and no more: the column belongs to one of the claims that share the cell.
        RateRun run = new RateRun(
                instance.problem(),
                instance.oraclesAt(epsilon),
                instance.method(epsilon),
                instance.iterations(epsilon),
                stream(epsilon, seed));
        return new Cell(key(epsilon, seed), run::measure);
    }

    /** Named by content, without the schedule: every schedule at one target and seed meets the same randomness. */
    private SeedTree stream(double epsilon, int seed) {
        return branch.child(instance.problem().id()).child("epsilon=" + epsilon).child("seed", seed);
    }

    private String key(double epsilon, int seed) {
        return String.format(
                Locale.ROOT,
                "rate|%s|%s|%s|T=%d|%s",
                instance.problem().id(),
                instance.sampling(),
                instance.method(epsilon),
                instance.iterations(epsilon),
                stream(epsilon, seed));
    }

    CellResult result(Results results, double epsilon, int seed) {
        return results.get(key(epsilon, seed));
    }

    /** What a run draws: that of the first seed that was made to its end, as all of these draw alike, or of the first one. */
    OracleCounts perRun(Results results, double epsilon) {
        return IntStream.range(0, seeds)
                .mapToObj(seed -> result(results, epsilon, seed))
                .filter(result -> result.failure().isEmpty())
                .findFirst()
                .orElseGet(() -> result(results, epsilon, 0))
                .counts();
    }

    /** The seeds that finished at every target; a seed that failed anywhere is counted, not used. */
    RateData data(Results results, String criterion) {
        List<double[]> rows = new ArrayList<>();
        for (int seed = 0; seed < seeds; seed++) {
            double[] row = new double[epsilons.length];
            boolean finished = true;
            for (int i = 0; i < epsilons.length; i++) {
                CellResult result = result(results, epsilons[i], seed);
                finished &= result.failure().isEmpty();
                row[i] = finished ? result.value(criterion) : Double.NaN;
            }
            if (finished) {
                rows.add(row);
            }
        }
        return new RateData(epsilons, rows.toArray(new double[0][]), seeds - rows.size());
    }

    List<String> failures(Results results) {
        List<String> failures = new ArrayList<>();
        for (double epsilon : epsilons) {
            for (int seed = 0; seed < seeds; seed++) {
                String failure = result(results, epsilon, seed).failure();
                if (!failure.isEmpty()) {
                    failures.add("ε = " + epsilon + ", seed " + seed + ": " + failure);
                }
            }
        }
        return failures;
    }

    OracleCounts drawn(Results results) {
        OracleCounts total = OracleCounts.NONE;
        for (double epsilon : epsilons) {
            for (int seed = 0; seed < seeds; seed++) {
                total = total.plus(result(results, epsilon, seed).counts());
            }
        }
        return total;
    }
}
