package org.plumbline.theory.claim.rate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.plumbline.algorithm.penalty.Coupling;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.algorithm.penalty.PenaltySchedule;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.assumption.Domain;
import org.plumbline.theory.assumption.GradientNoise;
import org.plumbline.theory.assumption.NoiseDependsOnLambda;
import org.plumbline.theory.assumption.PlInequality;
import org.plumbline.theory.assumption.Smoothness;

/**
 * One column of a rate study: an instance under a law of sampling, and the schedule that a method follows on it.
 *
 * @param problem the instance
 * @param sampling the law of sampling, in words; part of the cells' keys
 * @param oracles the oracles at a target \(\epsilon\)
 * @param schedule the parameters at a target \(\epsilon\)
 * @param coupling where the chains share batches
 * @param noise the declared law of the noise, {@link NoiseModel#NONE} where its variance is not declared
 * @param bias the declared bound on the bias of a gradient at a target ε
 */
record RateInstance(
        BilevelProblem problem,
        String sampling,
        DoubleFunction<Oracles> oracles,
        PenaltySchedule schedule,
        Coupling coupling,
        NoiseModel noise,
        DoubleUnaryOperator bias)
        implements RateColumn {

    @Override
    public String label() {
        String batches = switch (coupling) {
            case NONE -> "independent batches";
            case INNER -> "inner steps coupled only";
            case OUTER -> "difference coupled only";
            case FULL -> "coupled batches";
            case ITERATION -> "one batch an iteration";
        };
        return batches + ", n ∝ ε^-" + schedule.batchExponent();
    }

    @Override
    public FirstOrderPenalty method(double epsilon) {
        return schedule.at(epsilon).with(coupling);
    }

    @Override
    public long iterations(double epsilon) {
        return schedule.outerIterations(epsilon);
    }

    @Override
    public Oracles oraclesAt(double epsilon) {
        return oracles.apply(epsilon);
    }

    /** The schedule in words, for a card. */
    String laws() {
        return "σ = " + schedule.cSigma()
                + (schedule.sigmaExponent() == PenaltySchedule.THEOREM_SIGMA_EXPONENT
                        ? "√ε"
                        : " ε^" + schedule.sigmaExponent())
                + ", n = ⌈" + schedule.cBatch() + " ε^-" + schedule.batchExponent() + "⌉, K = ⌈"
                + schedule.cInner() + " ln(1/ε)⌉ + " + schedule.innerOffset() + ", T = ⌈" + schedule.cOuter()
                + (schedule.outerExponent() == PenaltySchedule.THEOREM_OUTER_EXPONENT
                        ? "/ε"
                        : " ε^-" + schedule.outerExponent())
                + "⌉, τ = " + schedule.lowerStep() + ", η = " + schedule.outerStep();
    }

    RateInstance with(PenaltySchedule other) {
        return new RateInstance(problem, sampling, oracles, other, coupling, noise, bias);
    }

    RateInstance with(Coupling other) {
        return new RateInstance(problem, sampling, oracles, schedule, other, noise, bias);
    }

    RateInstance with(String otherSampling, DoubleFunction<Oracles> otherOracles) {
        return new RateInstance(problem, otherSampling, otherOracles, schedule, coupling, noise, bias);
    }

    /** What every claim about a run on this instance presumes. */
    List<Assumption> assumptions(double[] epsilons) {
        double largest = epsilons[0];
        double smallest = epsilons[epsilons.length - 1];
        double[] sigmas = DoubleStream.of(
                        method(largest).sigma(), method(smallest).sigma())
                .distinct()
                .toArray();
        List<Assumption> all = new ArrayList<>(PlInequality.forAll(problem, sigmas));
        all.add(new Domain(problem));
        all.add(new Smoothness(problem));
        all.add(new GradientNoise(problem, sampling, () -> oracles.apply(largest), bias.applyAsDouble(largest), noise));
        return all;
    }

    /** The same where batches are coupled, with noise for which that means something. */
    List<Assumption> coupledAssumptions(double[] epsilons) {
        double largest = epsilons[0];
        List<Assumption> all = assumptions(epsilons);
        all.add(new NoiseDependsOnLambda(
                problem, sampling, () -> oracles.apply(largest), method(largest).sigma()));
        return all;
    }
}
