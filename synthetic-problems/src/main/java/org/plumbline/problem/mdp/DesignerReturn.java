package org.plumbline.problem.mdp;

import org.plumbline.problem.OuterTerms;
import org.plumbline.sampling.LogitGradients;
import org.plumbline.sampling.SampledPaths;
import org.plumbline.sampling.TabularEstimation;
import org.plumbline.sampling.UpperEstimator;

/** Minus the designer's return plus the outer terms, through the policy-gradient theorem like the lower loss. */
record DesignerReturn(RewardModel reward, OuterTerms outer) implements UpperEstimator {
    @Override
    public void gradient(
            SampledPaths paths, TabularEstimation estimation, double[] phi, double[] gradPhi, double[] gradLambda) {
        double[] sums = new double[gradLambda.length];
        estimation.advantageSums(reward.at(phi), sums);
        LogitGradients.of(paths.policy(), paths.environment().actions(), sums, -1.0 / paths.size(), gradLambda);
        double[] visits = estimation.visits().clone();
        for (int pair = 0; pair < visits.length; pair++) {
            visits[pair] /= paths.size();
        }
        outer.gradient(phi, gradPhi);
        reward.subtractTotals(visits, gradPhi);
    }
}
