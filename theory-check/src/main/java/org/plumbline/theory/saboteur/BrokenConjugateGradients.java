package org.plumbline.theory.saboteur;

import java.util.Arrays;
import org.plumbline.algorithm.Gradient;
import org.plumbline.algorithm.SecondOrderAlgorithm;
import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.hypergradient.ImplicitConjugateGradient;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;

/**
 * Implicit differentiation with conjugate gradients, written a second time. Where residuals are confused, the quotient of two
 * squared residuals that makes the next direction is turned over; where not, this makes the trace of
 * {@link ImplicitConjugateGradient}, bit for bit, which a test shows.
 *
 * @param method the parameters
 * @param confused whether the quotient is turned over
 */
record BrokenConjugateGradients(ImplicitConjugateGradient method, boolean confused) implements SecondOrderAlgorithm {
    @Override
    public String name() {
        return method.name();
    }

    @Override
    public Stepper start(SecondOrderOracle oracle, Start start, RandomStream stream) {
        return new State(this, oracle, start, stream);
    }

    private static final class State implements Stepper {
        private final ImplicitConjugateGradient method;
        private final boolean confused;
        private final SecondOrderOracle oracle;
        private final RandomStream stream;
        private final double[] phi;
        private final double[] lambda;
        private final double[] solution;
        private final double[] cross;
        private final Gradient gradient;

        State(BrokenConjugateGradients broken, SecondOrderOracle oracle, Start start, RandomStream stream) {
            this.method = broken.method;
            this.confused = broken.confused;
            this.oracle = oracle;
            this.stream = stream;
            phi = start.phi();
            lambda = start.lambda();
            solution = new double[lambda.length];
            cross = new double[phi.length];
            gradient = Gradient.of(oracle);
        }

        @Override
        public void step() {
            for (int k = 0; k < method.innerSteps(); k++) {
                gradient.lower(oracle, oracle.draw(method.batch(), stream), phi, lambda);
                Vectors.add(-method.lowerStep(), gradient.lambda(), lambda);
            }
            gradient.upper(oracle, oracle.draw(method.batch(), stream), phi, lambda);
            solve(oracle.draw(method.batch(), stream), gradient.lambda());
            oracle.jacobianVector(oracle.draw(method.batch(), stream), phi, lambda, solution, cross);
            for (int i = 0; i < phi.length; i++) {
                phi[i] -= method.outerStep() * (gradient.phi()[i] - cross[i]);
            }
        }

        private void solve(Batch batch, double[] rightSide) {
            double[] product = new double[solution.length];
            oracle.hessianVector(batch, phi, lambda, solution, product);
            double[] residual = rightSide.clone();
            Vectors.add(-1, product, residual);
            double[] direction = residual.clone();
            double squares = Vectors.squaredNorm(residual);
            for (int q = 0; q < method.solverSteps() && squares > 0; q++) {
                oracle.hessianVector(batch, phi, lambda, direction, product);
                double curvature = Vectors.dot(direction, product);
                if (!Double.isFinite(curvature)) {
                    Arrays.fill(solution, Double.NaN);
                    return;
                }
                if (curvature <= 0) {
                    return;
                }
                Vectors.add(squares / curvature, direction, solution);
                Vectors.add(-squares / curvature, product, residual);
                double next = Vectors.squaredNorm(residual);
                double quotient = confused ? squares / next : next / squares;
                for (int j = 0; j < direction.length; j++) {
                    direction[j] = residual[j] + quotient * direction[j];
                }
                squares = next;
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
}
