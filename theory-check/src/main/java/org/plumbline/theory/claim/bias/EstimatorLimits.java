package org.plumbline.theory.claim.bias;

import java.util.function.IntFunction;
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
record EstimatorLimits(SampledProblem problem, IntFunction<double[]> returns, IntFunction<Fitted> fitted) {
    /** The limits of the critics at one horizon. */
    interface Fitted {
        /** All features, solved. */
        double[] complete();

        /** Too few features, solved. */
        double[] poor();

        /** All features, swept. */
        double[] swept(double step, int sweeps);
    }

    static EstimatorLimits regulator(String id) {
        LqrRewardDesignProblem problem = (LqrRewardDesignProblem) Problems.named(id);
        double[] phi = problem.start().phi();
        double[] lambda = problem.start().lambda();
        return new EstimatorLimits(
                problem,
                org.plumbline.problem.lqr.FiniteHorizon.of(problem, phi, lambda)::returnsBias,
                horizon -> of(org.plumbline.problem.lqr.FiniteHorizonCritic.of(problem, phi, lambda, horizon)));
    }

    static EstimatorLimits process(String id) {
        SoftMdpProblem problem = (SoftMdpProblem) Problems.named(id);
        double[] phi = problem.start().phi();
        double[] lambda = problem.start().lambda();
        return new EstimatorLimits(
                problem,
                FiniteHorizon.of(problem, phi, lambda)::returnsBias,
                horizon -> of(FiniteHorizonCritic.of(problem, phi, lambda, horizon)));
    }

    private static Fitted of(org.plumbline.problem.lqr.FiniteHorizonCritic critic) {
        return new Fitted() {
            @Override
            public double[] complete() {
                return critic.complete();
            }

            @Override
            public double[] poor() {
                return critic.poor();
            }

            @Override
            public double[] swept(double step, int sweeps) {
                return critic.swept(step, sweeps);
            }
        };
    }

    private static Fitted of(FiniteHorizonCritic critic) {
        return new Fitted() {
            @Override
            public double[] complete() {
                return critic.complete();
            }

            @Override
            public double[] poor() {
                return critic.poor();
            }

            @Override
            public double[] swept(double step, int sweeps) {
                return critic.swept(step, sweeps);
            }
        };
    }

    /** The predicted bias of an estimator. */
    double[] bias(QFunctionEstimator estimator, int horizon) {
        if (estimator instanceof MonteCarloReturns) {
            return returns.apply(horizon);
        }
        Fitted limit = fitted.apply(horizon);
        if (estimator instanceof TemporalDifferenceCritic critic) {
            return limit.swept(critic.step(), critic.sweeps());
        }
        if (estimator instanceof LeastSquaresCritic critic) {
            return critic.features() == Features.POOR ? limit.poor() : limit.complete();
        }
        throw new IllegalArgumentException("The limit of " + estimator + " must be known.");
    }
}
