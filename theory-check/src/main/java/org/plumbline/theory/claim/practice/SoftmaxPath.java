package org.plumbline.theory.claim.practice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.problem.mdp.SoftMdpProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.measure.Descent;
import org.plumbline.theory.measure.Landscape;
import org.plumbline.theory.measure.PlPath;
import org.plumbline.theory.measure.PlSearch;

/**
 * The PL ratio of a tabular softmax policy at one φ, and the constants that bound it from below: along exact descent from random
 * logits, at displacements around it, and where a simplex search makes the ratio over the constant smallest.
 *
 * @param problem the process
 * @param phi upper variable
 * @param steps of the descent, at least 10
 * @param seeds the randomness
 */
record SoftmaxPath(SoftMdpProblem problem, double[] phi, int steps, SeedTree seeds) {
    /** Logits are normal with this deviation, so that some actions begin rare. */
    private static final double LOGITS = 3;

    /** Gaps are known to six digits down to this share of the first, or of the loss itself. */
    private static final double SMALLEST_GAP = 1e-9;

    private static final double SEARCH_RADIUS = 0.3;
    private static final PlSearch.Effort EFFORT = new PlSearch.Effort(40, 2, 40);

    /** What is kept of a point, in this order. */
    static final List<String> SERIES = List.of("ratio", "bound", "lemma", "uniform", "least share");

    static final String PATH = "descent";
    static final String AROUND = "around";
    static final String SEARCHED = "search";
    static final List<String> PLACES = List.of(PATH, AROUND, SEARCHED);

    CellResult run() {
        Looker looker = new Looker();
        Map<String, List<double[]>> seen = new HashMap<>();
        PLACES.forEach(place -> seen.put(place, new ArrayList<>()));
        List<double[]> checkpoints = new ArrayList<>();
        RandomStream displacements = seeds.child("around").stream();
        double[] start = new double[problem.lowerDimension()];
        RandomStream logits = seeds.child("logits").stream();
        Arrays.setAll(start, i -> LOGITS * logits.gaussian());
        Descent descent = new Descent(looker.landscape, start);
        looker.smallest = SMALLEST_GAP * Math.max(descent.value() - looker.optimum, Math.abs(looker.optimum));
        for (int i = 0; i <= steps; i++) {
            double[] lambda = descent.lambda();
            looker.look(lambda, seen.get(PATH));
            if (i % (steps / 10) == 0) {
                checkpoints.add(lambda);
                PlPath.RADII.forEach(r -> looker.look(PlPath.displaced(lambda, r, displacements), seen.get(AROUND)));
            }
            if (descent.value() - looker.optimum <= looker.smallest || !descent.step()) {
                break;
            }
        }
        looker.look(search(looker, checkpoints), seen.get(SEARCHED));
        return CellResult.of(series(seen));
    }

    private double[] search(Looker looker, List<double[]> checkpoints) {
        PlSearch.Searched quotient = new PlSearch.Searched() {
            @Override
            public double ratio(double[] point) {
                List<double[]> seen = new ArrayList<>();
                looker.look(point, seen);
                return seen.isEmpty() ? Double.POSITIVE_INFINITY : seen.get(0)[0] / seen.get(0)[1];
            }

            @Override
            public double[] sample(RandomStream stream) {
                double[] from = checkpoints.get(stream.nextInt(checkpoints.size()));
                return PlPath.displaced(from, SEARCH_RADIUS, stream);
            }
        };
        return new PlSearch(quotient, EFFORT)
                .search(seeds.child("search").stream())
                .point();
    }

    private static Map<String, double[]> series(Map<String, List<double[]>> seen) {
        Map<String, double[]> series = new HashMap<>();
        seen.forEach((place, rows) -> {
            for (int s = 0; s < SERIES.size(); s++) {
                int column = s;
                series.put(
                        place + ' ' + SERIES.get(s),
                        rows.stream().mapToDouble(row -> row[column]).toArray());
            }
        });
        return series;
    }

    private final class Looker {
        private final Landscape landscape = Landscape.of(problem, phi);
        private final double optimum = problem.truth().lowerOptimum(phi);
        private final double[] best =
                SoftmaxConstants.occupancy(problem, problem.truth().lowerSolution(phi));
        private final double[] gradient = new double[problem.lowerDimension()];
        private double smallest;

        /** Adds what is kept of a point, in the order of {@link #SERIES}, unless its gap is rounding. */
        void look(double[] lambda, List<double[]> seen) {
            double gap = landscape.gradient(lambda, gradient) - optimum;
            if (!(gap > smallest)) {
                return;
            }
            SoftmaxConstants here = SoftmaxConstants.of(problem, best, lambda, gradient, gap);
            seen.add(new double[] {here.ratio(), here.bound(), here.lemma(), here.uniform(), here.leastShare()});
        }
    }
}
