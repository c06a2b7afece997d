package org.plumbline.theory.measure;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.numeric.Vectors;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

/**
 * Values and gradients of a {@link Landscape} along one descent from a random start, and around it, where its constants are
 * declared. Around a point λ of the descent, points \(\lambda + r\,\|\lambda\|\,z\) are looked at, z normal with \(E\|z\|^2 = 1\).
 * As a random displacement rarely lowers the ratio, {@link PlStationary} looks for a place nearby where it is small: from an early
 * point, where much of the loss is left, and from the end.
 *
 * @param points what was seen along the descent, from its start
 * @param around what was seen around it, one list for each of {@link #RADII}
 * @param searched what the searches saw, if there were any
 * @param curvature the largest curvature that they met, or 0
 * @param end where the descent ended
 */
public record PlPath(List<Seen> points, List<List<Seen>> around, List<Seen> searched, double curvature, double[] end) {
    /** Relative displacements r. */
    public static final List<Double> RADII = List.of(0.01, 0.1);

    /** The step of the descent from which the first search starts. */
    public static final int EARLY = 3;

    private static final int CHECKPOINTS = 10;
    private static final int DRAWS = 3;

    /** A squared gradient this much below that of the start is rounding: the descent is over. */
    private static final double CONVERGED = 1e-20;

    /**
     * The loss at a point.
     *
     * @param value of the loss
     * @param squaredGradient of its gradient
     */
    public record Seen(double value, double squaredGradient) {}

    /** Copies the lists and the point. */
    public PlPath {
        points = List.copyOf(points);
        around = around.stream().map(List::copyOf).toList();
        searched = List.copyOf(searched);
        end = end.clone();
    }

    @Override
    public double[] end() {
        return end.clone();
    }

    /**
     * Descends, looks and searches.
     *
     * @param landscape the loss
     * @param iterations steps of the descent, at least {@code CHECKPOINTS}
     * @param searchSteps steps of each search, 0 for none
     * @param seeds the randomness of start and displacements
     * @return what was seen
     */
    public static PlPath walk(Landscape landscape, int iterations, int searchSteps, SeedTree seeds) {
        return new Walk(landscape, landscape.start(seeds.child("start").stream()), searchSteps)
                .run(iterations, seeds.child("around").stream());
    }

    private static final class Walk {
        private final Landscape landscape;
        private final Descent descent;
        private final int searchSteps;
        private final List<Seen> points = new ArrayList<>();
        private final List<List<Seen>> around = new ArrayList<>();
        private final List<Seen> searched = new ArrayList<>();
        private double curvature;

        Walk(Landscape landscape, double[] start, int searchSteps) {
            this.landscape = landscape;
            this.descent = new Descent(landscape, start);
            this.searchSteps = searchSteps;
            RADII.forEach(radius -> around.add(new ArrayList<>()));
        }

        PlPath run(int iterations, RandomStream displacements) {
            double first = descent.squaredGradient();
            for (int i = 0; i <= iterations; i++) {
                if (landscape.contains(descent.lambda())) {
                    points.add(new Seen(descent.value(), descent.squaredGradient()));
                }
                if (i % (iterations / CHECKPOINTS) == 0) {
                    lookAround(displacements);
                }
                if (i == EARLY) {
                    search();
                }
                if (descent.squaredGradient() <= CONVERGED * first || !descent.step()) {
                    break;
                }
            }
            search();
            return new PlPath(points, around, searched, curvature, descent.lambda());
        }

        private void search() {
            if (searchSteps > 0) {
                PlStationary found = PlStationary.search(landscape, descent.lambda(), searchSteps);
                searched.addAll(found.points());
                curvature = Math.max(curvature, found.curvature());
            }
        }

        private void lookAround(RandomStream stream) {
            for (int r = 0; r < RADII.size(); r++) {
                for (int draw = 0; draw < DRAWS; draw++) {
                    look(RADII.get(r), stream, around.get(r));
                }
            }
        }

        private void look(double radius, RandomStream stream, List<Seen> seen) {
            double[] moved = displaced(descent.lambda(), radius, stream);
            double[] gradient = new double[moved.length];
            double value = landscape.gradient(moved, gradient);
            if (landscape.contains(moved)) {
                seen.add(new Seen(value, Vectors.squaredNorm(gradient)));
            }
        }
    }

    /**
     * A random point at about a relative distance.
     *
     * @param lambda from where, length d
     * @param radius r
     * @param stream the randomness
     * @return \(\lambda + r\,\|\lambda\|\,z\)
     */
    public static double[] displaced(double[] lambda, double radius, RandomStream stream) {
        double scale = radius * Math.sqrt(Vectors.squaredNorm(lambda) / lambda.length);
        double[] moved = lambda.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += scale * stream.gaussian();
        }
        return moved;
    }
}
