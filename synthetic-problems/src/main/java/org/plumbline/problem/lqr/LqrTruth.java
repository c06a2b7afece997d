package org.plumbline.problem.lqr;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.Products;
import org.plumbline.numeric.Symmetric;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.KnownOptimum;
import org.plumbline.problem.OuterTerms;

/**
 * One Riccati solve for \(K^*\), and one, as \(g + \sigma f\) is again a {@link GainCost}, for \(K_\sigma\);
 * \(\Phi_\sigma\) and its gradient by {@link PenaltyQuotients}, exact to rounding for every σ.
 */
final class LqrTruth implements GroundTruth {
    /**
     * The share of its size at which a squared deviation counts as zero: deviations of 1e-9, which an expert's gain
     * with ten digits has.
     */
    private static final double VANISHING = 1e-18;

    private final LqrSystem system;
    private final AgentCost agent;
    private final GainCost upper;
    private final OuterTerms outer;
    private final GradientDomination domination;
    private final LqrFunctions functions;

    LqrTruth(LqrSystem system, AgentCost agent, GainCost upper, OuterTerms outer, GradientDomination domination) {
        this.system = system;
        this.agent = agent;
        this.upper = upper;
        this.outer = outer;
        this.domination = domination;
        this.functions = new LqrFunctions(system, agent, upper, outer);
    }

    @Override
    public BilevelFunctions functions() {
        return functions;
    }

    @Override
    public double[] lowerSolution(double[] phi) {
        return flat(lower(phi).optimum(system).gain());
    }

    /** Negative σ, which central differences need, is accepted as long as \(R + \sigma R_0 \succ 0\). */
    @Override
    public double[] penalisedSolution(double[] phi, double sigma) {
        return flat(lower(phi).plus(sigma, upper).optimum(system).gain());
    }

    private GainCost lower(double[] phi) {
        return GainCost.of(agent.at(phi));
    }

    private double[] flat(RealMatrix gain) {
        double[] lambda = new double[functions.lowerDimension()];
        ClosedLoop.flatten(gain, lambda);
        return lambda;
    }

    /**
     * By implicit differentiation of the Riccati equation: \(K^*\) is stationary in it, so
     * \(dP_i = \partial Q_i + F^\top dP_i F\); and \((R + \tilde B^\top P\tilde B)K^* = \tilde B^\top P\tilde A\) gives
     * \((R + \tilde B^\top P\tilde B)\,dK_i = \tilde B^\top dP_i F\). Then
     * \(\partial_i\Phi = \langle \nabla_K f(K^*), dK_i \rangle\) + the outer terms.
     */
    @Override
    public double[] hypergradient(double[] phi) {
        GainCost cost = lower(phi);
        ClosedLoop loop = ClosedLoop.of(system, cost.optimum(system).gain());
        // Asymmetry is rounding only and the curvature is at least R; the thresholds are absolute in the library.
        DecompositionSolver curvature = new CholeskyDecomposition(
                        Symmetric.symmetrise(loop.curvature(cost, loop.costToGo(cost))), 1e-10, 0)
                .getSolver();
        RealMatrix sensitivity = loop.gradient(upper).transpose();
        double[] result = new double[phi.length];
        outer.gradient(phi, result);
        for (int i = 0; i < phi.length; i++) {
            RealMatrix costToGoChange = loop.accumulate(agent.derivative(phi, i));
            result[i] += Products.trace(sensitivity, curvature.solve(loop.pulledBack(costToGoChange)));
        }
        return result;
    }

    @Override
    public double penaltyObjective(double[] phi, double sigma) {
        RealMatrix costToGo =
                PenaltyQuotients.of(system, lower(phi), upper, sigma).costToGo();
        return Products.trace(costToGo, system.source())
                + system.explorationShare() * upper.exploration()
                + outer.value(phi);
    }

    @Override
    public double[] penaltyHypergradient(double[] phi, double sigma) {
        RealMatrix occupancy =
                PenaltyQuotients.of(system, lower(phi), upper, sigma).occupancy();
        double[] result = new double[phi.length];
        outer.gradient(phi, result);
        for (int i = 0; i < phi.length; i++) {
            result[i] += Products.trace(agent.derivative(phi, i), occupancy);
        }
        return result;
    }

    /**
     * \(\Phi\) need not be convex, so a centre is called stationary and no more, but for one case: the cost in f is
     * nonnegative, and so is \(\tfrac12\rho\|\varphi-\bar\varphi\|^2\). Where c = 0 and that cost vanishes at
     * \((\bar\varphi, K^*(\bar\varphi))\), \(\Phi(\bar\varphi) = 0\) is the global minimum.
     */
    @Override
    public Optional<KnownOptimum> knownOptimum() {
        double[] center = outer.center();
        ClosedLoop loop = ClosedLoop.of(system, lower(center).optimum(system).gain());
        double floor = VANISHING * loop.value(upper.untargeted());
        boolean least = Arrays.stream(outer.linear()).allMatch(c -> c == 0) && loop.value(upper) <= floor;
        return KnownOptimum.ifStationary(this, outer, least ? KnownOptimum.Kind.GLOBAL : KnownOptimum.Kind.STATIONARY);
    }

    @Override
    public OptionalDouble penalisedModulus(double sigma) {
        return domination.overBox(sigma);
    }

    @Override
    public OptionalDouble sigmaBar() {
        return OptionalDouble.of(Double.POSITIVE_INFINITY);
    }
}
