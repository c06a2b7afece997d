package org.plumbline.problem.lqr;

import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.DiscreteLyapunov;
import org.plumbline.numeric.Products;
import org.plumbline.numeric.RefusedException;

/**
 * The discounted closed loop of one stabilising gain K, and the closed forms that hold there for every
 * {@link GainCost}. With \(F = \tilde A - \tilde BK\) and \(V = K - K_0\):
 * <ul>
 *   <li>occupancy \(\Sigma = D + F\Sigma F^\top = \sum_t \gamma^t E\,x_t x_t^\top\);
 *   <li>cost-to-go \(P = Q + V^\top RV + F^\top PF\) and cost
 *       \(J = \operatorname{tr}((Q + V^\top RV)\Sigma) + \tfrac{s^2}{1-\gamma}\varepsilon
 *           = \operatorname{tr}(PD) + \tfrac{s^2}{1-\gamma}\varepsilon\);
 *   <li>\(\nabla_K J = 2E\Sigma\), \(E = RV - \tilde B^\top PF\), which for \(K_0 = 0\) is
 *       \((R + \tilde B^\top P\tilde B)K - \tilde B^\top P\tilde A\).
 * </ul>
 */
final class ClosedLoop {
    /**
     * The margin of stability below which the cost counts as infinite: it is then of the order of 1e10 times that of
     * one step, and doubles keep no useful digit of its derivatives.
     */
    private static final double MARGIN = 1e-10;

    private final LqrSystem system;
    private final RealMatrix gain;
    private final RealMatrix input;
    private final RealMatrix loop;
    private final DiscreteLyapunov sums;
    private final RealMatrix occupancy;

    private ClosedLoop(LqrSystem system, RealMatrix gain, RealMatrix input, RealMatrix loop, DiscreteLyapunov sums) {
        this.system = system;
        this.gain = gain;
        this.input = input;
        this.loop = loop;
        this.sums = sums;
        this.occupancy = sums.moment(system.source());
    }

    /** The closed loop of a gain, row by row; empty where it does not stabilise. */
    static Optional<ClosedLoop> of(LqrSystem system, double[] lambda) {
        return ifStable(system, matrix(lambda, system.inputs(), system.states()));
    }

    /** The closed loop of a gain that stabilises, such as a Riccati solver returns. */
    static ClosedLoop of(LqrSystem system, RealMatrix gain) {
        return ifStable(system, gain)
                .orElseThrow(() -> new RefusedException("The best gain leaves the closed loop within " + MARGIN
                        + " of the edge of stability, where doubles keep no useful digit. It must be further inside."
                        + " Maybe lower gamma."));
    }

    private static Optional<ClosedLoop> ifStable(LqrSystem system, RealMatrix gain) {
        RealMatrix input = system.discountedB();
        RealMatrix loop = system.discountedA().subtract(input.multiply(gain));
        return DiscreteLyapunov.within(loop, MARGIN).map(sums -> new ClosedLoop(system, gain, input, loop, sums));
    }

    static RealMatrix matrix(double[] entries, int rows, int columns) {
        RealMatrix matrix = new Array2DRowRealMatrix(rows, columns);
        for (int i = 0; i < entries.length; i++) {
            matrix.setEntry(i / columns, i % columns, entries[i]);
        }
        return matrix;
    }

    static void flatten(RealMatrix matrix, double[] out) {
        int columns = matrix.getColumnDimension();
        for (int i = 0; i < out.length; i++) {
            out[i] = matrix.getEntry(i / columns, i % columns);
        }
    }

    /** F. */
    RealMatrix loop() {
        return loop;
    }

    /** Σ. */
    RealMatrix occupancy() {
        return occupancy;
    }

    /** The solution of \(X = S + F X F^\top\) for symmetric S: the occupancy of a loop that is fed by S in place of D. */
    RealMatrix occupancyOf(RealMatrix source) {
        return sums.moment(source);
    }

    /** J. */
    double value(GainCost cost) {
        return Products.trace(cost.perStep(gain), occupancy) + system.explorationShare() * cost.exploration();
    }

    /** P. */
    RealMatrix costToGo(GainCost cost) {
        return sums.cost(cost.perStep(gain));
    }

    /** \(\nabla_K J = 2E\Sigma\). */
    RealMatrix gradient(GainCost cost) {
        return residual(cost, costToGo(cost)).multiply(occupancy).scalarMultiply(2);
    }

    /** \(R + \tilde B^\top P\tilde B\). */
    RealMatrix curvature(GainCost cost, RealMatrix costToGo) {
        return cost.action().add(input.transpose().multiply(costToGo).multiply(input));
    }

    /** The solution of \(dP = S + F^\top dP\,F\) for symmetric S. */
    RealMatrix accumulate(RealMatrix symmetric) {
        return sums.cost(symmetric);
    }

    /** \(\tilde B^\top dP\,F\). */
    RealMatrix pulledBack(RealMatrix costToGoChange) {
        return input.transpose().multiply(costToGoChange).multiply(loop);
    }

    /**
     * The derivative of Σ along V: \(d\Sigma = F\,d\Sigma\,F^\top - \tilde BV\Sigma F^\top - F\Sigma V^\top\tilde B^\top\).
     */
    RealMatrix occupancyChange(RealMatrix direction) {
        RealMatrix half = input.multiply(direction).multiply(occupancy).multiply(loop.transpose());
        return sums.moment(half.add(half.transpose()).scalarMultiply(-1));
    }

    /**
     * The derivative of \(2E\Sigma\) along V: \(2(dE\,\Sigma + E\,d\Sigma)\) with
     * \(dE = (R + \tilde B^\top P\tilde B)V - \tilde B^\top dP\,F\) and \(dP = V^\top E + E^\top V + F^\top dP\,F\).
     */
    RealMatrix gradientChange(GainCost cost, RealMatrix direction) {
        RealMatrix costToGo = costToGo(cost);
        RealMatrix residual = residual(cost, costToGo);
        RealMatrix half = direction.transpose().multiply(residual);
        RealMatrix costToGoChange = accumulate(half.add(half.transpose()));
        RealMatrix residualChange =
                curvature(cost, costToGo).multiply(direction).subtract(pulledBack(costToGoChange));
        return residualChange
                .multiply(occupancy)
                .add(residual.multiply(occupancyChange(direction)))
                .scalarMultiply(2);
    }

    /** E. */
    RealMatrix residual(GainCost cost, RealMatrix costToGo) {
        return cost.action().multiply(cost.deviation(gain)).subtract(pulledBack(costToGo));
    }
}
