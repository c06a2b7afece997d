package org.plumbline.sampling;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.DecisionEnvironment;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.SoftmaxPolicy;

/** The estimator that {@link SoftPolicyGradients} describes. The environment charges the trajectories. */
final class SoftPolicyGradientOracle implements FirstOrderOracle {
    private static final int POINTS = 4;

    private final DecisionEnvironment environment;
    private final SoftPolicyGradients setting;
    private final Ledger ledger;
    private final double[] sums;
    private final RecentPoints<Sample> recent = new RecentPoints<>(POINTS);

    /** Which policy drew a batch, as long as somebody holds the batch. */
    private final Map<Batch, SoftmaxPolicy> behaviours = new WeakHashMap<>();

    /** Whose trajectories have their labels: every policy that acts is an object of its own. */
    private final Set<SoftmaxPolicy> labelled = Collections.newSetFromMap(new WeakHashMap<>());

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
        if (isNowhere(lambda, gradPhi, gradLambda)) {
            return;
        }
        Sample sample = sample(batch, lambda);
        SoftmaxPolicy policy = sample.paths.policy();
        sample.fitted().advantageSums(setting.regularised(phi, policy), sums);
        LogitGradients.of(policy, environment.actions(), sums, -1.0 / batch.size(), gradLambda);
        for (int i = 0; i < gradPhi.length; i++) {
            gradPhi[i] =
                    -Vectors.dot(sample.estimation.visits(), setting.rewards().agentDerivative(phi, i)) / batch.size();
        }
    }

    @Override
    public void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        if (isNowhere(lambda, gradPhi, gradLambda)) {
            return;
        }
        Sample sample = sample(batch, lambda);
        if (labelled.add(sample.paths.behaviour())) {
            ledger.charge(Draw.LABEL, setting.upper().labels(batch.size()));
        }
        TabularEstimation estimation = setting.upper().needsValues() ? sample.fitted() : sample.estimation;
        setting.upper().gradient(sample.paths, estimation, phi, gradPhi, gradLambda);
    }

    /** Where logits are not finite there is no policy. */
    private static boolean isNowhere(double[] lambda, double[] gradPhi, double[] gradLambda) {
        if (Arrays.stream(lambda).allMatch(Double::isFinite)) {
            return false;
        }
        Arrays.fill(gradPhi, Double.NaN);
        Arrays.fill(gradLambda, Double.NaN);
        return true;
    }

    /** The trajectories of a batch at finite logits. */
    SampledPaths paths(Batch batch, double[] lambda) {
        return sample(batch, lambda).paths;
    }

    private Sample sample(Batch batch, double[] lambda) {
        return recent.find(batch, lambda).orElseGet(() -> {
            SoftmaxPolicy policy = SoftmaxPolicy.of(lambda, environment.actions());
            SoftmaxPolicy behaviour = setting.sharing() == PathSharing.REWEIGHTED
                    ? behaviours.computeIfAbsent(batch, first -> policy)
                    : policy;
            SampledPaths paths = new SampledPaths(environment, batch, setting.horizon(), behaviour, policy);
            return recent.remember(batch, lambda, new Sample(paths));
        });
    }

    /** The trajectories of a batch, added up for one policy; the estimator's values are fitted when they are first needed. */
    private final class Sample {
        private final SampledPaths paths;
        private final TabularEstimation estimation;
        private boolean isFitted;

        Sample(SampledPaths paths) {
            this.paths = paths;
            estimation = setting.estimator()
                    .begin(paths.policy(), environment.states(), environment.actions(), environment.discount());
            paths.forEach(estimation::add);
        }

        TabularEstimation fitted() {
            if (!isFitted) {
                ledger.charge(Draw.LINEAR_SOLVE, estimation.finish());
                isFitted = true;
            }
            return estimation;
        }
    }
}
