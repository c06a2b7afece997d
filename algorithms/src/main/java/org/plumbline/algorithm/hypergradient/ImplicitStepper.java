package org.plumbline.algorithm.hypergradient;

import java.util.Arrays;
import org.plumbline.algorithm.Stepper;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;

/** The state of one run of {@link ImplicitConjugateGradient}. */
final class ImplicitStepper implements Stepper {
    private final ImplicitConjugateGradient method;
    private final SecondOrderOracle oracle;
    private final RandomStream stream;
    private final double[] phi;
    private final double[] lambda;
    /** The linear solution \(v \approx g_{\lambda\lambda}^{-1} f_\lambda\), warm-started. */
    private final double[] solution;

    private final double[] gradPhi;
    private final double[] gradLambda;
    private final double[] cross;
    private final double[] residual;
    private final double[] direction;
    private final double[] product;

    ImplicitStepper(ImplicitConjugateGradient method, SecondOrderOracle oracle, Start start, RandomStream stream) {
        this.method = method;
        this.oracle = oracle;
        this.stream = stream;
        phi = start.phi();
        lambda = start.lambda();
        solution = new double[lambda.length];
        gradPhi = new double[phi.length];
        gradLambda = new double[lambda.length];
        cross = new double[phi.length];
        residual = new double[lambda.length];
        direction = new double[lambda.length];
        product = new double[lambda.length];
    }

    @Override
    public void step() {
        for (int k = 0; k < method.innerSteps(); k++) {
            oracle.lower(oracle.draw(method.batch(), stream), phi, lambda, gradPhi, gradLambda);
            for (int j = 0; j < lambda.length; j++) {
                lambda[j] -= method.lowerStep() * gradLambda[j];
            }
        }
        oracle.upper(oracle.draw(method.batch(), stream), phi, lambda, gradPhi, gradLambda);
        solve(oracle.draw(method.batch(), stream));
        oracle.jacobianVector(oracle.draw(method.batch(), stream), phi, lambda, solution, cross);
        for (int i = 0; i < phi.length; i++) {
            phi[i] -= method.outerStep() * (gradPhi[i] - cross[i]);
        }
    }

    /**
     * Conjugate gradients on \(\hat g_{\lambda\lambda} v = \hat f_\lambda\), the right side in gradLambda. An answer
     * that is not finite makes v NaN: to stop at the last good v would hide it from the runner.
     */
    private void solve(Batch batch) {
        oracle.hessianVector(batch, phi, lambda, solution, product);
        double rr = 0;
        for (int j = 0; j < residual.length; j++) {
            residual[j] = gradLambda[j] - product[j];
            direction[j] = residual[j];
            rr += residual[j] * residual[j];
        }
        if (!Double.isFinite(rr)) {
            Arrays.fill(solution, Double.NaN);
            return;
        }
        for (int q = 0; q < method.solverSteps() && rr > 0; q++) {
            oracle.hessianVector(batch, phi, lambda, direction, product);
            double curvature = Vectors.dot(direction, product);
            if (!Double.isFinite(curvature)) {
                Arrays.fill(solution, Double.NaN);
                return;
            }
            if (curvature <= 0) {
                return; // Not positive definite along this direction: no further step is meaningful.
            }
            double step = rr / curvature;
            double next = 0;
            for (int j = 0; j < residual.length; j++) {
                solution[j] += step * direction[j];
                residual[j] -= step * product[j];
                next += residual[j] * residual[j];
            }
            double conjugate = next / rr;
            for (int j = 0; j < direction.length; j++) {
                direction[j] = residual[j] + conjugate * direction[j];
            }
            rr = next;
        }
    }

    @Override
    public double[] phi() {
        return phi.clone();
    }

    @Override
    public double[] lambda() {
        return lambda.clone();
    }
}
