package org.plumbline.theory.claim;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.plumbline.oracle.Constants;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Cell;
import org.plumbline.theory.Claim;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;

/**
 * A claim on an instance that somebody brings along and that may lack what the claim presumes: the claim then says nothing about
 * it, nothing is run, and the verdict is NOT_APPLICABLE with the reason.
 *
 * @param claim the claim
 * @param lacking what is missing, in words, or empty; asked only when the claim is planned
 */
public record Presumed(Claim claim, Supplier<Optional<String>> lacking) implements Claim {
    @Override
    public ClaimCard card() {
        return claim.card();
    }

    @Override
    public Optional<Claim> at(List<Double> targets) {
        return claim.at(targets).map(moved -> new Presumed(moved, lacking));
    }

    @Override
    public List<Assumption> assumptions(Settings settings) {
        return lacking.get().isPresent() ? List.of() : claim.assumptions(settings);
    }

    @Override
    public List<Cell> plan(Settings settings) {
        return lacking.get().isPresent() ? List.of() : claim.plan(settings);
    }

    @Override
    public Evidence judge(Settings settings, Results results) {
        return lacking.get().map(Evidence::notApplicable).orElseGet(() -> claim.judge(settings, results));
    }

    /**
     * What an instance lacks for \(g + \sigma f\) to be PL by its own declaration.
     *
     * @param problem the instance
     * @param sigma the largest σ of a claim, at least 0; 0 where it is not known beforehand
     * @return the first thing that is missing
     */
    public static Optional<String> modulus(BilevelProblem problem, double sigma) {
        if (problem.constants().find(Constants.MU).isEmpty()) {
            return Optional.of(problem.id() + " declares no PL constant of g");
        }
        OptionalDouble end = problem.truth().sigmaBar();
        if (end.isPresent() && end.getAsDouble() < sigma) {
            return Optional.of(problem.id() + " declares a modulus of g + σf up to σ = " + end.getAsDouble()
                    + ", and the claim goes up to σ = " + sigma);
        }
        return end.isEmpty() || problem.truth().penalisedModulus(sigma).isEmpty()
                ? Optional.of(problem.id() + " declares no modulus of g + σf")
                : Optional.empty();
    }

    /**
     * Whether matrices of the dimensions can be decomposed in a short time.
     *
     * @param problem the instance
     * @param most the largest dimension, of φ and of λ
     * @return what is too large
     */
    public static Optional<String> size(BilevelProblem problem, int most) {
        int dimension = Math.max(
                problem.truth().functions().upperDimension(),
                problem.truth().functions().lowerDimension());
        return dimension > most
                ? Optional.of(problem.id() + " has a dimension of " + dimension
                        + ", and the claim decomposes matrices of at most " + most)
                : Optional.empty();
    }
}
