package org.plumbline.example;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.Constant;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.Start;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Box;
import org.plumbline.problem.Fields;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.KnownOptimum;
import org.plumbline.problem.ProblemFamily;
import org.plumbline.random.RandomStream;

/**
 * The shifted parabola, a problem in one dimension on each level:
 * \[ g(\varphi,\lambda) = \tfrac12 a (\lambda - \varphi - s)^2, \qquad
 *    f(\varphi,\lambda) = \tfrac12 \lambda^2 + \tfrac12 \varphi^2 . \]
 * Hence \(\lambda^* = \varphi + s\), \(\lambda_\sigma = a(\varphi+s)/(a+\sigma)\),
 * \(\Phi = \tfrac12(\varphi+s)^2 + \tfrac12\varphi^2\) with minimiser \(-s/2\), and \(\mu = L = a\).
 *
 * @param id the name of the instance
 * @param curvature a, positive
 * @param shift s, not 0
 */
public record ShiftedParabola(String id, double curvature, double shift) implements BilevelProblem {
    private static final String NAME = "shifted-parabola";

    /** Refuses what has no solution. */
    public ShiftedParabola {
        if (!(curvature > 0 && curvature < Double.POSITIVE_INFINITY)) {
            throw new RefusedException("curvature (" + curvature + ") must be positive. Maybe choose 2.");
        }
        if (!Double.isFinite(shift) || shift == 0) {
            throw new RefusedException("shift (" + shift + ") must be finite and not 0. Maybe choose 1.");
        }
    }

    @Override
    public String family() {
        return NAME;
    }

    @Override
    public Box box() {
        return Box.around(new double[] {-shift / 2}, 1);
    }

    @Override
    public Start start() {
        return new Start(box().upper(), new double[1]);
    }

    @Override
    public Constants constants() {
        return new Constants(List.of(
                new Constant(Constants.MU, "PL constant of g(φ,·): a", curvature, Constant.EXACT, "everywhere"),
                new Constant(Constants.L, "smoothness of g(φ,·): a", curvature, Constant.EXACT, "everywhere")));
    }

    @Override
    public double[] sampleLower(double[] phi, RandomStream stream) {
        return new double[] {phi[0] + shift + stream.gaussian()};
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("curvature", curvature);
        data.put("shift", shift);
        return data;
    }

    @Override
    public GroundTruth truth() {
        return new Truth(new Losses(curvature, shift));
    }

    /** The losses and their derivatives. */
    private record Losses(double a, double s) implements BilevelFunctions {
        @Override
        public int upperDimension() {
            return 1;
        }

        @Override
        public int lowerDimension() {
            return 1;
        }

        @Override
        public double lower(double[] phi, double[] lambda) {
            double r = lambda[0] - phi[0] - s;
            return a * r * r / 2;
        }

        @Override
        public double upper(double[] phi, double[] lambda) {
            return (lambda[0] * lambda[0] + phi[0] * phi[0]) / 2;
        }

        @Override
        public void lowerGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            gradLambda[0] = a * (lambda[0] - phi[0] - s);
            gradPhi[0] = -gradLambda[0];
        }

        @Override
        public void upperGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            gradLambda[0] = lambda[0];
            gradPhi[0] = phi[0];
        }

        @Override
        public void hessianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
            product[0] = a * vector[0];
        }

        @Override
        public void jacobianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
            product[0] = -a * vector[0];
        }
    }

    /** The exact solution maps; the rest follows from the default methods. */
    private record Truth(Losses losses) implements GroundTruth {
        @Override
        public BilevelFunctions functions() {
            return losses;
        }

        @Override
        public double[] lowerSolution(double[] phi) {
            return new double[] {phi[0] + losses.s};
        }

        @Override
        public double[] penalisedSolution(double[] phi, double sigma) {
            return new double[] {losses.a * (phi[0] + losses.s) / (losses.a + sigma)};
        }

        @Override
        public double[] hypergradient(double[] phi) {
            return new double[] {2 * phi[0] + losses.s};
        }

        /** \(\Phi'' = 2\), so the stationary point is the global minimiser. */
        @Override
        public Optional<KnownOptimum> knownOptimum() {
            double[] phi = {-losses.s / 2};
            return Optional.of(new KnownOptimum(phi, objective(phi), KnownOptimum.Kind.GLOBAL));
        }

        @Override
        public OptionalDouble penalisedModulus(double sigma) {
            return OptionalDouble.of(losses.a + sigma);
        }

        @Override
        public OptionalDouble sigmaBar() {
            return OptionalDouble.of(Double.POSITIVE_INFINITY);
        }
    }

    /**
     * What is registered. A real family carries {@code @AutoService(ProblemFamily.class)} here and is then in every
     * list; this one leaves it out, so that the example does not show up in the catalogue.
     */
    public static final class Family implements ProblemFamily {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String description() {
            return "one-dimensional example of the contributor's guide";
        }

        @Override
        public BilevelProblem read(String id, Fields fields) {
            double curvature = fields.number("curvature");
            double shift = fields.number("shift", 1);
            return fields.build(() -> new ShiftedParabola(id, curvature, shift));
        }

        @Override
        public List<BilevelProblem> catalogue() {
            return List.of(new ShiftedParabola(NAME + "/example", 2, 1));
        }
    }
}
