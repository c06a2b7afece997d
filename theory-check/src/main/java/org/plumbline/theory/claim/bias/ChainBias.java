package org.plumbline.theory.claim.bias;

import java.util.function.Function;
import org.plumbline.numeric.Vectors;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.CriticLimits;
import org.plumbline.problem.lqr.LqrRewardDesignProblem;
import org.plumbline.problem.mdp.FiniteHorizon;
import org.plumbline.problem.mdp.FiniteHorizonCritic;
import org.plumbline.problem.mdp.SoftMdpProblem;

/**
 * The bias that an estimator keeps at every point as its trajectories grow in number, in closed form.
 *
 * @param lower of \(\nabla_\lambda g\)
 * @param upper of \(\nabla_\lambda f\)
 */
record ChainBias(Field lower, Field upper) {
    /** A field over λ. */
    interface Field {
        /** Its value. */
        double[] at(double[] phi, double[] lambda);
    }

    /** Whether an instance is a decision process whose biases are derived. */
    static boolean isKnownOn(BilevelProblem problem) {
        return problem instanceof LqrRewardDesignProblem || problem instanceof SoftMdpProblem;
    }

    /** γ of a decision process. */
    static double discount(BilevelProblem problem) {
        return problem instanceof LqrRewardDesignProblem regulator
                ? regulator.discount()
                : ((SoftMdpProblem) problem).mdp().gamma();
    }

    /** The difference of two. */
    ChainBias minus(ChainBias other) {
        return new ChainBias(difference(lower, other.lower), difference(upper, other.upper));
    }

    private static Field difference(Field one, Field other) {
        return (phi, lambda) -> {
            double[] difference = one.at(phi, lambda).clone();
            Vectors.add(-1, other.at(phi, lambda), difference);
            return difference;
        };
    }

    /** Of returns that end after H steps. */
    static ChainBias returns(BilevelProblem problem, int horizon) {
        if (problem instanceof LqrRewardDesignProblem regulator) {
            return new ChainBias(
                    (phi, lambda) -> org.plumbline.problem.lqr.FiniteHorizon.of(regulator, phi, lambda)
                            .returnsBias(horizon),
                    (phi, lambda) -> org.plumbline.problem.lqr.FiniteHorizon.upper(regulator, lambda)
                            .returnsBias(horizon));
        }
        SoftMdpProblem process = (SoftMdpProblem) problem;
        return new ChainBias(
                (phi, lambda) -> FiniteHorizon.of(process, phi, lambda).returnsBias(horizon),
                (phi, lambda) -> FiniteHorizon.upper(process, phi, lambda).returnsBias(horizon));
    }

    /** Of a Q-function that is fitted to trajectories of H steps, in one of the ways of which the limits are known. */
    static ChainBias critic(BilevelProblem problem, int horizon, Function<CriticLimits, double[]> fit) {
        if (problem instanceof LqrRewardDesignProblem regulator) {
            return new ChainBias(
                    (phi, lambda) -> fit.apply(
                            org.plumbline.problem.lqr.FiniteHorizonCritic.of(regulator, phi, lambda, horizon)),
                    (phi, lambda) -> fit.apply(
                            org.plumbline.problem.lqr.FiniteHorizonCritic.upper(regulator, phi, lambda, horizon)));
        }
        SoftMdpProblem process = (SoftMdpProblem) problem;
        return new ChainBias(
                (phi, lambda) -> fit.apply(FiniteHorizonCritic.of(process, phi, lambda, horizon)),
                (phi, lambda) -> fit.apply(FiniteHorizonCritic.upper(process, phi, lambda, horizon)));
    }
}
