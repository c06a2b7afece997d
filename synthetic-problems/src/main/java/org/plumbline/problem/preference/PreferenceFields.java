package org.plumbline.problem.preference;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.MatrixUtils;
import org.plumbline.numeric.RowMajor;
import org.plumbline.problem.Fields;
import org.plumbline.problem.lqr.LqrSystem;
import org.plumbline.problem.lqr.RegulatorFields;
import org.plumbline.problem.mdp.FiniteMdp;
import org.plumbline.problem.mdp.SoftMdpFields;
import org.plumbline.sampling.QuadraticCost;

/** Reads the keys of a preference problem; {@link PreferenceFamily} states them. */
final class PreferenceFields {
    static final String SOFT_MDP = "soft-mdp";
    static final String LQR = "lqr-reward-design";
    static final List<String> ENVIRONMENTS = List.of(SOFT_MDP, LQR);
    static final List<String> PAIRS = List.of(PreferenceProblem.CURRENT, PreferenceProblem.REFERENCE);

    /** A default at which the standard error of f is a few hundredths of a label's entropy. */
    static final int SAMPLE_SIZE = 512;

    private static final int LARGEST_SAMPLE = 100_000;

    /** Longer undiscounted scores saturate the labels, and noise must fit into memory. */
    private static final int LONGEST_ROLLOUT = 100;

    private static final int LONGEST_ENUMERATED = 4;

    /** What rounding does to a sum of probabilities in a file, far less than a typing error. */
    private static final double SUM_TOLERANCE = 1e-12;

    private PreferenceFields() {}

    static Setting read(Fields fields) {
        Fields environment = fields.child("environment");
        return environment.choice("family", ENVIRONMENTS).equals(LQR)
                ? regulator(fields, RegulatorFields.read(environment))
                : process(fields, SoftMdpFields.read(environment));
    }

    private static Setting process(Fields fields, SoftMdpFields agent) {
        FiniteMdp mdp = agent.mdp();
        double[][] truth = fields.matrix("trueReward", mdp.states(), mdp.actions());
        int horizon = enumeratedHorizon(fields);
        if (followsPolicy(fields)) {
            return fields.build(() -> Setting.of(
                    mdp, agent.temperature(), agent.rewards(), MdpPairs.current(mdp, agent.rewards(), truth, horizon)));
        }
        double[][] policy = referencePolicy(fields, mdp);
        return fields.build(() -> Setting.of(
                mdp,
                agent.temperature(),
                agent.rewards(),
                MdpPairs.reference(mdp, agent.rewards(), truth, horizon, policy)));
    }

    static int enumeratedHorizon(Fields fields) {
        int horizon = fields.size("horizon", Integer.MAX_VALUE);
        if (horizon > LONGEST_ENUMERATED) {
            throw fields.refusal(
                    "horizon",
                    "be at most " + LONGEST_ENUMERATED + ", as all trajectories are enumerated",
                    "use the environment " + LQR + ", which samples");
        }
        return horizon;
    }

    static int sampledHorizon(Fields fields) {
        return fields.size("horizon", LONGEST_ROLLOUT);
    }

    static boolean followsPolicy(Fields fields) {
        return fields.choice("pairs", PAIRS).equals(PreferenceProblem.CURRENT);
    }

    private static double[][] referencePolicy(Fields fields, FiniteMdp mdp) {
        if (!fields.has("referencePolicy")) {
            return uniform(mdp);
        }
        double[][] policy = fields.matrix("referencePolicy", mdp.states(), mdp.actions());
        for (int s = 0; s < policy.length; s++) {
            double sum = 0;
            boolean negative = false;
            for (double probability : policy[s]) {
                sum += probability;
                negative |= probability < 0;
            }
            if (negative || !(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
                throw fields.refusal(
                        "referencePolicy",
                        s,
                        "be probabilities: at least 0, and summing to 1 up to " + SUM_TOLERANCE,
                        "write them with all their digits");
            }
        }
        return policy;
    }

    /** \(1/A\) everywhere. */
    static double[][] uniform(FiniteMdp mdp) {
        double[][] policy = new double[mdp.states()][mdp.actions()];
        for (double[] row : policy) {
            Arrays.fill(row, 1.0 / mdp.actions());
        }
        return policy;
    }

    private static Setting regulator(Fields fields, RegulatorFields data) {
        LqrSystem system = data.system();
        Fields reward = fields.child("trueReward");
        QuadraticCost truth = new QuadraticCost(
                MatrixUtils.createRealMatrix(reward.positiveSemidefinite("Q", system.states())),
                MatrixUtils.createRealMatrix(reward.positiveSemidefinite("R", system.inputs())));
        int horizon = sampledHorizon(fields);
        boolean current = followsPolicy(fields);
        double[][] reference = !current && fields.has("referenceGain")
                ? fields.matrix("referenceGain", system.inputs(), system.states())
                : null;
        int size = SAMPLE_SIZE;
        long seed = 1;
        if (fields.has("sample")) {
            Fields sample = fields.child("sample");
            size = sample.has("size") ? sampleSize(sample) : SAMPLE_SIZE;
            seed = sample.integer("seed", 1);
        }
        LqrPairs.Comparison comparison = new LqrPairs.Comparison(truth, horizon, size, seed);
        return fields.build(() -> {
            if (current) {
                return Setting.of(system, data.agent(), LqrPairs.current(system, data.agent(), comparison));
            }
            double[] gain = reference == null ? LqrLearner.neutralGain(system, data.agent()) : RowMajor.of(reference);
            return Setting.of(system, data.agent(), LqrPairs.reference(system, data.agent(), comparison, gain));
        });
    }

    private static int sampleSize(Fields sample) {
        int size = sample.size("size", LARGEST_SAMPLE);
        if (size < 2) {
            throw sample.refusal("size", "be at least 2, or there is no standard error", "choose " + SAMPLE_SIZE);
        }
        return size;
    }
}
