package org.plumbline.problem.lqr;

import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.plumbline.numeric.Symmetric;
import org.plumbline.problem.CriticLimits;
import org.plumbline.sampling.QuadraticCost;
import org.plumbline.sampling.QuadraticFeatures;

/**
 * What policy gradients with a fitted quadratic Q-function tend to as the number of trajectories of H steps grows, in closed
 * form; for measuring only. With \(z = (x,u)\), \(z' = (x',u')\) under the policy and \(T = [I;-K]\), the temporal differences
 * of the features ψ tend to
 * \[ A = \sum_{t \lt H} E\,\psi(z_t)\bigl(\psi(z_t) - \gamma\psi(z_t')\bigr)^\top, \qquad b = \sum_{t\lt H}E\,\psi(z_t)\,c(z_t). \]
 *
 * <p><b>Fourth moments.</b> \((z_t,z_t')\) is Gaussian but for the start, \(\Sigma_0^{1/2}\) times fair signs, whose fourth
 * cumulant is −2. Cumulants add up, so that with the covariance C of all coordinates and the columns v of what they take
 * from the signs, \(E\,z_iz_jz_kz_l = C_{ij}C_{kl} + C_{ik}C_{jl} + C_{il}C_{jk} - 2\sum_v v_iv_jv_kv_l\).
 *
 * <p><b>Gradient.</b> Of a matrix Θ in place of the Q-function it is
 * \(-2(\Theta_{ux} - \Theta_{uu}K)\sum_{t\lt H}\gamma^tX_t\).
 *
 * <p><b>Sweeps.</b> K sweeps with the step α in features of unit mean square, \(\tilde A = D A D\), reach
 * \(\theta_K = D\,(I - (I-\alpha\tilde A)^K)\,\tilde A^{-1}Db\), D the inverse roots of the mean squares.
 *
 * <p><b>Some features.</b> Transitions, and with them the law of the moments, do not depend on what is fitted to them. So the
 * same holds with the block of A, the entries of b and the block of D that belong to the features that are kept.
 */
public final class FiniteHorizonCritic implements CriticLimits {
    private final LqrSystem system;
    private final RealMatrix gain;
    private final RealMatrix meanAction;
    private final QuadraticFeatures features;
    private final RealMatrix squares;
    private final RealMatrix differences;
    private final RealMatrix visits;
    private final RealVector costs;
    private final double[] exact;

    private FiniteHorizonCritic(LqrSystem system, QuadraticCost cost, double[] lambda, double[] exact, int horizon) {
        int n = system.states();
        int k = n + system.inputs();
        this.system = system;
        this.exact = exact;
        this.gain = ClosedLoop.matrix(lambda, system.inputs(), n);
        this.meanAction = new Array2DRowRealMatrix(k, n);
        meanAction.setSubMatrix(MatrixUtils.createRealIdentityMatrix(n).getData(), 0, 0);
        meanAction.setSubMatrix(gain.scalarMultiply(-1).getData(), n, 0);
        this.features = new QuadraticFeatures(k);
        RealMatrix form = new Array2DRowRealMatrix(k, k);
        form.setSubMatrix(cost.state().getData(), 0, 0);
        form.setSubMatrix(cost.action().getData(), n, n);
        this.costs = new ArrayRealVector(features.coefficients(flat(form), 0), false);
        RealMatrix sums = new Array2DRowRealMatrix(features.size(), features.size());
        RealMatrix next = sums.copy();
        RealMatrix discounted = new Array2DRowRealMatrix(n, n);
        RealMatrix loop = system.a().subtract(system.b().multiply(gain));
        RealMatrix moment = system.initial();
        RealMatrix signs = Symmetric.squareRoot(system.initial());
        for (int t = 0; t < horizon; t++) {
            addMoments(moment, signs, loop, sums, next);
            discounted = discounted.add(moment.scalarMultiply(Math.pow(system.gamma(), t)));
            moment = loop.multiply(moment).multiply(loop.transpose()).add(disturbance());
            signs = loop.multiply(signs);
        }
        this.squares = sums;
        this.differences = sums.subtract(next.scalarMultiply(system.gamma()));
        this.visits = discounted;
    }

    /**
     * The limits at a gain.
     *
     * @param problem the instance
     * @param phi upper variable, length p
     * @param lambda K, m × n, row by row, stabilising
     * @param horizon H, at least 2, or the signs of the start leave features that cannot be told apart
     * @return the closed forms
     */
    public static FiniteHorizonCritic of(LqrRewardDesignProblem problem, double[] phi, double[] lambda, int horizon) {
        double[] exact = new double[lambda.length];
        problem.truth().functions().lowerGradient(phi, lambda, new double[phi.length], exact);
        return new FiniteHorizonCritic(problem.system(), problem.costs().agent(phi), lambda, exact, horizon);
    }

    /**
     * The same for the designer's cost: the limits minus \(\nabla_\lambda f\).
     *
     * @param problem the instance
     * @param phi upper variable, length p
     * @param lambda K, m × n, row by row, stabilising
     * @param horizon H, at least 2
     * @return the closed forms
     */
    public static FiniteHorizonCritic upper(
            LqrRewardDesignProblem problem, double[] phi, double[] lambda, int horizon) {
        double[] exact = new double[lambda.length];
        problem.truth().functions().upperGradient(phi, lambda, new double[phi.length], exact);
        return new FiniteHorizonCritic(problem.system(), problem.costs().designer(), lambda, exact, horizon);
    }

    /** \(W + s^2BB^\top\). */
    private RealMatrix disturbance() {
        double variance = system.exploration() * system.exploration();
        return system.noise().add(system.b().multiply(system.b().transpose()).scalarMultiply(variance));
    }

    private void addMoments(RealMatrix moment, RealMatrix signs, RealMatrix loop, RealMatrix sums, RealMatrix next) {
        int k = meanAction.getRowDimension();
        RealMatrix here = pairCovariance(moment);
        RealMatrix step = new Array2DRowRealMatrix(system.states(), k);
        step.setSubMatrix(system.a().getData(), 0, 0);
        step.setSubMatrix(system.b().getData(), 0, system.states());
        RealMatrix cross = meanAction.multiply(step).multiply(here);
        RealMatrix after =
                pairCovariance(loop.multiply(moment).multiply(loop.transpose()).add(disturbance()));
        RealMatrix joint = new Array2DRowRealMatrix(2 * k, 2 * k);
        joint.setSubMatrix(here.getData(), 0, 0);
        joint.setSubMatrix(cross.getData(), k, 0);
        joint.setSubMatrix(cross.transpose().getData(), 0, k);
        joint.setSubMatrix(after.getData(), k, k);
        RealMatrix fromSigns = new Array2DRowRealMatrix(2 * k, system.states());
        fromSigns.setSubMatrix(meanAction.multiply(signs).getData(), 0, 0);
        fromSigns.setSubMatrix(meanAction.multiply(loop).multiply(signs).getData(), k, 0);
        addProducts(joint, fromSigns, 0, sums);
        addProducts(joint, fromSigns, k, next);
    }

    /** \(E\,zz^\top\) for a second moment of the state. */
    private RealMatrix pairCovariance(RealMatrix moment) {
        RealMatrix covariance = meanAction.multiply(moment).multiply(meanAction.transpose());
        for (int i = system.states(); i < covariance.getRowDimension(); i++) {
            covariance.addToEntry(i, i, system.exploration() * system.exploration());
        }
        return covariance;
    }

    /** Adds \(E\,\psi(z)\psi(y)^\top\), y being the coordinates from an offset on. */
    private static void addProducts(RealMatrix joint, RealMatrix signs, int offset, RealMatrix out) {
        int k = joint.getRowDimension() / 2;
        int last = out.getRowDimension() - 1;
        int row = 0;
        for (int i = 0; i < k; i++) {
            for (int j = i; j < k; j++) {
                int column = 0;
                for (int a = offset; a < offset + k; a++) {
                    for (int b = a; b < offset + k; b++) {
                        out.addToEntry(row, column++, fourth(joint, signs, i, j, a, b));
                    }
                }
                out.addToEntry(row, last, joint.getEntry(i, j));
                out.addToEntry(last, row, joint.getEntry(i + offset, j + offset));
                row++;
            }
        }
        out.addToEntry(last, last, 1);
    }

    private static double fourth(RealMatrix joint, RealMatrix signs, int i, int j, int a, int b) {
        double sum = joint.getEntry(i, j) * joint.getEntry(a, b)
                + joint.getEntry(i, a) * joint.getEntry(j, b)
                + joint.getEntry(i, b) * joint.getEntry(j, a);
        for (int v = 0; v < signs.getColumnDimension(); v++) {
            sum -= 2 * signs.getEntry(i, v) * signs.getEntry(j, v) * signs.getEntry(a, v) * signs.getEntry(b, v);
        }
        return sum;
    }

    /** All quadratic features: the bias of the visitation alone, as the fit is exact. */
    @Override
    public double[] complete() {
        return bias(solution(all()));
    }

    /** The squares, and 1. */
    @Override
    public double[] poor() {
        return bias(solution(few()));
    }

    @Override
    public double[] swept(double step, int sweeps) {
        return bias(sweeps(all(), step, sweeps));
    }

    @Override
    public double[] sweptPoor(double step, int sweeps) {
        return bias(sweeps(few(), step, sweeps));
    }

    private int[] all() {
        return IntStream.range(0, features.size()).toArray();
    }

    private int[] few() {
        int k = meanAction.getRowDimension();
        int[] kept = new int[k + 1];
        for (int i = 0, place = 0; i < k; i++) {
            kept[i] = place;
            place += k - i;
        }
        kept[k] = features.size() - 1;
        return kept;
    }

    private RealVector sweeps(int[] kept, double step, int sweeps) {
        double[] scale = new double[kept.length];
        for (int i = 0; i < scale.length; i++) {
            scale[i] = 1 / Math.sqrt(squares.getEntry(kept[i], kept[i]));
        }
        RealMatrix units = MatrixUtils.createRealDiagonalMatrix(scale);
        RealMatrix identity = MatrixUtils.createRealIdentityMatrix(scale.length);
        RealMatrix scaled = units.multiply(differences.getSubMatrix(kept, kept)).multiply(units);
        RealMatrix left = identity.subtract(scaled.scalarMultiply(step)).power(sweeps);
        RealVector limit = new LUDecomposition(scaled, 0).getSolver().solve(units.operate(side(kept)));
        return among(kept, units.operate(identity.subtract(left).operate(limit)));
    }

    private RealVector solution(int[] kept) {
        return among(
                kept,
                new LUDecomposition(differences.getSubMatrix(kept, kept), 0)
                        .getSolver()
                        .solve(side(kept)));
    }

    /** The entries of b that belong to the features that are kept. The cost itself has all features. */
    private RealVector side(int[] kept) {
        RealVector whole = squares.operate(costs);
        RealVector part = new ArrayRealVector(kept.length);
        for (int i = 0; i < kept.length; i++) {
            part.setEntry(i, whole.getEntry(kept[i]));
        }
        return part;
    }

    /** θ of all features, 0 where they are not kept. */
    private RealVector among(int[] kept, RealVector part) {
        RealVector theta = new ArrayRealVector(features.size());
        for (int i = 0; i < kept.length; i++) {
            theta.setEntry(kept[i], part.getEntry(i));
        }
        return theta;
    }

    private double[] bias(RealVector theta) {
        int n = system.states();
        int k = meanAction.getRowDimension();
        RealMatrix form = ClosedLoop.matrix(features.matrix(theta.toArray()), k, k);
        RealMatrix advantage = form.getSubMatrix(n, k - 1, 0, n - 1)
                .subtract(form.getSubMatrix(n, k - 1, n, k - 1).multiply(gain));
        double[] bias = flat(advantage.multiply(visits).scalarMultiply(-2));
        for (int i = 0; i < bias.length; i++) {
            bias[i] -= exact[i];
        }
        return bias;
    }

    private static double[] flat(RealMatrix matrix) {
        double[] flat = new double[matrix.getRowDimension() * matrix.getColumnDimension()];
        ClosedLoop.flatten(matrix, flat);
        return flat;
    }
}
