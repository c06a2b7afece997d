package org.plumbline.problem.lqr;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.HautusCriterion;
import org.plumbline.numeric.MatrixConditions;
import org.plumbline.numeric.RefusedException;

/**
 * A linear system under discounting and exploration: \(x' = Ax + Bu + w\), \(w \sim N(0, W)\), \(x_0\) with second
 * moment \(\Sigma_0\), \(u = -Kx + s\xi\), \(\xi \sim N(0, I)\). With n states and m inputs, discounting turns it into
 * \(\tilde A = \sqrt\gamma A\), \(\tilde B = \sqrt\gamma B\), and all randomness enters costs through
 * \[ D = \Sigma_0 + \frac{\gamma}{1-\gamma}(W + s^2 BB^\top) \succ 0. \]
 *
 * @param a A, n × n; may be unstable as long as \((\tilde A, \tilde B)\) is stabilisable
 * @param b B, n × m
 * @param noise W, n × n, positive semidefinite
 * @param initial \(\Sigma_0\), n × n, positive semidefinite
 * @param gamma γ, in (0, 1)
 * @param exploration s, at least 0
 */
public record LqrSystem(
        RealMatrix a, RealMatrix b, RealMatrix noise, RealMatrix initial, double gamma, double exploration) {
    /** Copies and checks the data. */
    public LqrSystem {
        a = a.copy();
        b = b.copy();
        noise = noise.copy();
        initial = initial.copy();
        if (!(gamma > 0 && gamma < 1)) {
            throw new RefusedException("The discount gamma (" + gamma + ") must lie in (0, 1). Maybe choose 0.9.");
        }
        if (!(exploration >= 0 && exploration < Double.POSITIVE_INFINITY)) {
            throw new RefusedException("The exploration (" + exploration
                    + ") must be finite and at least 0. Maybe choose a fraction of the size of the actions.");
        }
        MatrixConditions.requireSquare("A", a);
        int n = a.getRowDimension();
        MatrixConditions.requireShape("B", b, n, b.getColumnDimension(), "as A has " + n + " rows");
        MatrixConditions.requireShape("W", noise, n, n, "as A has " + n + " rows");
        MatrixConditions.requireShape("Sigma0", initial, n, n, "as A has " + n + " rows");
        MatrixConditions.requireFinite("A", a);
        MatrixConditions.requireFinite("B", b);
        MatrixConditions.requireFinite("W", noise);
        MatrixConditions.requireFinite("Sigma0", initial);
        MatrixConditions.requirePositiveSemidefinite("W", noise);
        MatrixConditions.requirePositiveSemidefinite("Sigma0", initial);
        MatrixConditions.requirePositiveDefinite(
                "D = Sigma0 + γ/(1−γ)·(W + s²BBᵀ)", source(b, noise, initial, gamma, exploration));
        double root = Math.sqrt(gamma);
        Optional<Complex> mode = HautusCriterion.unreachableMode(a.scalarMultiply(root), b.scalarMultiply(root));
        if (mode.isPresent()) {
            throw new RefusedException(
                    "The pair (√γA, √γB) is not stabilisable: no input reaches the mode with modulus "
                            + mode.get().abs()
                            + ". Every mode with modulus ≥ 1 must be reachable. Maybe lower gamma or change B.");
        }
    }

    @Override
    public RealMatrix a() {
        return a.copy();
    }

    @Override
    public RealMatrix b() {
        return b.copy();
    }

    @Override
    public RealMatrix noise() {
        return noise.copy();
    }

    @Override
    public RealMatrix initial() {
        return initial.copy();
    }

    /**
     * The number of states.
     *
     * @return n
     */
    public int states() {
        return a.getRowDimension();
    }

    /**
     * The number of inputs.
     *
     * @return m
     */
    public int inputs() {
        return b.getColumnDimension();
    }

    /** The keys of a problem file with their values. */
    Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("A", a());
        data.put("B", b());
        data.put("W", noise());
        data.put("Sigma0", initial());
        data.put("gamma", gamma);
        data.put("exploration", exploration);
        return data;
    }

    /** \(\tilde A = \sqrt\gamma A\). */
    RealMatrix discountedA() {
        return a.scalarMultiply(Math.sqrt(gamma));
    }

    /** \(\tilde B = \sqrt\gamma B\). */
    RealMatrix discountedB() {
        return b.scalarMultiply(Math.sqrt(gamma));
    }

    /** D. */
    RealMatrix source() {
        return source(b, noise, initial, gamma, exploration);
    }

    /** \(s^2/(1-\gamma)\), by which tr R enters a cost: what exploration itself costs. */
    double explorationShare() {
        return exploration * exploration / (1 - gamma);
    }

    private static RealMatrix source(RealMatrix b, RealMatrix noise, RealMatrix initial, double gamma, double s) {
        RealMatrix perStep = noise.add(b.multiply(b.transpose()).scalarMultiply(s * s));
        return initial.add(perStep.scalarMultiply(gamma / (1 - gamma)));
    }
}
