package org.plumbline.theory.claim.rate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.plumbline.numeric.Vectors;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.run.Probe;
import org.plumbline.theory.measure.SymmetricHessian;
import org.plumbline.theory.measure.VectorMoments;

/**
 * What two terms of the error budget must be in the tail of a run, from its own iterates and exact ground truth.
 *
 * <p><em>Penalty:</em> the mean of \(\|\nabla\Phi_\sigma(\varphi_t) - \nabla\Phi(\varphi_t)\|^2\), where
 * \(\nabla\Phi_\sigma\) is what the method estimates: of a central difference, the mean of those at σ and −σ.
 *
 * <p><em>Noise:</em> near a minimum of \(\Phi_\sigma\) with Hessian A, \(x_{t+1} = x_t - \eta(Ax_t + e_t)\). For errors
 * \(e_t\) that are independent in time and have covariance C, the stationary covariance S obeys
 * \(S = (I-\eta A)S(I-\eta A) + \eta^2C\), so in the eigenbasis of A
 * \[ \mathbb E\|\nabla\Phi_\sigma\|^2 = \operatorname{tr}(ASA) = \sum_i \frac{\eta a_i}{2 - \eta a_i}\,C_{ii} , \]
 * which is the variance of the estimate, of order \(1/(\sigma^2n)\), times a factor of the outer step. C is estimated from
 * the outer steps of the tail, A by differences at their mean. It is NaN where A has an eigenvalue outside of
 * \((0, 2/\eta)\): no stationary law exists then.
 */
final class BudgetProbe implements Probe {
    static final String PENALTY = "computed penalty";
    static final String NOISE = "computed noise";

    private final BilevelProblem problem;
    private final BudgetMethod method;
    private final long from;
    private final List<double[]> errors = new ArrayList<>();
    private final VectorMoments place;
    private double bias;
    private long seen;
    private double[] last;
    private double[] lastGradient;

    BudgetProbe(BilevelProblem problem, BudgetMethod method, long iterations) {
        this.problem = problem;
        this.method = method;
        this.from = iterations / 2;
        this.place = new VectorMoments(problem.start().phi().length);
    }

    @Override
    public void at(long t, double[] phi, double[] lambda, double[] penalised) {
        if (t < from) {
            return;
        }
        double[] gradient = gradient(phi);
        if (last != null) {
            double[] error = new double[phi.length];
            for (int i = 0; i < phi.length; i++) {
                error[i] = (last[i] - phi[i]) / method.outerStep() - lastGradient[i];
            }
            errors.add(error);
            Vectors.add(-1, problem.truth().hypergradient(last), lastGradient);
            bias += Vectors.squaredNorm(lastGradient);
            place.add(last);
            seen++;
        }
        last = phi;
        lastGradient = gradient;
    }

    private double[] gradient(double[] phi) {
        double[] forward = problem.truth().penaltyHypergradient(phi, method.sigma());
        if (method.order() == 1) {
            return forward;
        }
        double[] backward = problem.truth().penaltyHypergradient(phi, -method.sigma());
        for (int i = 0; i < forward.length; i++) {
            forward[i] = (forward[i] + backward[i]) / 2;
        }
        return forward;
    }

    Map<String, double[]> found() {
        return Map.of(PENALTY, new double[] {bias / seen}, NOISE, new double[] {noise()});
    }

    private double noise() {
        if (errors.size() < 2) {
            return Double.NaN;
        }
        RealMatrix covariance = errors.get(0).length == 1
                ? new Array2DRowRealMatrix(new double[][] {{variance()}})
                : new Covariance(errors.toArray(double[][]::new)).getCovarianceMatrix();
        EigenDecomposition curvature = new EigenDecomposition(
                new Array2DRowRealMatrix(SymmetricHessian.of(this::gradient, place.mean()), false));
        double sum = 0;
        for (int i = 0; i < covariance.getRowDimension(); i++) {
            double a = method.outerStep() * curvature.getRealEigenvalue(i);
            RealVector axis = curvature.getEigenvector(i);
            sum += a > 0 && a < 2 ? a / (2 - a) * axis.dotProduct(covariance.operate(axis)) : Double.NaN;
        }
        return sum;
    }

    /** Commons Math refuses a covariance of one variable. */
    private double variance() {
        VectorMoments moments = new VectorMoments(1);
        errors.forEach(moments::add);
        return moments.totalVariance();
    }
}
