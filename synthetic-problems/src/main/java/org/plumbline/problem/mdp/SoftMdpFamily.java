package org.plumbline.problem.mdp;

import com.google.auto.service.AutoService;
import java.util.List;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Fields;
import org.plumbline.problem.Generate;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.ProblemFamily;
import org.plumbline.problem.UpperFields;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

/** Registers reward design for entropy-regularised agents. */
@AutoService(ProblemFamily.class)
public final class SoftMdpFamily implements ProblemFamily {
    static final String NAME = "soft-mdp";

    /** The random instances of the catalogue have this master seed. */
    private static final long CATALOGUE_SEED = 20250317644L;

    /** Largest generated number of states, actions and features each: cubic solves, many a problem. */
    private static final int LARGEST = 100;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "entropy-regularised Markov decision process whose reward is designed; logits, nonuniform PL";
    }

    /**
     * Reads {@code transitions} [s][a][s′], {@code initial} [s], {@code gamma}, {@code temperature}, {@code features}
     * [s][a][i], {@code baseReward} [s][a] (default 0), {@code designerReward} [s][a], {@code designerFeatures} [s][a][i]
     * (default 0), and of {@code upper} the terms in
     * \(\varphi\); or, in place of all these, {@code generate: {size: {states: S, actions: A, upper: p}, gamma: γ,
     * temperature: τ, condition: κ, seed: k}}, which is {@link #random} with γ = 0.8, τ = 0.5, κ = 10 and seed 1 where
     * not given. The condition is the largest over the smallest probability of {@code initial}: with it, PL constants
     * fall as its square.
     */
    @Override
    public BilevelProblem read(String id, Fields fields) {
        if (fields.has("generate")) {
            return generate(id, fields);
        }
        SoftMdpFields agent = SoftMdpFields.read(fields);
        FiniteMdp mdp = agent.mdp();
        double temperature = agent.temperature();
        RewardModel rewards = agent.rewards();
        double[][] fixed = fields.matrix("designerReward", mdp.states(), mdp.actions());
        RewardModel designer = fields.has("designerFeatures")
                ? new RewardModel(
                        fixed, fields.matrices("designerFeatures", mdp.states(), mdp.actions(), rewards.dimension()))
                : RewardModel.fixed(fixed, rewards.dimension());
        return UpperFields.of(fields, rewards.dimension())
                .build(outer -> new SoftMdpProblem(id, mdp, temperature, rewards, designer, outer));
    }

    private static SoftMdpProblem generate(String id, Fields fields) {
        Generate generate = Generate.of(fields);
        int states = generate.size("states", LARGEST);
        int actions = generate.size("actions", LARGEST);
        int p = generate.size("upper", LARGEST);
        double gamma =
                SoftMdpFields.discount(generate.fields(), generate.fields().number("gamma", 0.8));
        double temperature =
                SoftMdpFields.temperature(generate.fields(), generate.fields().number("temperature", 0.5));
        double condition = generate.condition();
        RandomStream stream = generate.stream(NAME);
        return fields.build(() -> random(id, states, actions, p, gamma, temperature, condition, stream));
    }

    @Override
    public List<BilevelProblem> catalogue() {
        SeedTree seeds = SeedTree.of(CATALOGUE_SEED).child(NAME);
        return List.of(
                random(NAME + "/claims", 4, 3, 2, 0.8, 0.5, 2, seeds.child("claims").stream()),
                twoStates(),
                random(NAME + "/bandit", 1, 3, 2, 0.5, 1, 1, seeds.child("bandit").stream()),
                TaxedEconomy.problem(NAME + "/tax"),
                PatrolGame.problem(NAME + "/stackelberg"));
    }

    /** Two states, "stay" and "go": small enough to check by hand. */
    private static SoftMdpProblem twoStates() {
        double[][][] transitions = {{{0.9, 0.1}, {0.2, 0.8}}, {{0.1, 0.9}, {0.7, 0.3}}};
        FiniteMdp mdp = new FiniteMdp(transitions, new double[] {0.5, 0.5}, 0.9);
        double[][][] features = {{{1}, {0}}, {{0}, {0}}};
        RewardModel rewards = new RewardModel(new double[][] {{0, 0}, {0.5, 0}}, features);
        double[][] designer = {{0, 0}, {1, 0.2}};
        OuterTerms outer = OuterTerms.centred(2, new double[] {0.5});
        return OuterTerms.manufactured(
                outer, terms -> new SoftMdpProblem(NAME + "/two-states", mdp, 1, rewards, designer, terms));
    }

    /**
     * A random instance with dense data and a manufactured stationary point. Rows of transitions are uniform on the
     * simplex; features, base and designer's reward are uniform in an interval, the last one's scaled by \(1-\gamma\), so
     * that it weighs as much as the outer terms whatever the discount is. Features are small and the designer's reward
     * large: \(p_{\min}\) suffers from the first only, and the implicit part of \(\nabla\Phi\) needs one of them.
     *
     * @param id the name of the instance
     * @param states S
     * @param actions A
     * @param p upper dimension
     * @param gamma \(\gamma\), in (0, 1)
     * @param temperature \(\tau\), positive
     * @param condition largest over smallest probability of the initial distribution, which is log-spaced
     * @param stream the randomness
     * @return the instance
     */
    public static SoftMdpProblem random(
            String id,
            int states,
            int actions,
            int p,
            double gamma,
            double temperature,
            double condition,
            RandomStream stream) {
        double[][][] transitions = new double[states][actions][];
        double[][][] features = new double[states][actions][p];
        double[][] base = new double[states][actions];
        double[][] designer = new double[states][actions];
        double[] initial = new double[states];
        for (int s = 0; s < states; s++) {
            initial[s] = states == 1 ? 1 : Math.pow(condition, (double) s / (states - 1) - 1);
            for (int a = 0; a < actions; a++) {
                transitions[s][a] = new double[states];
                for (int next = 0; next < states; next++) {
                    transitions[s][a][next] = -Math.log1p(-stream.uniform());
                }
                normalise(transitions[s][a]);
                base[s][a] = stream.uniform(-1, 1);
                designer[s][a] = (1 - gamma) * stream.uniform(-10, 10);
                for (int i = 0; i < p; i++) {
                    features[s][a][i] = stream.uniform(-0.5, 0.5);
                }
            }
        }
        normalise(initial);
        double[] center = new double[p];
        for (int i = 0; i < p; i++) {
            center[i] = stream.uniform(-0.5, 0.5);
        }
        FiniteMdp mdp = new FiniteMdp(transitions, initial, gamma);
        RewardModel rewards = new RewardModel(base, features);
        return OuterTerms.manufactured(
                OuterTerms.centred(1, center),
                outer -> new SoftMdpProblem(id, mdp, temperature, rewards, designer, outer));
    }

    private static void normalise(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
    }
}
