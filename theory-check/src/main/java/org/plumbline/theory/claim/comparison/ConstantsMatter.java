package org.plumbline.theory.claim.comparison;

import com.google.auto.service.AutoService;
import java.util.List;
import org.plumbline.oracle.Constants;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.theory.Audit;
import org.plumbline.theory.Claim;

/**
 * SCALE-1: how N at a fixed ε grows with the constants that an exponent of ε hides: the condition number, the dimension, the
 * effective horizon and the temperature, on which the smallest probability of the soft-optimal policy depends. Theorems
 * bound it by high powers of κ; what is measured is the exponent along random instances.
 */
@AutoService(Audit.class)
public final class ConstantsMatter implements Audit {
    /** Õ(κ¹² ε′⁻⁶), the stated complexity of F2BSA for strongly convex lower levels. */
    private static final double KAPPA = 12;

    private static final String STATED =
            "κ¹² in Õ(κ¹² ε⁻⁶) of F2BSA, norm units; for PL lower levels no power is stated";

    @Override
    public String id() {
        return "SCALE-1";
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                new SamplesGrow(kappa(
                        "condition",
                        "condition number κ = L/μ of a quadratic",
                        List.of("2", "4", "8"),
                        "{family: quadratic, generate: {size: {lower: 4, upper: 2}, condition: SETTING, seed: SEED}}",
                        0.5)),
                new SamplesGrow(kappa(
                        "karimi",
                        "condition number κ = L/μ of the Karimi family, nonconvex and PL",
                        List.of("4", "12", "40"),
                        "{family: karimi, generate: {size: {lower: 4, upper: 2}, condition: SETTING, seed: SEED}}",
                        0.5)),
                new SamplesGrow(kappa(
                        "horizon",
                        "condition number κ = L/μ of a soft MDP as its effective horizon 1/(1 − γ) goes from 2 to 8",
                        List.of("0.5", "0.75", "0.875"),
                        "{family: soft-mdp, generate: {size: {states: 3, actions: 2, upper: 2}, gamma: SETTING, seed: SEED}}",
                        0.01)),
                new SamplesGrow(kappa(
                        "temperature",
                        "condition number κ = L/μ of a soft MDP as its temperature falls from 1 to 1/4, and min π with it",
                        List.of("1", "0.5", "0.25"),
                        "{family: soft-mdp, generate: {size: {states: 3, actions: 2, upper: 2}, gamma: 0.5,"
                                + " temperature: SETTING, seed: SEED}}",
                        0.01)),
                new SamplesGrow(new Dial(
                        "dimension",
                        "dimension d = p of a diagonal quadratic with κ = 2",
                        0.5,
                        List.of("2", "4", "8"),
                        "{family: quadratic, generate: {size: {lower: SETTING}, structure: diagonal, condition: 2, seed: SEED}}",
                        problem -> (double) problem.lowerDimension(),
                        3,
                        "derived: the error, the penalty bias and the trace of the noise are sums over d coordinates, so that"
                                + " σ² ∝ 1/d, n ∝ d², T ∝ ln d keep it: at most 3")));
    }

    private static Dial kappa(String name, String meaning, List<String> settings, String file, double target) {
        return new Dial(name, meaning, target, settings, file, ConstantsMatter::condition, KAPPA, STATED);
    }

    private static double condition(BilevelProblem problem) {
        return problem.constants().require(Constants.L) / problem.constants().require(Constants.MU);
    }
}
