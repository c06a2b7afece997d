package org.plumbline.problem.preference;

import java.util.Arrays;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.Symmetric;

/** A {@link PairLoss} at one upper variable φ, as a function of λ. Outputs are overwritten. */
interface PairLossSlice {
    /**
     * The step of differences, relative to 1 + |λ|: truncation \(h^2\) and rounding \(10^{-16}/h\) leave a Hessian with
     * ten digits, with which Newton's method gains ten digits a step.
     */
    double STEP = 1e-5;

    /** \(f(\varphi,\lambda)\). */
    double value(double[] lambda);

    /** Both gradients, \(\nabla_\varphi f\) of length p and \(\nabla_\lambda f\) of length d. */
    void gradient(double[] lambda, double[] gradPhi, double[] gradLambda);

    /** \(\nabla_\lambda f\) alone, length d. */
    void gradientLambda(double[] lambda, double[] out);

    /** \(\nabla^2_{\lambda\lambda} f\), by central differences of the exact gradient unless overridden. */
    default RealMatrix hessian(double[] lambda) {
        int d = lambda.length;
        RealMatrix hessian = MatrixUtils.createRealMatrix(d, d);
        double[] x = lambda.clone();
        double[] ahead = new double[d];
        double[] behind = new double[d];
        for (int j = 0; j < d; j++) {
            double h = STEP * (1 + Math.abs(lambda[j]));
            x[j] = lambda[j] + h;
            gradientLambda(x, ahead);
            double up = x[j];
            x[j] = lambda[j] - h;
            gradientLambda(x, behind);
            double width = up - x[j];
            x[j] = lambda[j];
            Arrays.setAll(ahead, i -> (ahead[i] - behind[i]) / width);
            hessian.setColumn(j, ahead);
        }
        return Symmetric.symmetrise(hessian);
    }
}
