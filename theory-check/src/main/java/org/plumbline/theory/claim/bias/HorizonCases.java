package org.plumbline.theory.claim.bias;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.problem.Problems;
import org.plumbline.problem.lqr.FiniteHorizon;
import org.plumbline.problem.lqr.LqrSystem;
import org.plumbline.problem.mdp.SoftMdpProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.sampling.QuadraticCost;

/**
 * The cases in which the decay of the horizon's bias has different laws. For regulators they are made of a square,
 * invertible B: every closed loop \(A_K\) is then that of a gain \(K = B^{-1}(A - A_K)\), so that the loop is drawn and the gain
 * follows. Loops have two real eigenvalues apart in modulus, as a complex pair would make the bias oscillate around its law.
 */
final class HorizonCases {
    private static final double GAMMA = 0.8;
    private static final RealMatrix A = matrix(1.0, 0.4, -0.3, 0.9);
    private static final RealMatrix B = matrix(0.6, 0.2, -0.1, 0.5);
    private static final RealMatrix NOISE = matrix(0.02, 0.006, 0.006, 0.02);
    private static final RealMatrix INITIAL = matrix(1.0, 0.2, 0.2, 0.5);
    private static final QuadraticCost COST = new QuadraticCost(matrix(1.2, 0.1, 0.1, 1.0), matrix(0.5, 0.1, 0.1, 0.8));

    private HorizonCases() {}

    private static RealMatrix matrix(double a, double b, double c, double d) {
        return MatrixUtils.createRealMatrix(new double[][] {{a, b}, {c, d}});
    }

    /** A regulator's cases. */
    static List<DecayLaw> regulator() {
        return List.of(
                law("excited, ρ < 1, returns", 0, true, apart(0.7), FiniteHorizon::returnsBias),
                law("excited, ρ < 1, exact Q", 0, true, apart(0.7), FiniteHorizon::visitationBias),
                law("W = s = 0, ρ < 1, returns", 1, false, apart(0.9), FiniteHorizon::returnsBias),
                law("W = s = 0, ρ < 1, exact Q", 0, false, apart(0.9), FiniteHorizon::visitationBias),
                law("excited, ρ > 1, returns", 1, true, apart(1.05), FiniteHorizon::returnsBias),
                law("excited, ρ > 1, exact Q", 0, true, apart(1.05), FiniteHorizon::visitationBias));
    }

    /** What must be rejected: trajectories that are shorter than stated, and loops whose eigenvalues are not apart. */
    static List<DecayLaw> regulatorControls() {
        List<DecayLaw> laws = regulator();
        // One eigenvector only, so that the powers of the loop have a factor H.
        RealMatrix twice = matrix(0.9, 0.5, 0, 0.9);
        return List.of(
                laws.get(0).shortened(),
                laws.get(4).shortened(),
                law("W = s = 0, a double eigenvalue, returns", 1, false, stream -> twice, FiniteHorizon::returnsBias),
                law(
                        "W = s = 0, a double eigenvalue, exact Q",
                        0,
                        false,
                        stream -> twice,
                        FiniteHorizon::visitationBias));
    }

    private static DecayLaw law(
            String title,
            double exponent,
            boolean excited,
            Function<RandomStream, RealMatrix> values,
            BiFunction<FiniteHorizon, Integer, double[]> bias) {
        return new DecayLaw(title, exponent, stream -> {
            FiniteHorizon horizon = FiniteHorizon.of(system(excited), COST, gain(values, stream));
            IntFunction<double[]> at = h -> bias.apply(horizon, h);
            return new DecayLaw.Member(excited ? horizon.decay() : horizon.discountedRadius(), at);
        });
    }

    private static LqrSystem system(boolean excited) {
        RealMatrix noise = excited ? NOISE : NOISE.scalarMultiply(0);
        return new LqrSystem(A, B, noise, INITIAL, GAMMA, excited ? 0.2 : 0);
    }

    /** The eigenvalues ρ and one of modulus at most ρ/2. */
    private static Function<RandomStream, RealMatrix> apart(double radius) {
        return stream -> matrix(radius, 0, 0, stream.uniform(-radius / 2, radius / 2));
    }

    /** A gain whose closed loop is this matrix in a random basis. */
    private static double[] gain(Function<RandomStream, RealMatrix> inBasis, RandomStream stream) {
        double angle = stream.uniform(0, Math.PI);
        double apart = stream.uniform(Math.PI / 4, 3 * Math.PI / 4);
        RealMatrix vectors = matrix(Math.cos(angle), Math.cos(angle + apart), Math.sin(angle), Math.sin(angle + apart));
        RealMatrix loop = vectors.multiply(inBasis.apply(stream))
                .multiply(new LUDecomposition(vectors).getSolver().getInverse());
        RealMatrix gain = new LUDecomposition(B).getSolver().solve(A.subtract(loop));
        return new double[] {gain.getEntry(0, 0), gain.getEntry(0, 1), gain.getEntry(1, 0), gain.getEntry(1, 1)};
    }

    /** A finite process has two: its states are bounded, and its chain mixes. */
    static List<DecayLaw> process() {
        SoftMdpProblem problem = (SoftMdpProblem) Problems.named("soft-mdp/claims");
        return List.of(
                law("returns", problem, org.plumbline.problem.mdp.FiniteHorizon::returnsBias),
                law("exact Q", problem, org.plumbline.problem.mdp.FiniteHorizon::visitationBias));
    }

    /** What must be rejected: trajectories that are shorter than stated. */
    static List<DecayLaw> processControls() {
        return process().stream().map(DecayLaw::shortened).toList();
    }

    private static DecayLaw law(
            String title,
            SoftMdpProblem problem,
            BiFunction<org.plumbline.problem.mdp.FiniteHorizon, Integer, double[]> bias) {
        return new DecayLaw(title, 0, stream -> {
            double[] phi = problem.box().sample(stream);
            org.plumbline.problem.mdp.FiniteHorizon horizon =
                    org.plumbline.problem.mdp.FiniteHorizon.of(problem, phi, problem.sampleLower(phi, stream));
            return new DecayLaw.Member(problem.mdp().gamma(), h -> bias.apply(horizon, h));
        });
    }
}
