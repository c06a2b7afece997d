package org.plumbline.theory.saboteur;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.theory.claim.ablation.EstimatorsAgainstTrajectories;
import org.plumbline.theory.claim.bias.HorizonBiasDecays;

/** Algorithm 1 as published, under a broken schedule. */
final class ScheduleSaboteurs {
    /** The horizon that is made, whatever was asked for: the shortest of those that BIAS-3 asks for. */
    static final int HORIZON = 12;

    private ScheduleSaboteurs() {}

    static List<Saboteur> all() {
        return List.of(
                new Saboteur(
                        "sigma-exponent-halved",
                        "σ ∝ ε^(1/4), where a one-sided difference wants ε^(1/2).",
                        List.of(
                                Traps.runs(ScheduleSaboteurs::quarterPower),
                                Traps.proof(ScheduleSaboteurs::quarterPower),
                                Traps.sigmaMap(ScheduleSaboteurs::quarterPower))),
                new Saboteur(
                        "too-few-inner-steps",
                        "c_K below its threshold: K is a quarter of what it should be.",
                        List.of(
                                Traps.runs(ScheduleSaboteurs::fewerInnerSteps),
                                Traps.proof(ScheduleSaboteurs::fewerInnerSteps),
                                Traps.innerMap(ScheduleSaboteurs::fewerInnerSteps))),
                new Saboteur(
                        "cold-for-warm",
                        "Every outer iteration starts cold where the chains ought to go on.",
                        List.of(Traps.runs(FirstOrderPenalty::cold), Traps.proof(FirstOrderPenalty::cold))),
                new Saboteur(
                        "inner-step-above-stability",
                        "Inner steps are five times as long as what was asked for: above 2/L where that is 1/L.",
                        List.of(
                                Traps.selection(method -> withSteps(method, 5)),
                                Traps.proof(method -> withSteps(method, 5)))),
                new Saboteur(
                        "horizon-fixed",
                        "Trajectories have " + HORIZON + " steps, whatever horizon the schedule asks for.",
                        List.of(
                                new Trap(
                                        HorizonBiasDecays.ofProcess(IntUnaryOperator.identity()),
                                        HorizonBiasDecays.ofProcess(h -> HORIZON)),
                                new Trap(
                                        EstimatorsAgainstTrajectories.ofProcess(IntUnaryOperator.identity()),
                                        EstimatorsAgainstTrajectories.ofProcess(h -> HORIZON)))));
    }

    /** With \(\sigma = \tfrac12\sqrt\epsilon\), \(\tfrac12\epsilon^{1/4} = \sqrt{\sigma/2}\). */
    static FirstOrderPenalty quarterPower(FirstOrderPenalty m) {
        return new FirstOrderPenalty(
                Math.sqrt(m.sigma() / 2),
                m.batch(),
                m.innerSteps(),
                m.lowerStep(),
                m.penalisedStep(),
                m.outerStep(),
                m.coupling(),
                m.coldStart());
    }

    static FirstOrderPenalty fewerInnerSteps(FirstOrderPenalty m) {
        return new FirstOrderPenalty(
                m.sigma(),
                m.batch(),
                (m.innerSteps() + 3) / 4,
                m.lowerStep(),
                m.penalisedStep(),
                m.outerStep(),
                m.coupling(),
                m.coldStart());
    }

    static FirstOrderPenalty withSteps(FirstOrderPenalty m, double factor) {
        return new FirstOrderPenalty(
                m.sigma(),
                m.batch(),
                m.innerSteps(),
                factor * m.lowerStep(),
                factor * m.penalisedStep(),
                m.outerStep(),
                m.coupling(),
                m.coldStart());
    }
}
