package org.plumbline.problem.preference;

import com.google.auto.service.AutoService;
import java.util.List;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Fields;
import org.plumbline.problem.Generate;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.ProblemFamily;
import org.plumbline.problem.UpperFields;
import org.plumbline.random.RandomStream;

/** Registers reward learning from preferences. */
@AutoService(ProblemFamily.class)
public final class PreferenceFamily implements ProblemFamily {
    static final String NAME = "preference";

    /** Largest generated number of states, inputs and weights of a regulator. */
    private static final int LARGEST = 20;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "reward learnt from preferences between trajectories of the agent that maximises it (Bradley-Terry)";
    }

    /**
     * Reads {@code environment: {family: soft-mdp | lqr-reward-design, …}} with the keys of that family but the
     * designer's and {@code upper}; {@code trueReward}, [s][a] or {@code {Q, R}} as costs; {@code horizon}, at most 4 for
     * {@code soft-mdp} and 100 for {@code lqr-reward-design}; {@code pairs}: {@code current-policy} or
     * {@code reference-policy}, the latter with {@code referencePolicy} [s][a] (default uniform) or
     * {@code referenceGain} (default the best gain of the cost \(\|x\|^2 + \|u\|^2\)); for {@code lqr-reward-design}
     * {@code sample: {size: M, seed}} (default 512 pairs, seed 1); and of {@code upper} the terms in \(\varphi\). Or, in
     * place of all these, {@code generate: {environment, size, horizon, pairs, gamma, temperature, seed}}, with
     * {@code size: {states, actions, upper}} or {@code {states, inputs, upper}}; {@code horizon} is 3 or 6, {@code pairs}
     * {@code current-policy}, the environment {@code soft-mdp}, γ = 0.8, τ = 0.5 and the seed 1 where not given.
     */
    @Override
    public BilevelProblem read(String id, Fields fields) {
        if (fields.has("generate")) {
            return generate(id, fields);
        }
        Setting setting = PreferenceFields.read(fields);
        return UpperFields.of(fields, setting.dimension()).build(outer -> setting.with(id, outer));
    }

    private static PreferenceProblem generate(String id, Fields file) {
        Generate generate = Generate.of(file);
        Fields fields = generate.fields();
        boolean regulator = fields.has("environment")
                && fields.choice("environment", PreferenceFields.ENVIRONMENTS).equals(PreferenceFields.LQR);
        int states = generate.size("states", LARGEST);
        int choices = generate.size(regulator ? "inputs" : "actions", LARGEST);
        int p = generate.size("upper", LARGEST);
        boolean current = !fields.has("pairs") || PreferenceFields.followsPolicy(fields);
        double gamma = fields.number("gamma", RandomPreferences.GAMMA);
        if (!(gamma > 0 && gamma < 1)) {
            throw fields.refusal("gamma", "lie in (0, 1)", "choose 0.9");
        }
        RandomStream stream = generate.stream(NAME);
        if (regulator) {
            int horizon = fields.has("horizon") ? PreferenceFields.sampledHorizon(fields) : 6;
            return file.build(
                    () -> RandomPreferences.regulator(id, states, choices, p, horizon, current, gamma, stream));
        }
        int horizon = fields.has("horizon") ? PreferenceFields.enumeratedHorizon(fields) : 3;
        double temperature = fields.number("temperature", RandomPreferences.TEMPERATURE);
        if (!(temperature > 0)) {
            throw fields.refusal("temperature", "be above 0, or there is no unique best policy", "choose 0.5");
        }
        return file.build(
                () -> RandomPreferences.process(id, states, choices, p, horizon, current, gamma, temperature, stream));
    }

    /**
     * Both laws of pairs in both environments, with a manufactured stationary point; ending in {@code aligned}, fixed
     * pairs whose true reward is the learnt one at the centre, which is a global minimiser without a linear term; and,
     * ending in {@code plain}, the policy's own pairs without a linear term, with no optimum that is known.
     */
    @Override
    public List<BilevelProblem> catalogue() {
        OuterTerms process = OuterTerms.centred(SmallProcess.RHO, SmallProcess.CENTER);
        OuterTerms regulator = OuterTerms.centred(SmallRegulator.RHO, SmallRegulator.CENTER);
        return List.of(
                SmallProcess.current().manufactured(NAME + "/mdp-current-policy", process),
                SmallProcess.reference().manufactured(NAME + "/mdp-reference-policy", process),
                SmallProcess.aligned().with(NAME + "/mdp-aligned", process),
                SmallProcess.current().with(NAME + "/mdp-plain", process),
                SmallRegulator.current().manufactured(NAME + "/lqr-current-policy", regulator),
                SmallRegulator.reference().manufactured(NAME + "/lqr-reference-policy", regulator),
                SmallRegulator.aligned().with(NAME + "/lqr-aligned", regulator));
    }
}
