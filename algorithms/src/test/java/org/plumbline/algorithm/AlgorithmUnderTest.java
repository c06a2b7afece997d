package org.plumbline.algorithm;

import java.util.Map;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.SeedTree;
import org.plumbline.run.Probe;
import org.plumbline.run.Recording;
import org.plumbline.run.Runner;
import org.plumbline.run.StopRule;
import org.plumbline.run.Trace;

/** What the parts of {@link BilevelAlgorithmContract} share: the method, a problem that suits it, and runs. */
public interface AlgorithmUnderTest {
    /** Both parts of the noise are on: additive noise alone would hide a batch that is used twice. */
    NoiseModel NOISE = new GaussianNoise(0.1, 0.1);

    /** Strongly convex below, L/μ = 10, p = 3, d = 6; looked up once, as runs are many. */
    BilevelProblem QUADRATIC = Problems.named("quadratic/claims");

    /**
     * The method with an inner step size, converging on {@link #problem()} without noise for 1/L.
     *
     * @param lowerStep \(\tau\)
     * @return batch sizes above 1, so that counts of calls and of samples differ
     */
    BilevelAlgorithm algorithm(double lowerStep);

    /**
     * The published cost of one outer iteration, from the paper's formula and not from the code.
     *
     * @return by kind, for the parameters of {@link #algorithm}
     */
    OracleCounts publishedCost();

    /**
     * The gradient that the method drives to zero without noise.
     *
     * @param phi upper variable
     * @return ∇Φ, or ∇Φ_σ for penalty methods
     */
    double[] limitGradient(double[] phi);

    /**
     * Outer iterations that bring the norm of {@link #limitGradient} to 1e-8 without noise.
     *
     * @return from the contraction of the outer step
     */
    long iterationsToConverge();

    /**
     * The problem.
     *
     * @return the same object at every call
     */
    default BilevelProblem problem() {
        return QUADRATIC;
    }

    /**
     * The noise of the contract.
     *
     * @return {@link #NOISE}; a finite sum for methods that ask for its terms
     */
    default NoiseModel noise() {
        return NOISE;
    }

    /**
     * The oracles under which the method reaches its limit.
     *
     * @return exact ones; finite sums, which methods with tables see through
     */
    default NoiseModel noiseless() {
        return NoiseModel.NONE;
    }

    /**
     * The method with the step size 1/L.
     *
     * @return the same value at every call
     */
    default BilevelAlgorithm algorithm() {
        return algorithm(1 / problem().constants().require(Constants.L));
    }

    /**
     * A run.
     *
     * @param method what
     * @param oracles on what
     * @param iterations how long
     * @param seed the master seed
     * @param probe looks
     * @return its trace, every iteration kept
     */
    default Trace run(BilevelAlgorithm method, Oracles oracles, long iterations, long seed, Probe probe) {
        return new Runner(
                        method,
                        oracles,
                        problem().start(),
                        StopRule.iterations(iterations),
                        SeedTree.of(seed),
                        Recording.ALL)
                .run(probe);
    }

    /**
     * Writes a cost down.
     *
     * @param amounts samples by kind
     * @return the counts
     */
    static OracleCounts cost(Map<Draw, Long> amounts) {
        Ledger ledger = new Ledger();
        amounts.forEach(ledger::charge);
        return ledger.counts();
    }
}
