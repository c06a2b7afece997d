package org.plumbline.theory.claim.bias;

import java.util.function.IntFunction;
import org.plumbline.problem.CriticLimits;
import org.plumbline.problem.Problems;
import org.plumbline.problem.SampledProblem;
import org.plumbline.problem.lqr.LqrRewardDesignProblem;
import org.plumbline.problem.mdp.FiniteHorizon;
import org.plumbline.problem.mdp.FiniteHorizonCritic;
import org.plumbline.problem.mdp.SoftMdpProblem;
import org.plumbline.sampling.LeastSquaresCritic;
import org.plumbline.sampling.LeastSquaresCritic.Features;
import org.plumbline.sampling.MonteCarloReturns;
import org.plumbline.sampling.QFunctionEstimator;
import org.plumbline.sampling.TemporalDifferenceCritic;

/**
 * The bias that an estimator of \(\nabla_\lambda g\) keeps as the number of trajectories grows, in closed form, at the start of an
 * instance.
 *
 * @param problem the instance
 * @param returns of returns, by horizon
 * @param fitted of fitted Q-functions, by horizon
 */
public record EstimatorLimits(SampledProblem problem, IntFunction<double[]> returns, IntFunction<CriticLimits> fitted) {
    /**
     * Those of a regulator.
     *
     * @param id of the instance
     * @return the limits at its start
     */
    public static EstimatorLimits regulator(String id) {
        LqrRewardDesignProblem problem = (LqrRewardDesignProblem) Problems.named(id);
        double[] phi = problem.start().phi();
        double[] lambda = problem.start().lambda();
        return new EstimatorLimits(
                problem,
                org.plumbline.problem.lqr.FiniteHorizon.of(problem, phi, lambda)::returnsBias,
                horizon -> org.plumbline.problem.lqr.FiniteHorizonCritic.of(problem, phi, lambda, horizon));
    }

    /**
     * Those of a finite process.
     *
     * @param id of the instance
     * @return the limits at its start
     */
    public static EstimatorLimits process(String id) {
        SoftMdpProblem problem = (SoftMdpProblem) Problems.named(id);
        double[] phi = problem.start().phi();
        double[] lambda = problem.start().lambda();
        return new EstimatorLimits(
                problem,
                FiniteHorizon.of(problem, phi, lambda)::returnsBias,
                horizon -> FiniteHorizonCritic.of(problem, phi, lambda, horizon));
    }

    /**
     * The predicted bias of an estimator.
     *
     * @param estimator the estimator
     * @param horizon H
     * @return what its mean tends to as trajectories grow in number, minus \(\nabla_\lambda g\)
     */
    public double[] bias(QFunctionEstimator estimator, int horizon) {
        if (estimator instanceof MonteCarloReturns) {
            return returns.apply(horizon);
        }
        CriticLimits limit = fitted.apply(horizon);
        if (estimator instanceof TemporalDifferenceCritic critic) {
            return critic.features() == Features.POOR
                    ? limit.sweptPoor(critic.step(), critic.sweeps())
                    : limit.swept(critic.step(), critic.sweeps());
        }
        if (estimator instanceof LeastSquaresCritic critic) {
            return critic.features() == Features.POOR ? limit.poor() : limit.complete();
        }
        throw new IllegalArgumentException("The limit of " + estimator + " must be known.");
    }
}
