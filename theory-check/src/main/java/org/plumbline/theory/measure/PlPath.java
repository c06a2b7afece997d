package org.plumbline.theory.measure;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.numeric.Vectors;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

/**
 * Values and gradients of a {@link Landscape} along one descent from a random start, and around it. Around a point λ of the
 * descent, points \(\lambda + r\,\|\lambda\|\,z\) are looked at, z normal with \(E\|z\|^2 = 1\).
 *
 * @param points what was seen along the descent, from its start
 * @param around what was seen around it, one list for each of {@link #RADII}
 * @param end where the descent ended
 */
public record PlPath(List<Seen> points, List<List<Seen>> around, double[] end) {
    /** Relative displacements r. */
    public static final List<Double> RADII = List.of(0.01, 0.1, 0.5);

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
        end = end.clone();
    }

    @Override
    public double[] end() {
        return end.clone();
    }

    /**
     * Descends and looks.
     *
     * @param landscape the loss
     * @param iterations steps of the descent, at least {@code CHECKPOINTS}
     * @param seeds the randomness of start and displacements
     * @return what was seen
     */
    public static PlPath walk(Landscape landscape, int iterations, SeedTree seeds) {
        Descent descent = new Descent(landscape, landscape.start(seeds.child("start").stream()));
        RandomStream displacements = seeds.child("around").stream();
        List<Seen> points = new ArrayList<>();
        List<List<Seen>> around = new ArrayList<>();
        RADII.forEach(radius -> around.add(new ArrayList<>()));
        double first = descent.squaredGradient();
        for (int i = 0; i <= iterations; i++) {
            points.add(new Seen(descent.value(), descent.squaredGradient()));
            if (i % (iterations / CHECKPOINTS) == 0) {
                for (int r = 0; r < RADII.size(); r++) {
                    look(landscape, descent.lambda(), RADII.get(r), displacements, around.get(r));
                }
            }
            if (descent.squaredGradient() <= CONVERGED * first || !descent.step()) {
                break;
            }
        }
        return new PlPath(points, around, descent.lambda());
    }

    private static void look(
            Landscape landscape, double[] lambda, double radius, RandomStream stream, List<Seen> seen) {
        double scale = radius * Math.sqrt(Vectors.squaredNorm(lambda) / lambda.length);
        double[] moved = new double[lambda.length];
        double[] gradient = new double[lambda.length];
        for (int draw = 0; draw < DRAWS; draw++) {
            for (int i = 0; i < moved.length; i++) {
                moved[i] = lambda[i] + scale * stream.gaussian();
            }
            double value = landscape.gradient(moved, gradient);
            seen.add(new Seen(value, Vectors.squaredNorm(gradient)));
        }
    }
}
