package org.plumbline.sampling;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.plumbline.numeric.Columns;
import org.plumbline.numeric.MatrixConditions;
import org.plumbline.numeric.Symmetric;
import org.plumbline.sampling.TemporalDifferenceSystem.Solver;

/**
 * Least-squares temporal differences for the Q-function of a linear-Gaussian policy (LSTD-Q: Lagoudakis, Parr,
 * "Least-squares policy iteration", JMLR 4, 2003, §5), on quadratic features: θ solves
 * \[ \sum \psi(z)\bigl(\psi(z) - \gamma\, E_{u'} \psi(x',u')\bigr)^\top \theta = \sum \psi(z)\, c(z), \qquad z = (x,u),
 * \]
 * summed over transitions. The policy is known, so the mean over the next action is taken in closed form: it is
 * \(M \chi(x')\) with the quadratic features χ of the state and a matrix M of the policy. For a linear-quadratic
 * problem the features leave no approximation error; there is a bias of O(1/n) in n trajectories, as the solution is a
 * ratio of means.
 *
 * <p>A cost \(x^\top Qx + u^\top Ru\) is itself \(\omega^\top \psi(z)\), so the right-hand side is
 * \(\sum \psi\psi^\top \omega\): one pass that adds up \(\sum\psi\psi^\top\) and \(\sum\psi\chi^\top\), in memory that
 * does not grow with the data, serves every cost.
 */
public final class LstdQ {
    private final LinearGaussianPolicy policy;
    private final double discount;
    private final QuadraticFeatures features;
    private final QuadraticFeatures stateFeatures;
    private final ProductSums squares;
    private final ProductSums products;

    /** (x, u), a row for each coordinate. */
    private final double[][] z;

    /** \(\psi(z)\), a row for each feature. */
    private double[][] psi;

    /** \(\chi(x')\), a row for each feature. */
    private double[][] chi;

    /**
     * No data yet.
     *
     * @param policy the policy that is evaluated, and that acted
     * @param discount γ, in [0, 1)
     */
    public LstdQ(LinearGaussianPolicy policy, double discount) {
        this.policy = policy;
        this.discount = discount;
        this.z = new double[policy.states() + policy.inputs()][];
        this.features = new QuadraticFeatures(z.length);
        this.stateFeatures = new QuadraticFeatures(policy.states());
        this.psi = new double[features.size()][0];
        this.chi = new double[stateFeatures.size()][0];
        this.squares = ProductSums.squares(psi.length);
        this.products = ProductSums.of(psi.length, chi.length);
    }

    /**
     * Adds transitions. The vectors are the columns of arrays of rows.
     *
     * @param count the number of transitions
     * @param state x, n rows
     * @param action u, m rows
     * @param next x′, n rows
     */
    public void add(int count, double[][] state, double[][] action, double[][] next) {
        System.arraycopy(state, 0, z, 0, state.length);
        System.arraycopy(action, 0, z, state.length, action.length);
        psi = Columns.withRoom(psi, count);
        chi = Columns.withRoom(chi, count);
        features.evaluate(z, count, psi);
        stateFeatures.evaluate(next, count, chi);
        squares.add(1, psi, psi, count);
        products.add(1, psi, chi, count);
    }

    /**
     * Factors the system of the data so far, once for all costs.
     *
     * @return the fit with all quadratic features
     */
    public Fit solve() {
        return solve(LeastSquaresCritic.Features.COMPLETE);
    }

    /** The same with some of the features. */
    Fit solve(LeastSquaresCritic.Features chosen) {
        Equations equations = equations(chosen);
        boolean all = chosen == LeastSquaresCritic.Features.COMPLETE;
        return new Fit(this, equations, equations.system.factored(), all);
    }

    /** Temporal differences, swept over the data so far; not usable where sweeps do not converge on them. */
    Fit iterate(LeastSquaresCritic.Features chosen, double step, int sweeps) {
        Equations equations = equations(chosen);
        return new Fit(this, equations, equations.system.swept(step, sweeps), false);
    }

    private Equations equations(LeastSquaresCritic.Features chosen) {
        int[] kept = chosen == LeastSquaresCritic.Features.COMPLETE ? features.all() : features.squares();
        RealMatrix sums = squares.matrix();
        RealMatrix system = sums.subtract(
                products.matrix().multiply(meanFeatures().transpose()).scalarMultiply(discount));
        return new Equations(sums, system, kept);
    }

    /** M: \(E\,\psi(x, u) = M \chi(x)\) for u from the policy. */
    private RealMatrix meanFeatures() {
        int n = policy.states();
        double variance = policy.exploration() * policy.exploration();
        RealMatrix mean = new Array2DRowRealMatrix(psi.length, chi.length);
        double[] form = new double[n * n];
        int feature = 0;
        for (int i = 0; i < z.length; i++) {
            for (int j = i; j < z.length; j++) {
                for (int a = 0; a < n; a++) {
                    for (int b = 0; b < n; b++) {
                        form[a * n + b] = policy.meanStateAction(i, a) * policy.meanStateAction(j, b);
                    }
                }
                double spread = i == j && i >= n ? variance : 0;
                mean.setRow(feature++, stateFeatures.coefficients(form, spread));
            }
        }
        mean.setEntry(feature, chi.length - 1, 1);
        return mean;
    }

    /** The system in the features that are kept, and the sums from which its right-hand sides come. */
    private static final class Equations {
        private final RealMatrix squares;
        private final int[] kept;
        private final TemporalDifferenceSystem system;

        Equations(RealMatrix squares, RealMatrix differences, int[] kept) {
            this.squares = squares;
            this.kept = kept;
            this.system = new TemporalDifferenceSystem(
                    squares.getSubMatrix(kept, kept), differences.getSubMatrix(kept, kept));
        }

        /** θ of a cost in all features, 0 for those that are not kept. */
        double[] solution(Solver solver, double[] omega) {
            RealVector sums = squares.operate(new ArrayRealVector(omega, false));
            RealVector side = new ArrayRealVector(kept.length);
            for (int i = 0; i < kept.length; i++) {
                side.setEntry(i, sums.getEntry(kept[i]));
            }
            RealVector solution = solver.solve(side);
            double[] theta = new double[omega.length];
            for (int i = 0; i < kept.length; i++) {
                theta[kept[i]] = solution.getEntry(i);
            }
            return theta;
        }
    }

    /** The solved system, from which the Q-function of any quadratic cost is read. */
    public static final class Fit {
        private final LinearGaussianPolicy policy;
        private final QuadraticFeatures features;
        private final Equations equations;
        private final Optional<Solver> solver;
        private final boolean exact;

        private Fit(LstdQ data, Equations equations, Optional<Solver> solver, boolean exact) {
            this.policy = data.policy;
            this.features = data.features;
            this.equations = equations;
            this.solver = solver;
            this.exact = exact;
        }

        /**
         * The Q-function of a cost.
         *
         * @param cost the cost of one step
         * @return the estimate; NaN where the data do not determine it
         */
        public FittedQ of(QuadraticCost cost) {
            double[] omega = features.coefficients(cost.form(), 0);
            double[] nothing = new double[omega.length];
            Arrays.fill(nothing, Double.NaN);
            double[] theta =
                    solver.map(solve -> equations.solution(solve, omega)).orElse(nothing);
            return new FittedQ(features.matrix(theta), theta[theta.length - 1]);
        }

        /** Whether there is a solution; and, as only the solution of the whole system is a value, whether it shows stability. */
        boolean isUsable() {
            return exact ? showsStability() : solver.isPresent();
        }

        /** False if stability could be seen, and is not. */
        boolean admitsPolicy() {
            return !exact || showsStability();
        }

        /**
         * Whether the policy stabilises the discounted system, as far as the data tell. For the cost
         * \(\|x\|^2 + \|u\|^2\) the value \(x^\top P x\) solves a Lyapunov equation with a positive definite
         * right-hand side, so by Lyapunov's theorem P is positive definite exactly if the policy stabilises, and then
         * \(P \succeq I\). Otherwise the temporal differences still have a solution, but it is not a value.
         *
         * @return false also where the data do not determine the value
         */
        public boolean showsStability() {
            int n = policy.states();
            RealMatrix unitState = new Array2DRowRealMatrix(identity(n));
            RealMatrix unitAction = new Array2DRowRealMatrix(identity(policy.inputs()));
            RealMatrix value = new Array2DRowRealMatrix(
                    of(new QuadraticCost(unitState, unitAction)).stateValue(policy));
            return MatrixConditions.isFinite(value) && Symmetric.smallestEigenvalue(value) > 0;
        }

        private static double[][] identity(int n) {
            double[][] identity = new double[n][n];
            for (int i = 0; i < n; i++) {
                identity[i][i] = 1;
            }
            return identity;
        }
    }
}
