package org.plumbline.theory.saboteur;

import java.util.List;
import org.plumbline.theory.claim.Implementation;

/** Broken implementations of Algorithm 1. */
final class PenaltySaboteurs {
    private PenaltySaboteurs() {}

    static List<Saboteur> all() {
        return List.of(
                diverging(
                        "lower-chain-dropped",
                        "The outer direction lacks ĝ_φ(λ^K): the λ-chain is dropped.",
                        PenaltyDefect.LOWER_CHAIN_DROPPED),
                ending(
                        "sigma-not-divided",
                        "The difference of gradients is not divided by σ.",
                        PenaltyDefect.SIGMA_NOT_DIVIDED),
                diverging(
                        "sign-reversed",
                        "The difference of gradients has the other sign.",
                        PenaltyDefect.SIGN_REVERSED),
                diverging(
                        "chains-swapped",
                        "The outer step takes each chain for the other.",
                        PenaltyDefect.CHAINS_SWAPPED),
                ending(
                        "penalty-detached",
                        "The penalty term has no gradient path to φ: the outer direction is f̂_φ alone.",
                        PenaltyDefect.PENALTY_DETACHED),
                ending(
                        "penalty-not-descended",
                        "The second chain descends g in place of g + σf.",
                        PenaltyDefect.UPPER_FORGOTTEN),
                ending("penalty-doubled", "The second chain descends g + 2σf.", PenaltyDefect.PENALTY_DOUBLED),
                ending(
                        "chains-started-apart",
                        "The chains start " + BrokenStepper.APART + " apart in every entry.",
                        PenaltyDefect.STARTED_APART),
                ending(
                        "chain-steps-unequal",
                        "The second chain has half the step of the first.",
                        PenaltyDefect.PENALISED_STEP_HALVED),
                new Saboteur(
                        "batch-reused",
                        "One batch serves all gradients of an outer iteration, where each is due a fresh one.",
                        List.of(
                                Traps.proof(with(PenaltyDefect.BATCH_REUSED)),
                                Traps.identity(with(PenaltyDefect.BATCH_REUSED)))),
                new Saboteur(
                        "phi-stale",
                        "Both chains descend at the φ of the iteration before.",
                        List.of(
                                Traps.proof(with(PenaltyDefect.PHI_STALE)),
                                Traps.identity(with(PenaltyDefect.PHI_STALE)),
                                Traps.outerMap(with(PenaltyDefect.PHI_STALE)))),
                new Saboteur(
                        "hidden-hessian-product",
                        "Every outer step estimates a product with the Hessian from a displaced gradient.",
                        List.of(
                                Traps.cost(with(PenaltyDefect.HIDDEN_PRODUCT)),
                                Traps.proof(with(PenaltyDefect.HIDDEN_PRODUCT)))),
                new Saboteur(
                        "ground-truth-leaks",
                        "Before every outer step the chains' ends are read off the ground truth, while the ledger is charged as"
                                + " ever: an accuracy that its inner steps cannot buy. The bound is FAIL-1's: K = 2 steps from a"
                                + " cold start leave an error that does not fall with ε (exponent 0 ± 0.1), and with the true"
                                + " ends it falls like σ², which is ε.",
                        List.of(
                                Traps.runs(method ->
                                        new LeakingPenalty(method, Traps.sine().truth())),
                                Traps.proof(method -> new LeakingPenalty(
                                        method, Traps.quadratic().truth())))));
    }

    static Implementation with(PenaltyDefect defect) {
        return method -> new BrokenPenalty(method, defect);
    }

    /** Runs come to rest at a point that is not stationary, or nowhere. */
    private static Saboteur ending(String id, String description, PenaltyDefect defect) {
        return new Saboteur(
                id,
                description,
                List.of(Traps.runs(with(defect)), Traps.proof(with(defect)), Traps.identity(with(defect))));
    }

    /** Runs go to infinity, which refutes FAIL-1; and IMPL-1, which takes such a run for one that does not fall. */
    private static Saboteur diverging(String id, String description, PenaltyDefect defect) {
        return new Saboteur(
                id,
                description,
                List.of(
                        Traps.runs(with(defect)),
                        Traps.selection(with(defect)),
                        Traps.proof(with(defect)),
                        Traps.identity(with(defect))));
    }
}
