package org.plumbline.sampling;

import java.util.Arrays;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.DecisionEnvironment;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.SoftmaxPolicy;

/** The estimator that {@link SoftPolicyGradients} describes. The environment charges the trajectories. */
final class SoftPolicyGradientOracle implements FirstOrderOracle {
    private final DecisionEnvironment environment;
    private final SoftPolicyGradients setting;
    private final Ledger ledger;
    private final double[] sums;
    private double[] at;
    private SampledPaths paths;
    private TabularEstimation estimation;

    /** Whose trajectories have their labels: every policy that acts is an object of its own. */
    private SoftmaxPolicy labelled;

    SoftPolicyGradientOracle(DecisionEnvironment environment, SoftPolicyGradients setting, Ledger ledger) {
        this.environment = environment;
        this.setting = setting;
        this.ledger = ledger;
        this.sums = new double[lowerDimension()];
    }

    @Override
    public int upperDimension() {
        return setting.rewards().upperDimension();
    }

    @Override
    public int lowerDimension() {
        return environment.states() * environment.actions();
    }

    @Override
    public void lower(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        if (!sample(batch, lambda)) {
            Arrays.fill(gradPhi, Double.NaN);
            Arrays.fill(gradLambda, Double.NaN);
            return;
        }
        SoftmaxPolicy policy = paths.policy();
        double[] reward = setting.rewards().agent(phi);
        for (int pair = 0; pair < reward.length; pair++) {
            reward[pair] -= setting.rewards().temperature() * policy.log(pair);
        }
        estimation.advantageSums(reward, sums);
        LogitGradients.of(policy, environment.actions(), sums, -1.0 / paths.size(), gradLambda);
        for (int i = 0; i < gradPhi.length; i++) {
            gradPhi[i] = -Vectors.dot(estimation.visits(), setting.rewards().agentDerivative(phi, i)) / paths.size();
        }
    }

    @Override
    public void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        if (!sample(batch, lambda)) {
            Arrays.fill(gradPhi, Double.NaN);
            Arrays.fill(gradLambda, Double.NaN);
            return;
        }
        if (labelled != paths.behaviour()) {
            labelled = paths.behaviour();
            ledger.charge(Draw.LABEL, setting.upper().labels(paths.size()));
        }
        setting.upper().gradient(paths, estimation, phi, gradPhi, gradLambda);
    }

    /** False where there is no policy, or the data do not determine a gradient. */
    private boolean sample(Batch batch, double[] lambda) {
        if (!Arrays.stream(lambda).allMatch(Double::isFinite)) {
            return false;
        }
        boolean sameBatch = paths != null && paths.batch() == batch;
        if (!(sameBatch && Arrays.equals(at, lambda))) {
            SoftmaxPolicy policy = SoftmaxPolicy.of(lambda, environment.actions());
            boolean shared = sameBatch && setting.sharing() == PathSharing.REWEIGHTED;
            SoftmaxPolicy behaviour = shared ? paths.behaviour() : policy;
            at = lambda.clone();
            paths = new SampledPaths(environment, batch, setting.horizon(), behaviour, policy);
            estimation = setting.estimator()
                    .begin(policy, environment.states(), environment.actions(), environment.discount());
            paths.forEach(estimation::add);
            ledger.charge(Draw.LINEAR_SOLVE, estimation.finish());
        }
        return estimation.isUsable();
    }
}
