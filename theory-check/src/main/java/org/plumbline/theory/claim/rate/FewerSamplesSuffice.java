package org.plumbline.theory.claim.rate;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.penalty.Coupling;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.sampling.PathSharing;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Audit;
import org.plumbline.theory.Claim;
import org.plumbline.theory.Profile;
import org.plumbline.theory.assumption.Domain;
import org.plumbline.theory.assumption.GradientNoise;
import org.plumbline.theory.assumption.NoiseDependsOnLambda;
import org.plumbline.theory.assumption.PlInequality;
import org.plumbline.theory.assumption.Smoothness;

/**
 * RATE-3: two ways to need fewer samples than ε⁻³. <em>Coupled sampling</em> takes the same batches in both chains, at every
 * inner step and in both gradients that are differenced: \(n = \Theta(1/\epsilon)\), \(N = \tilde O(\epsilon^{-2})\).
 * <em>Central differences</em> in σ have a bias of \(O(\sigma^2)\), so that \(\sigma = \Theta(\epsilon^{1/4})\),
 * \(n = \Theta(\epsilon^{-3/2})\), \(N = \tilde O(\epsilon^{-5/2})\), where \(g - \sigma f\) is bounded below and PL.
 *
 * <p>The noise depends on (φ, λ): under additive noise what is coupled cancels exactly, and the test would be empty. So the
 * certificate of every coupled row asks for it ({@link NoiseDependsOnLambda}).
 */
@AutoService(Audit.class)
public final class FewerSamplesSuffice implements Audit {
    static final String COUPLED =
            "With the same batches in both chains, at every inner step and in the difference of gradients, n = Θ(ε⁻¹) and so"
                    + " N = Õ(ε⁻²) suffice for E‖∇Φ‖² = O(ε).";
    static final Citation COUPLED_SAMPLING =
            new Citation("Plumbline, docs/theory.md", "section \"Coupled sampling\"", Provenance.DERIVED);

    private static final GaussianNoise NOISE = new GaussianNoise(1, 0.5);
    /** Smaller than in RATE-1: without its noise one sees that the penalty bias of this instance still bends at larger σ. */
    private static final RateGrid SINE = new RateGrid(1.0 / 32, 5, 32, 6, 60);

    /** On an instance from outside: the constants that are found make short runs, which scatter, so that there are many seeds. */
    private static final RateGrid BROUGHT = new RateGrid(1.0 / 8, 6, 80, 8, 160);

    private static final RateGrid QUADRATIC = new RateGrid(1.0 / 8, 5, 16, 8, 40);

    @Override
    public String id() {
        return "RATE-3";
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                withBudget(coupledBatches(Problems.named("sine-composite/claims"))),
                withBudget(centralDifferences(Algorithms.named("algorithm-1-central"))),
                sharedNoise(),
                reweighted(),
                commonNumbers());
    }

    @Override
    public List<Claim> onRequest(BilevelProblem problem) {
        return List.of(BroughtRates.coupled(problem, BROUGHT));
    }

    private static Claim withBudget(CheaperRate claim) {
        return new BudgetedClaim(claim, claim.method(), claim.grid());
    }

    /**
     * The steps and c_K of RATE-1 on this instance. A smaller σ and fewer samples, as coupled noise does not grow with 1/σ²:
     * bias and noise then both show.
     *
     * @param problem the sine composite, whose oracles are sampled
     * @return the claim on coupled batches
     */
    public static Claim coupled(BilevelProblem problem) {
        return coupledBatches(problem);
    }

    private static CheaperRate coupledBatches(BilevelProblem problem) {
        AlgorithmSpec spec = Algorithms.named("algorithm-1-coupled");
        ScheduledMethod method = new ScheduledMethod(
                "coupled batches, n ∝ ε⁻¹",
                problem,
                NOISE,
                spec,
                spec.card().schedule(),
                constants(0.5, 4, 4, 0.2, 0.1, 5),
                Map.of("coupling", "FULL"));
        return new CheaperRate(
                "RATE-3@coupled",
                COUPLED,
                2,
                COUPLED_SAMPLING,
                List.of(
                        "per-sample gradients Lipschitz in mean square: noise that depends on (φ, λ), " + NOISE,
                        "nonsingular Hessian at λ*; chains started together"),
                coupledAssumptions(problem, 0.5 * Math.sqrt(SINE.largest())),
                method,
                List.of(
                        method.with("no coupling, n ∝ ε⁻¹", spec, Map.of("coupling", "NONE")),
                        method.with("inner steps coupled only, n ∝ ε⁻¹", spec, Map.of("coupling", "INNER")),
                        method.with("difference coupled only, n ∝ ε⁻¹", spec, Map.of("coupling", "OUTER"))),
                SINE);
    }

    /**
     * The claim on central differences. σ is as large as is certified at the largest target, so that the bias shows.
     *
     * @param spec the method, with the card of the registered one
     * @return the claim
     */
    public static Claim central(AlgorithmSpec spec) {
        return centralDifferences(spec);
    }

    private static CheaperRate centralDifferences(AlgorithmSpec spec) {
        BilevelProblem problem = Problems.named("quadratic/claims");
        double largest = problem.constants().require(Constants.SIGMA_MINUS);
        double cSigma = largest / Math.pow(QUADRATIC.largest(), 0.25);
        ScheduledMethod method = new ScheduledMethod(
                "central differences, σ ∝ ε^(1/4), n ∝ ε^(-3/2)",
                problem,
                NOISE,
                spec,
                spec.card().schedule(),
                constants(cSigma, 8, 4, 0.09, 0.1, 5),
                Map.of());
        return new CheaperRate(
                "RATE-3@central",
                "With central differences in σ, the bias is O(σ²), and σ = Θ(ε^(1/4)), n = Θ(ε^(-3/2)), so N = Õ(ε^(-5/2)),"
                        + " suffice for E‖∇Φ‖² = O(ε).",
                2.5,
                spec.card().citation(),
                List.of("g − σf bounded below and PL up to σ = " + largest + " over the whole box (declared, tested)"),
                assumptions(problem, largest),
                method,
                List.of(method.with(
                        "one-sided difference with the same σ and n", Algorithms.named("algorithm-1"), Map.of())),
                QUADRATIC);
    }

    /** For fixed noise trajectories of a regulator are smooth in the gain. A shared batch is simulated at both gains. */
    private static Claim sharedNoise() {
        RateInstance method = RateInstances.coupledLqr();
        List<Coupling> without = List.of(Coupling.NONE, Coupling.INNER, Coupling.OUTER);
        return new CheaperRate(
                "RATE-3@lqr-shared-noise",
                "With the same starts, exploration and process noise in both chains, n = Θ(ε⁻¹) and so N = Õ(ε⁻²) trajectories"
                        + " of a regulator suffice for E‖∇Φ‖² = O(ε).",
                2,
                new Citation("Plumbline, docs/theory.md", "section \"Coupled sampling\"", Provenance.DERIVED),
                List.of(
                        "schedule: " + method.laws(),
                        "sampling: " + method.sampling(),
                        "a simulator that repeats its noise; gains for which trajectories are smooth in the gain",
                        "nonsingular Hessian at λ*; chains started together",
                        "a shared batch is simulated at both gains, and counted twice"),
                method.coupledAssumptions(RateInstances.COUPLED_LQR_GRID.epsilons(Profile.FULL)),
                method,
                without.stream().map(method::with).toList(),
                RateInstances.COUPLED_LQR_GRID);
    }

    /** Likelihood ratios are smooth in the policy, so that trajectories are coupled as fully as Gaussian noise is. */
    private static Claim reweighted() {
        RateInstance method = RateInstances.coupledAgent(PathSharing.REWEIGHTED, 1);
        return new CheaperRate(
                "RATE-3@trajectories-reweighted",
                "With the same trajectories in both chains, weighted with likelihood ratios, n = Θ(ε⁻¹) and so N = Õ(ε⁻²)"
                        + " trajectories suffice for E‖∇Φ‖² = O(ε).",
                2,
                new Citation("Plumbline, docs/theory.md", "section \"Coupling trajectories\"", Provenance.DERIVED),
                List.of(
                        "schedule: " + method.laws(),
                        "sampling: " + method.sampling(),
                        "the agent's own probabilities of actions are known; discrete actions",
                        "nonsingular Hessian at λ* up to a shift of logits in each state; chains started together",
                        "one shared batch is drawn, and counted, once"),
                method.coupledAssumptions(RateInstances.COUPLED_AGENT_GRID.epsilons(Profile.FULL)),
                method,
                List.of(method.with(Coupling.NONE)),
                RateInstances.COUPLED_AGENT_GRID);
    }

    /** Common numbers flip actions with a probability ∝ σ: half-way. */
    private static Claim commonNumbers() {
        RateInstance method = RateInstances.coupledAgent(PathSharing.COMMON_NUMBERS, 1.5);
        return new CheaperRate(
                "RATE-3@trajectories-common-numbers",
                "With trajectories from the same uniform numbers in both chains, n = Θ(ε^(-3/2)) and so N = Õ(ε^(-5/2))"
                        + " trajectories suffice for E‖∇Φ‖² = O(ε), and n = Θ(ε⁻¹) does not.",
                2.5,
                new Citation("Plumbline, docs/theory.md", "section \"Coupling trajectories\"", Provenance.DERIVED),
                List.of(
                        "schedule: " + method.laws(),
                        "sampling: " + method.sampling(),
                        "a simulator that repeats its random numbers; discrete actions",
                        "chains started together",
                        "a shared batch is simulated at both policies, and counted twice"),
                method.coupledAssumptions(RateInstances.COUPLED_AGENT_GRID.epsilons(Profile.FULL)),
                method,
                List.of(RateInstances.coupledAgent(PathSharing.COMMON_NUMBERS, 1)),
                RateInstances.COUPLED_AGENT_GRID);
    }

    private static Map<String, Double> constants(
            double cSigma, double cN, double cK, double lowerStep, double outerStep, double cT) {
        Map<String, Double> constants = new LinkedHashMap<>();
        constants.put("cSigma", cSigma);
        constants.put("cN", cN);
        constants.put("cK", cK);
        constants.put("lowerStep", lowerStep);
        constants.put("outerStep", outerStep);
        constants.put("cT", cT);
        return constants;
    }

    /** PL is searched at the largest σ of the schedule: √ε₀ times c_σ under coupling, its certified end for differences. */
    private static List<Assumption> assumptions(BilevelProblem problem, double sigma) {
        List<Assumption> all = new ArrayList<>(PlInequality.forAll(problem, sigma));
        all.add(new Domain(problem));
        all.add(new Smoothness(problem));
        all.add(GradientNoise.unbiased(problem, NOISE));
        return all;
    }

    private static List<Assumption> coupledAssumptions(BilevelProblem problem, double sigma) {
        List<Assumption> all = assumptions(problem, sigma);
        all.add(new NoiseDependsOnLambda(problem, NOISE.toString(), () -> problem.oracles(NOISE), sigma));
        return all;
    }
}
