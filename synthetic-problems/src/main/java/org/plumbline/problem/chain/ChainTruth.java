package org.plumbline.problem.chain;

import java.util.Optional;
import java.util.OptionalDouble;
import org.plumbline.numeric.RefusedException;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.KnownOptimum;

/**
 * \(\lambda^* = \varphi\); \(\lambda_\sigma\) is a proximal point of f, so that \(\Phi_\sigma\) is f's Moreau envelope.
 * By \(\kappa(\lambda_\sigma-\varphi) = -\sigma\nabla_\lambda f(\lambda_\sigma)\), no division by σ remains:
 * \(\nabla\Phi_\sigma = \nabla_\lambda f(\lambda_\sigma)\) and
 * \(\Phi_\sigma = f(\lambda_\sigma) + \tfrac{\sigma}{2\kappa}\|\nabla_\lambda f(\lambda_\sigma)\|^2\).
 */
record ChainTruth(ChainFunctions losses) implements GroundTruth {
    @Override
    public BilevelFunctions functions() {
        return losses;
    }

    @Override
    public double[] lowerSolution(double[] phi) {
        return phi.clone();
    }

    @Override
    public double[] penalisedSolution(double[] phi, double sigma) {
        Chain chain = losses.chain();
        if (!(sigma <= chain.sigmaBar())) {
            throw new RefusedException("sigma (" + sigma + ") must be at most " + chain.sigmaBar()
                    + " for this chain, or g + σf may have several minima. Maybe choose a larger curvature.");
        }
        double step = sigma * chain.height() / (chain.curvature() * chain.scale() * chain.scale());
        double[] x = ChainProximal.minimiser(chain.scaled(phi), step);
        for (int i = 0; i < x.length; i++) {
            x[i] *= chain.scale();
        }
        return x;
    }

    @Override
    public double[] hypergradient(double[] phi) {
        return losses.slope(phi);
    }

    @Override
    public double penaltyObjective(double[] phi, double sigma) {
        double[] lambda = penalisedSolution(phi, sigma);
        double square = 0;
        for (double entry : losses.slope(lambda)) {
            square += entry * entry;
        }
        return losses.upper(phi, lambda) + sigma * square / (2 * losses.chain().curvature());
    }

    @Override
    public double[] penaltyHypergradient(double[] phi, double sigma) {
        return losses.slope(penalisedSolution(phi, sigma));
    }

    /** \((2\alpha, \dots, 2\alpha)\), see {@link Chain}. */
    @Override
    public Optional<KnownOptimum> knownOptimum() {
        double[] optimum = losses.chain().optimum();
        return Optional.of(new KnownOptimum(optimum, objective(optimum), KnownOptimum.Kind.GLOBAL));
    }

    @Override
    public OptionalDouble penalisedModulus(double sigma) {
        Chain chain = losses.chain();
        return sigma <= chain.sigmaBar()
                ? OptionalDouble.of(chain.curvature() - sigma * chain.smoothness())
                : OptionalDouble.empty();
    }

    @Override
    public OptionalDouble sigmaBar() {
        return OptionalDouble.of(losses.chain().sigmaBar());
    }
}
