package org.plumbline.problem.separable;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A certified lower bound of \(\rho = \tfrac12 q'^2/(q - \min q)\) over \(y \ge y^*(\theta)\) and an interval of θ, by
 * best-first bisection of cells in (y, θ). On a cell two bounds hold, and the better one counts:
 * <ul>
 *   <li>if \(q'' \ge \kappa \gt 0\) between \(y^*(\theta)\) and y, then \(\rho \ge \kappa\), as for every strongly
 *       convex function; \(y^*\) grows with θ, since \((y^*)'(\theta) = -q_{y\theta}/q''\);
 *   <li>right of \(y^*\), q' falls as θ grows, and so does \(G = q - \min q\), since
 *       \(\partial G/\partial\theta = \int_{y^*}^y q_{y\theta}\); and G grows with y. So on \([y_1,y_2] \times
 *       [\theta_1,\theta_2]\), with \(y_1 \ge y^*(\theta_2)\): \(\rho \ge \tfrac12 \min_{[y_1,y_2]}
 *       q'(\cdot;\theta_2)^2/G(y_2;\theta_1)\).
 * </ul>
 * The last cell reaches to infinity, with a bound of its own. The search ends when the smallest bound is at least
 * {@link #TIGHT} times a value that ρ attains or approaches.
 */
record ModulusSearch(PenalisedSide side) {
    /** The answer is at least this share of the infimum, unless {@link #MOST_CELLS} ends the search. */
    static final double TIGHT = 0.8;

    /** Taken off for rounding, as in {@link Fold}. */
    private static final double ROUNDING = 1e-9;

    /** At least the rounding of q and of q', relative to 1 + q and 1 + |θ|; it is added to gaps and taken off slopes. */
    private static final double UNIT = 1e-15;

    /** From so many times its rounding on, a gap tells what ρ attains. */
    private static final double CLEAR = 1e6;

    private static final int MOST_CELLS = 20_000;

    /** An end of an interval of θ, with what depends on it alone. */
    private record Node(double theta, double minimiser, double minimum) {}

    private record Cell(double left, double right, Node low, Node high, double bound) {}

    private Node node(double theta) {
        double minimiser = side.minimiser(theta);
        return new Node(theta, minimiser, side.at(theta).value(minimiser));
    }

    /** At most the infimum; 0 if nothing better was found. */
    double infimum(double thetaLow, double thetaHigh) {
        Node low = node(thetaLow);
        Node high = node(thetaHigh);
        double attained = Math.min(
                side.at(thetaLow).curvature(low.minimiser), side.at(thetaHigh).curvature(high.minimiser));
        PriorityQueue<Cell> cells = new PriorityQueue<>(Comparator.comparingDouble(Cell::bound));
        double split = high.minimiser + 1;
        cells.add(cell(low.minimiser, split, low, high));
        cells.add(cell(split, Double.POSITIVE_INFINITY, low, high));
        for (int i = 0; ; i++) {
            Cell cell = cells.remove();
            attained = Math.min(attained, attained(cell));
            if (cell.bound >= TIGHT * attained || i == MOST_CELLS) {
                return Math.max(0, Math.min(cell.bound, attained) * (1 - ROUNDING));
            }
            divide(cell, cells);
        }
    }

    private Cell cell(double left, double right, Node low, Node high) {
        return new Cell(left, right, low, high, bound(left, right, low, high));
    }

    private double bound(double left, double right, Node low, Node high) {
        if (right <= low.minimiser) {
            return Double.POSITIVE_INFINITY;
        }
        if (Double.isInfinite(right)) {
            return side.tailBelow(left, low.theta, high.theta);
        }
        double curvature = side.curvatureBelow(low.minimiser, Math.max(right, high.minimiser), low.theta, high.theta);
        if (left < high.minimiser) {
            return curvature;
        }
        double gap = gap(right, low) + rounding(right, low);
        double slope = Math.max(0, side.slopeBelow(left, right, high.theta) - UNIT * (1 + Math.abs(high.theta)));
        return Math.max(curvature, slope * slope / 2 / gap);
    }

    private double gap(double y, Node node) {
        return side.at(node.theta).value(y) - node.minimum;
    }

    private double rounding(double y, Node node) {
        return UNIT * (1 + side.at(node.theta).value(y)) * (1 + Math.abs(node.theta));
    }

    /** ρ at one corner of the cell. */
    private double attained(Cell cell) {
        if (Double.isInfinite(cell.right) || cell.right <= cell.low.minimiser) {
            return Double.POSITIVE_INFINITY;
        }
        double slope = side.at(cell.low.theta).slope(cell.right);
        double gap = gap(cell.right, cell.low);
        return gap > CLEAR * rounding(cell.right, cell.low) ? slope * slope / 2 / gap : Double.POSITIVE_INFINITY;
    }

    /** Halves the side along which q' changes more. */
    private void divide(Cell cell, PriorityQueue<Cell> cells) {
        double width = cell.right - cell.left;
        if (Double.isInfinite(width)) {
            double middle = cell.left + 1 + 2 * (cell.left - cell.low.minimiser);
            cells.add(cell(cell.left, middle, cell.low, cell.high));
            cells.add(cell(middle, cell.right, cell.low, cell.high));
            return;
        }
        double alongY = width * side.curvatureBound(cell.left, cell.right, cell.low.theta);
        double alongTheta = (cell.high.theta - cell.low.theta) * side.mixedBound(cell.left, cell.right);
        if (alongY >= alongTheta) {
            double middle = (cell.left + cell.right) / 2;
            cells.add(cell(cell.left, middle, cell.low, cell.high));
            cells.add(cell(middle, cell.right, cell.low, cell.high));
        } else {
            Node middle = node((cell.low.theta + cell.high.theta) / 2);
            cells.add(cell(cell.left, cell.right, cell.low, middle));
            cells.add(cell(cell.left, cell.right, middle, cell.high));
        }
    }
}
