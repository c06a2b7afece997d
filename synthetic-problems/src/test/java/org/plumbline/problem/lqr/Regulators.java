package org.plumbline.problem.lqr;

import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.Symmetric;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.OuterTerms;
import org.plumbline.random.RandomStream;

/** Random problems of both regulator families, with what they were made of. */
final class Regulators {
    private Regulators() {}

    /** A problem and its parts. */
    record Drawn(BilevelProblem problem, LqrSystem system, AgentCost agent, GainCost upper, OuterTerms outer) {
        /** The cost whose best gain is λ*, or λ_σ. */
        GainCost penalised(double[] phi, double sigma) {
            GainCost lower = GainCost.of(agent.at(phi));
            return sigma == 0 ? lower : lower.plus(sigma, upper);
        }

        /** The modulus at one φ, from the occupancy of the best gain there: sharper than that over the box. */
        double modulus(double[] phi, double sigma) {
            GainCost cost = penalised(phi, sigma);
            RealMatrix occupancy =
                    ClosedLoop.of(system, cost.optimum(system).gain()).occupancy();
            double source = Symmetric.smallestEigenvalue(system.source());
            return 2
                    * source
                    * source
                    * Symmetric.smallestEigenvalue(cost.action())
                    / Symmetric.largestEigenvalue(occupancy);
        }

        @Override
        public String toString() {
            return problem.id();
        }
    }

    static Drawn rewardDesign(String id, RandomRegulator drawn) {
        LqrRewardDesignProblem problem = LqrFamily.settled(id, drawn);
        return new Drawn(
                problem,
                drawn.system(),
                drawn.agent(),
                GainCost.of(drawn.designer()),
                problem.costs().outer());
    }

    static Drawn imitation(String id, RandomRegulator drawn) {
        BilevelProblem problem = LqrImitationFamily.settled(id, drawn);
        RealMatrix expert =
                GainCost.of(drawn.designer()).optimum(drawn.system()).gain();
        double[] center = drawn.outer().center();
        double[] linear = new double[center.length];
        // The gradient of the outer terms at their centre is c, and nothing else of f depends on φ.
        problem.truth()
                .functions()
                .upperGradient(center, problem.start().lambda(), linear, new double[problem.lowerDimension()]);
        return new Drawn(
                problem,
                drawn.system(),
                drawn.agent(),
                GainCost.distanceTo(expert),
                new OuterTerms(LqrImitationFamily.RHO, center, linear));
    }

    /** Instances of both families, of up to three states, two inputs and three weights, γ between 0.6 and 0.95. */
    static Arbitrary<Drawn> any() {
        return Arbitraries.of(true, false)
                .flatMap(design -> of(design ? Regulators::rewardDesign : Regulators::imitation));
    }

    private static Arbitrary<Drawn> of(BiFunction<String, RandomRegulator, Drawn> family) {
        return Combinators.combine(
                        Arbitraries.longs(),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 2),
                        Arbitraries.integers().between(1, 3))
                .as((seed, states, inputs, weights) -> {
                    RandomStream stream = new RandomStream(seed);
                    double gamma = stream.uniform(0.6, 0.95);
                    return family.apply("random-" + seed, RandomRegulator.draw(states, inputs, weights, gamma, stream));
                });
    }
}
