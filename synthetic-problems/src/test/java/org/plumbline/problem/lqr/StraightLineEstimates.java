package org.plumbline.problem.lqr;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Ledger;
import org.plumbline.problem.lqr.RecordedRollout.Transition;
import org.plumbline.sampling.LinearGaussianPolicy;
import org.plumbline.sampling.QuadraticCost;

/**
 * The policy-gradient estimates of one batch in a straight line, from their definitions: all transitions are kept, every sum is a
 * loop over them, and nothing is shared with the estimators.
 */
final class StraightLineEstimates {
    private final LqrSystem system;
    private final double[] lambda;
    private final QuadraticCost cost;
    private final long trajectories;
    private final List<Transition> steps;

    StraightLineEstimates(LqrSystem system, double[] lambda, QuadraticCost cost, Batch batch, int horizon) {
        this.system = system;
        this.lambda = lambda;
        this.cost = cost;
        this.trajectories = batch.size();
        RecordedRollout record = new RecordedRollout();
        new LinearGaussianEnvironment(system, new Ledger())
                .rollOut(
                        batch,
                        new LinearGaussianPolicy(system.states(), lambda, system.exploration()),
                        horizon,
                        record);
        this.steps = record.transitions();
    }

    private static double[] join(double[] x, double[] u) {
        double[] z = new double[x.length + u.length];
        System.arraycopy(x, 0, z, 0, x.length);
        System.arraycopy(u, 0, z, x.length, u.length);
        return z;
    }

    private double costOf(Transition step) {
        RealVector x = new ArrayRealVector(step.state());
        RealVector u = new ArrayRealVector(step.action());
        return x.dotProduct(cost.state().operate(x))
                + u.dotProduct(cost.action().operate(u));
    }

    private double[] meanAction(double[] x) {
        return ClosedLoop.matrix(lambda, system.inputs(), system.states())
                .scalarMultiply(-1)
                .operate(x);
    }

    /** \(z_iz_j\) for i ≤ j, or for i = j only, and 1; with a spread added to the squares of the actions. */
    private double[] features(double[] x, double[] u, double spread, boolean squares) {
        double[] z = join(x, u);
        List<Double> features = new ArrayList<>();
        for (int i = 0; i < z.length; i++) {
            for (int j = i; j < (squares ? i + 1 : z.length); j++) {
                features.add(z[i] * z[j] + (i == j && i >= x.length ? spread : 0));
            }
        }
        features.add(1.0);
        return features.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private double variance() {
        return system.exploration() * system.exploration();
    }

    private double[] expected(double[] x, boolean squares) {
        return features(x, meanAction(x), variance(), squares);
    }

    /** The mean over transitions of \(\psi(\psi - \gamma E\psi')^\top\), and of \(\psi c\). */
    private RealMatrix system(boolean squares) {
        RealMatrix sum = null;
        for (Transition step : steps) {
            RealVector psi = new ArrayRealVector(features(step.state(), step.action(), 0, squares));
            RealVector following = new ArrayRealVector(expected(step.next(), squares));
            RealMatrix term = psi.outerProduct(psi.subtract(following.mapMultiply(system.gamma())));
            sum = sum == null ? term : sum.add(term);
        }
        return sum.scalarMultiply(1.0 / steps.size());
    }

    private RealVector side(boolean squares) {
        RealVector sum =
                new ArrayRealVector(features(steps.get(0).state(), steps.get(0).action(), 0, squares).length);
        for (Transition step : steps) {
            sum = sum.add(
                    new ArrayRealVector(features(step.state(), step.action(), 0, squares)).mapMultiply(costOf(step)));
        }
        return sum.mapDivide(steps.size());
    }

    double[] leastSquares(boolean squares) {
        RealVector theta = new LUDecomposition(system(squares), 0).getSolver().solve(side(squares));
        return gradient(theta, squares);
    }

    /** K sweeps from 0 with the step α, in features scaled to unit mean square. */
    double[] temporalDifferences(double step, int sweeps) {
        double[] meanSquares = new double[side(false).getDimension()];
        for (Transition each : steps) {
            double[] psi = features(each.state(), each.action(), 0, false);
            for (int i = 0; i < psi.length; i++) {
                meanSquares[i] += psi[i] * psi[i] / steps.size();
            }
        }
        RealMatrix matrix = system(false);
        RealVector side = side(false);
        // One sweep in the unscaled features is preconditioned by their mean squares.
        RealVector theta = new ArrayRealVector(meanSquares.length);
        for (int sweep = 0; sweep < sweeps; sweep++) {
            RealVector residual = side.subtract(matrix.operate(theta));
            for (int i = 0; i < meanSquares.length; i++) {
                theta.addToEntry(i, step * residual.getEntry(i) / meanSquares[i]);
            }
        }
        return gradient(theta, false);
    }

    private double[] gradient(RealVector theta, boolean squares) {
        double[] sum = new double[lambda.length];
        for (Transition step : steps) {
            double q = theta.dotProduct(new ArrayRealVector(features(step.state(), step.action(), 0, squares)));
            double v = theta.dotProduct(new ArrayRealVector(expected(step.state(), squares)));
            addScore(step, q - v, sum);
        }
        return sum;
    }

    private void addScore(Transition step, double advantage, double[] sum) {
        int entry = 0;
        for (double xi : step.noise()) {
            for (double x : step.state()) {
                sum[entry++] += Math.pow(system.gamma(), step.t())
                        * (-xi * x / system.exploration())
                        * advantage
                        / trajectories;
            }
        }
    }

    double[] returns(boolean baseline) {
        double[] returns = new double[steps.size()];
        for (int i = steps.size() - 1; i >= 0; i--) {
            boolean last = i + 1 == steps.size() || steps.get(i + 1).t() == 0;
            returns[i] = costOf(steps.get(i)) + (last ? 0 : system.gamma() * returns[i + 1]);
        }
        UnaryOperator<RealVector> value = baseline ? regression(returns) : x -> new ArrayRealVector(1);
        double[] sum = new double[lambda.length];
        for (int i = 0; i < returns.length; i++) {
            double b = value.apply(new ArrayRealVector(steps.get(i).state())).getEntry(0);
            addScore(steps.get(i), returns[i] - b, sum);
        }
        return sum;
    }

    /** Least squares of the returns on the quadratic features of the state, by normal equations. */
    private UnaryOperator<RealVector> regression(double[] returns) {
        RealMatrix normal = null;
        RealVector right = null;
        for (int i = 0; i < returns.length; i++) {
            RealVector chi = stateFeatures(steps.get(i).state());
            normal = normal == null ? chi.outerProduct(chi) : normal.add(chi.outerProduct(chi));
            right = right == null ? chi.mapMultiply(returns[i]) : right.add(chi.mapMultiply(returns[i]));
        }
        RealVector beta = new LUDecomposition(normal, 0).getSolver().solve(right);
        return x -> MatrixUtils.createRealVector(new double[] {beta.dotProduct(stateFeatures(x.toArray()))});
    }

    private static RealVector stateFeatures(double[] x) {
        List<Double> features = new ArrayList<>(List.of(1.0));
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j <= i; j++) {
                features.add(x[i] * x[j]);
            }
        }
        return new ArrayRealVector(features.toArray(new Double[0]));
    }
}
