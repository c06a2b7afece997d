package org.plumbline.problem.lqr;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.DiscreteRiccati;
import org.plumbline.numeric.Products;
import org.plumbline.numeric.Symmetric;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.KnownOptimum;
import org.plumbline.problem.OuterTerms;
import org.plumbline.sampling.QuadraticCost;

/** One Riccati solve for \(K^*\), and one, as \(g + \sigma f\) is again such a cost, for \(K_\sigma\). */
final class LqrTruth implements GroundTruth {
    private final LqrSystem system;
    private final AgentCost agent;
    private final QuadraticCost designer;
    private final OuterTerms outer;
    private final GradientDomination domination;
    private final LqrFunctions functions;

    LqrTruth(
            LqrSystem system,
            AgentCost agent,
            QuadraticCost designer,
            OuterTerms outer,
            GradientDomination domination) {
        this.system = system;
        this.agent = agent;
        this.designer = designer;
        this.outer = outer;
        this.domination = domination;
        this.functions = new LqrFunctions(system, agent, designer, outer);
    }

    @Override
    public BilevelFunctions functions() {
        return functions;
    }

    @Override
    public double[] lowerSolution(double[] phi) {
        return bestGain(agent.at(phi));
    }

    /** Negative σ, which central differences need, is accepted as long as \(R + \sigma R_0 \succ 0\). */
    @Override
    public double[] penalisedSolution(double[] phi, double sigma) {
        return bestGain(agent.at(phi).plus(sigma, designer));
    }

    private double[] bestGain(QuadraticCost cost) {
        double[] lambda = new double[functions.lowerDimension()];
        RealMatrix gain = DiscreteRiccati.solve(system.discountedA(), system.discountedB(), cost.state(), cost.action())
                .gain();
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
        QuadraticCost cost = agent.at(phi);
        ClosedLoop loop = ClosedLoop.of(system, bestGain(cost)).orElseThrow();
        // Asymmetry is rounding only and the curvature is at least R; the thresholds are absolute in the library.
        DecompositionSolver curvature = new CholeskyDecomposition(
                        Symmetric.symmetrise(loop.curvature(cost, loop.costToGo(cost))), 1e-10, 0)
                .getSolver();
        RealMatrix sensitivity = loop.gradient(designer).transpose();
        double[] result = new double[phi.length];
        outer.gradient(phi, result);
        for (int i = 0; i < phi.length; i++) {
            RealMatrix costToGoChange = loop.accumulate(agent.derivative(phi, i));
            result[i] += Products.trace(sensitivity, curvature.solve(loop.pulledBack(costToGoChange)));
        }
        return result;
    }

    /** \(\Phi\) need not be convex, so the centre is called stationary and no more. */
    @Override
    public Optional<KnownOptimum> knownOptimum() {
        double[] center = outer.center();
        double gradient = new ArrayRealVector(hypergradient(center)).getNorm();
        // The linear term was computed to cancel this gradient; what remains is rounding.
        if (gradient > 1e-12 * (1 + new ArrayRealVector(outer.linear()).getNorm())) {
            return Optional.empty();
        }
        return Optional.of(new KnownOptimum(center, objective(center), KnownOptimum.Kind.STATIONARY));
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
