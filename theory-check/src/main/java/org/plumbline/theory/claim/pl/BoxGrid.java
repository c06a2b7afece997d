package org.plumbline.theory.claim.pl;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.problem.Box;

/** A regular grid of a box of few dimensions, its faces included. */
final class BoxGrid {
    private BoxGrid() {}

    /**
     * The points.
     *
     * @param box p-dimensional
     * @param side points along each edge, at least 2
     * @return side to the power p points
     */
    static List<double[]> points(Box box, int side) {
        double[] low = box.lower();
        double[] high = box.upper();
        List<double[]> points = new ArrayList<>(List.of(new double[low.length]));
        for (int i = 0; i < low.length; i++) {
            List<double[]> next = new ArrayList<>();
            for (double[] point : points) {
                for (int k = 0; k < side; k++) {
                    double[] moved = point.clone();
                    moved[i] = low[i] + (high[i] - low[i]) * k / (side - 1);
                    next.add(moved);
                }
            }
            points = next;
        }
        return points;
    }
}
