package org.plumbline.problem.separable;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Where \(q(y) = \ell(y,z) + \tfrac12 s(y-e)^2\) stops having one stationary point, as s grows from 0. Say
 * \(\lambda^* \lt e\). A stationary point y lies between them, with \(s = S(y) = \ell_y/(e-y)\), which runs from 0 to
 * ∞; and \((e-y)S' = \ell_{yy} + S = q''\). So let \(\bar s\) be the least value of S over the <em>folds</em>, the
 * points where \(S' \le 0\), that is \(q'' \le 0\). For \(s \lt \bar s\) the stationary point is unique, and
 * \(q'' \gt 0\) there: between two of them S would have to come down through the value s, at a fold. And just above a
 * local minimum of S there are several.
 *
 * <p>The least value is bounded below by best-first bisection: cells with their lower bounds stand in a queue, and once
 * the smallest bound is within {@link #TIGHT} of the value at a point of its cell, it is the answer. Rounding is far
 * below {@link #ROUNDING}, which is taken off.
 */
interface Fold {
    /** The answer lies below the least value by at most this share of it. */
    double TIGHT = 1e-6;

    /** Taken off for rounding: bounds are a few operations, each to 1e-16, on values that matter at order one. */
    double ROUNDING = 1e-9;

    /** After so many cells the smallest bound is the answer, valid but not as tight. */
    int MOST_CELLS = 200_000;

    /** The least y that can be a fold. */
    double from();

    /** The largest y that can be a fold. */
    double to();

    /** At most S at every fold of the cell, for every z; infinite if there is none. */
    double below(double left, double right);

    /** The least S over the z for which y is a fold; infinite if there is none. */
    double at(double y);

    /** At most the least S over all folds, and infinite if there is no fold. */
    default double least() {
        record Cell(double left, double right, double bound) {}
        if (!(from() < to())) {
            return Double.POSITIVE_INFINITY;
        }
        PriorityQueue<Cell> cells = new PriorityQueue<>(Comparator.comparingDouble(Cell::bound));
        cells.add(new Cell(from(), to(), below(from(), to())));
        for (int i = 0; ; i++) {
            Cell cell = cells.remove();
            double middle = (cell.left + cell.right) / 2;
            if (cell.bound >= at(middle) * (1 - TIGHT) || i == MOST_CELLS) {
                return cell.bound * (1 - ROUNDING);
            }
            cells.add(new Cell(cell.left, middle, below(cell.left, middle)));
            cells.add(new Cell(middle, cell.right, below(middle, cell.right)));
        }
    }
}
