package org.plumbline.problem.preference;

import java.util.Arrays;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.DiscreteLyapunov;
import org.plumbline.numeric.DiscreteRiccati;
import org.plumbline.numeric.MatrixConditions;
import org.plumbline.numeric.Products;
import org.plumbline.numeric.Spectra;
import org.plumbline.numeric.Symmetric;
import org.plumbline.problem.BilevelFunctions;

/**
 * A regulator's cost around its best gain. With \(C = R + \tilde B^\top P^*\tilde B\), \(F = F^* - \tilde B\delta\) and
 * \(P = P^* + \Delta P\) the cost-to-go of \(K^* + \delta\), completing the square in the Bellman equation leaves
 * \[ \Delta P = \delta^\top C\delta + F^\top\Delta P\,F, \qquad g - g^* = \operatorname{tr}(\Delta P\,D), \qquad
 *    \nabla_K g = 2(C\delta - \tilde B^\top\Delta P\,F)\Sigma, \]
 * \[ \Delta\Sigma = F\Delta\Sigma F^\top + G\Sigma^*F^{*\top} + F^*\Sigma^*G^\top + G\Sigma^*G^\top, \quad G = -\tilde B\delta,
 *    \qquad \Delta\,\partial_i g = \operatorname{tr}(\partial_i Q\,\Delta\Sigma) : \]
 * terms of the size of the result, and no difference of two large ones (M. Fazel, R. Ge, S. Kakade, M. Mesbahi, ICML
 * 2018, lemma 10, with \(E_{K^*} = 0\)). The derivative of the best gain follows from
 * \(dP_i = \partial_i Q + F^{*\top}dP_iF^*\) and \(C\,dK_i = \tilde B^\top dP_iF^*\).
 */
final class LqrNeighbourhood implements Neighbourhood {
    private final LqrLearner learner;
    private final double[] phi;
    private final RealMatrix input;
    private final RealMatrix gain;
    private final RealMatrix loop;
    private final RealMatrix curvature;
    private final RealMatrix occupancy;

    LqrNeighbourhood(LqrLearner learner, double[] phi) {
        this.learner = learner;
        this.phi = phi.clone();
        this.input = learner.discountedB();
        var cost = learner.agent().at(phi);
        DiscreteRiccati.Solution best =
                DiscreteRiccati.solve(learner.discountedA(), input, cost.state(), cost.action());
        this.gain = best.gain();
        this.loop = Products.addAccurately(learner.discountedA(), input, gain.scalarMultiply(-1));
        this.curvature =
                Symmetric.symmetrise(cost.action().add(Products.congruence(input.transpose(), best.costToGo())));
        this.occupancy = DiscreteLyapunov.solve(loop, learner.source());
    }

    @Override
    public double[] solution() {
        return flatten(gain);
    }

    private static double[] flatten(RealMatrix matrix) {
        return Arrays.stream(matrix.getData()).flatMapToDouble(Arrays::stream).toArray();
    }

    private RealMatrix matrix(double[] delta) {
        RealMatrix matrix = MatrixUtils.createRealMatrix(gain.getRowDimension(), gain.getColumnDimension());
        for (int i = 0; i < delta.length; i++) {
            matrix.setEntry(i / matrix.getColumnDimension(), i % matrix.getColumnDimension(), delta[i]);
        }
        return matrix;
    }

    /** \(-\tilde B\delta\). */
    private RealMatrix loopChange(double[] delta) {
        return input.multiply(matrix(delta)).scalarMultiply(-1);
    }

    private static boolean isStable(RealMatrix loop) {
        return MatrixConditions.isFinite(loop) && Spectra.spectralRadius(loop) < 1 - LqrLearner.MARGIN;
    }

    private RealMatrix costToGoChange(RealMatrix delta, RealMatrix movedLoop) {
        return DiscreteLyapunov.solve(movedLoop.transpose(), Products.congruence(delta.transpose(), curvature));
    }

    @Override
    public double gap(double[] delta) {
        RealMatrix moved = loop.add(loopChange(delta));
        return isStable(moved)
                ? Products.trace(costToGoChange(matrix(delta), moved), learner.source())
                : Double.POSITIVE_INFINITY;
    }

    @Override
    public void gradient(double[] delta, double[] out) {
        RealMatrix moved = loop.add(loopChange(delta));
        if (!isStable(moved)) {
            Arrays.fill(out, Double.NaN);
            return;
        }
        RealMatrix step = matrix(delta);
        RealMatrix residual = curvature
                .multiply(step)
                .subtract(
                        input.transpose().multiply(costToGoChange(step, moved)).multiply(moved));
        RealMatrix gradient = residual.multiply(DiscreteLyapunov.solve(moved, learner.source()));
        System.arraycopy(flatten(gradient.scalarMultiply(2)), 0, out, 0, out.length);
    }

    @Override
    public void upperGradientChange(double[] delta, double[] out) {
        RealMatrix change = loopChange(delta);
        RealMatrix moved = loop.add(change);
        if (!isStable(moved)) {
            Arrays.fill(out, Double.NaN);
            return;
        }
        RealMatrix half = change.multiply(occupancy).multiply(loop.transpose());
        RealMatrix source = half.add(half.transpose()).add(Products.congruence(change, occupancy));
        RealMatrix occupancyChange = DiscreteLyapunov.solve(moved, source);
        for (int i = 0; i < out.length; i++) {
            out[i] = Products.trace(learner.agent().derivative(phi, i), occupancyChange);
        }
    }

    @Override
    public RealMatrix hessian(double[] delta) {
        BilevelFunctions functions = learner.lowerLevel().truth().functions();
        int d = delta.length;
        double[] lambda = solution();
        Arrays.setAll(lambda, j -> lambda[j] + delta[j]);
        RealMatrix hessian = MatrixUtils.createRealMatrix(d, d);
        double[] axis = new double[d];
        double[] column = new double[d];
        for (int j = 0; j < d; j++) {
            axis[j] = 1;
            functions.hessianVector(phi, lambda, axis, column);
            hessian.setColumn(j, column);
            axis[j] = 0;
        }
        return Symmetric.symmetrise(hessian);
    }

    @Override
    public double[] pullBack(double[] covector) {
        RealMatrix sensitivity = matrix(covector).transpose();
        DecompositionSolver solver = new CholeskyDecomposition(curvature, 1e-10, 0).getSolver();
        double[] result = new double[phi.length];
        for (int i = 0; i < result.length; i++) {
            RealMatrix costToGoChange =
                    DiscreteLyapunov.solve(loop.transpose(), learner.agent().derivative(phi, i));
            RealMatrix pulled = input.transpose().multiply(costToGoChange).multiply(loop);
            result[i] = Products.trace(sensitivity, solver.solve(pulled));
        }
        return result;
    }
}
