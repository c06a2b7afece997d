package org.plumbline.algorithm.hypergradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.algorithm.SecondOrderAlgorithm;
import org.plumbline.algorithm.Stepper;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.oracle.Start;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.RandomStream;

/**
 * Implicit differentiation, differentiation through the inner loop, the Neumann series, the closed form and differences
 * of Φ are five ways to one vector; where the Hessian at λ* is singular they are not, which shows that the comparison
 * can fail.
 */
class HypergradientRoutesAgreeTest {
    /** Factor at most 1 − μ/L = 0.94 near the solution on these instances, 1e-40 in the end; the way there is a few dozen. */
    private static final int MANY = 1500;

    private static final double TOLERANCE = 1e-8;

    /** The differences of Φ are of fourth order, step 1e-3: error 1e-12 of fifth derivatives and 1e-12 of rounding. */
    private static final double DIFFERENCE = 1e-3;

    /** The estimate of a method: the first outer step of size 1. */
    private static double[] estimate(
            SecondOrderAlgorithm method, BilevelProblem problem, double[] phi, double[] lambda) {
        SecondOrderOracle oracle =
                problem.oracles(NoiseModel.NONE).secondOrder(new Ledger()).orElseThrow();
        Stepper stepper = method.start(oracle, new Start(phi, lambda), new RandomStream(1));
        stepper.step();
        double[] hypergradient = phi.clone();
        Vectors.add(-1, stepper.phi(), hypergradient);
        return hypergradient;
    }

    private static Map<String, double[]> estimates(BilevelProblem problem, int rank, double[] phi, double[] lambda) {
        double step = 1 / problem.constants().require(Constants.L);
        Map<String, double[]> routes = new LinkedHashMap<>();
        routes.put(
                "conjugate gradients",
                estimate(new ImplicitConjugateGradient(1, MANY, rank, step, 1), problem, phi, lambda));
        routes.put(
                "iterative differentiation",
                estimate(new IterativeDifferentiation(1, MANY, step, 1), problem, phi, lambda));
        routes.put("Neumann series", estimate(new StocBio(1, MANY, MANY, 1e-3, step, step, 1), problem, phi, lambda));
        return routes;
    }

    private static double[] differences(BilevelProblem problem, double[] phi) {
        double[] gradient = new double[phi.length];
        for (int i = 0; i < phi.length; i++) {
            gradient[i] = (8 * (objective(problem, phi, i, 1) - objective(problem, phi, i, -1))
                            - (objective(problem, phi, i, 2) - objective(problem, phi, i, -2)))
                    / (12 * DIFFERENCE);
        }
        return gradient;
    }

    private static double objective(BilevelProblem problem, double[] phi, int coordinate, int steps) {
        double[] shifted = phi.clone();
        shifted[coordinate] += steps * DIFFERENCE;
        return problem.truth().objective(shifted);
    }

    /** Random points of the box and of the region below (seed 11); as many conjugate-gradient steps as unknowns. */
    @ParameterizedTest
    @ValueSource(strings = {"quadratic/claims", "sine-composite/claims"})
    void allRoutesAgreeWhereTheHessianIsNonsingular(String id) {
        BilevelProblem problem = Problems.named(id);
        RandomStream stream = new RandomStream(11);
        for (int i = 0; i < 5; i++) {
            double[] phi = problem.box().sample(stream);
            double[] lambda = problem.sampleLower(phi, stream);
            double[] closedForm = problem.truth().hypergradient(phi);
            assertArrayEquals(closedForm, differences(problem, phi), TOLERANCE, "differences");
            estimates(problem, problem.lowerDimension(), phi, lambda)
                    .forEach((route, value) -> assertArrayEquals(closedForm, value, TOLERANCE, route));
        }
    }

    /** λ* plus a unit vector of ker M: a minimiser of g, but not the one that Φ uses. */
    private record WrongElement(double[] lambda, double[] kernel, RealMatrix pseudoinverse) {
        static WrongElement of(BilevelProblem problem, double[] phi) {
            double[] lambda = problem.truth().lowerSolution(phi);
            EigenDecomposition eigen = new EigenDecomposition(TruncatedInverse.hessian(problem, phi, lambda));
            RealMatrix inverse = eigen.getD().copy();
            double[] kernel = new double[lambda.length];
            for (int j = 0; j < lambda.length; j++) {
                // The eigenvalues are 0 or from μ = 1 on.
                boolean zero = eigen.getRealEigenvalue(j) < 0.5;
                inverse.setEntry(j, j, zero ? 0 : 1 / eigen.getRealEigenvalue(j));
                kernel = zero ? eigen.getEigenvector(j).toArray() : kernel;
            }
            Vectors.add(1, kernel, lambda);
            return new WrongElement(
                    lambda, kernel, eigen.getV().multiply(inverse).multiply(eigen.getVT()));
        }

        /** \(f_\varphi - g_{\varphi\lambda} H^+ f_\lambda\) there. */
        double[] plainHypergradient(BilevelProblem problem, double[] phi) {
            BilevelFunctions functions = problem.truth().functions();
            double[] gradPhi = new double[phi.length];
            double[] gradLambda = new double[lambda.length];
            functions.upperGradient(phi, lambda, gradPhi, gradLambda);
            double[] cross = new double[phi.length];
            functions.jacobianVector(phi, lambda, pseudoinverse.operate(gradLambda), cross);
            Vectors.add(-1, cross, gradPhi);
            return gradPhi;
        }
    }

    private static double distance(double[] x, double[] y) {
        double[] difference = x.clone();
        Vectors.add(-1, y, difference);
        return Math.sqrt(Vectors.squaredNorm(difference));
    }

    /** At λ*, where f_λ lies in the range of H, the inverse on the range is enough; rank M = 3 conjugate-gradient steps. */
    @Test
    void aSingularHessianDoesNoHarmAtTheRightMinimiser() {
        BilevelProblem problem = Problems.named("rank-deficient-quadratic/claims");
        RandomStream stream = new RandomStream(11);
        for (int i = 0; i < 5; i++) {
            double[] phi = problem.box().sample(stream);
            double[] closedForm = problem.truth().hypergradient(phi);
            assertArrayEquals(closedForm, differences(problem, phi), TOLERANCE, "differences");
            estimates(problem, 3, phi, problem.truth().lowerSolution(phi))
                    .forEach((route, value) -> assertArrayEquals(closedForm, value, TOLERANCE, route));
        }
    }

    /**
     * At another minimiser f_λ has left the range of H, and its part in the range has changed, as W mixes ker M with its
     * complement. The two series still sum to the pseudo-inverse, conjugate gradients to nothing, and none of them is ∇Φ:
     * 0.01 is a million times the tolerance under which all agree above.
     */
    @Test
    void noRouteThroughThePlainInverseIsRightAtTheWrongMinimiser() {
        BilevelProblem problem = Problems.named("rank-deficient-quadratic/claims");
        RandomStream stream = new RandomStream(11);
        for (int i = 0; i < 5; i++) {
            double[] phi = problem.box().sample(stream);
            WrongElement wrong = WrongElement.of(problem, phi);
            double[] plain = wrong.plainHypergradient(problem, phi);
            Map<String, double[]> routes = estimates(problem, 3, phi, wrong.lambda());
            assertArrayEquals(plain, routes.get("iterative differentiation"), TOLERANCE);
            assertArrayEquals(plain, routes.get("Neumann series"), TOLERANCE);
            double[] closedForm = problem.truth().hypergradient(phi);
            routes.forEach((route, value) -> {
                double error = distance(closedForm, value);
                assertTrue(error > 0.01, () -> route + " is right to " + error);
            });
        }
    }

    /** Where f ignores ker M, all minimisers are equally good to it. */
    @Test
    void theWrongMinimiserIsHarmlessWhereTheUpperLossIgnoresTheKernel() {
        BilevelProblem problem = Problems.named("rank-deficient-quadratic/ignores-kernel");
        RandomStream stream = new RandomStream(11);
        double[] phi = problem.box().sample(stream);
        WrongElement wrong = WrongElement.of(problem, phi);
        assertTrue(Vectors.squaredNorm(wrong.kernel()) > 0.9, "the instance has no kernel");
        double[] closedForm = problem.truth().hypergradient(phi);
        estimates(problem, 3, phi, wrong.lambda())
                .forEach((route, value) -> assertArrayEquals(closedForm, value, TOLERANCE, route));
    }
}
