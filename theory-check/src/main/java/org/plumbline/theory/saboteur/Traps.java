package org.plumbline.theory.saboteur;

import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.theory.claim.Implementation;
import org.plumbline.theory.claim.ablation.InnerStepsAgainstStep;
import org.plumbline.theory.claim.ablation.OuterStepAgainstIterations;
import org.plumbline.theory.claim.ablation.SigmaAgainstBatch;
import org.plumbline.theory.claim.bias.OneStepRecursionHolds;
import org.plumbline.theory.claim.comparison.PenaltySelects;
import org.plumbline.theory.claim.comparison.RatesInMatchedUnits;
import org.plumbline.theory.claim.cost.AlgorithmOneIsHessianFree;
import org.plumbline.theory.claim.failure.ColdRunsStall;
import org.plumbline.theory.claim.gradient.ClosedFormGradientsAreRight;
import org.plumbline.theory.claim.penalty.PenaltyBiasIsLinearInSigma;
import org.plumbline.theory.claim.pl.LowerLevelsSatisfyPl;
import org.plumbline.theory.claim.proof.ProofHoldsAlongRuns;
import org.plumbline.theory.claim.rate.FewerSamplesSuffice;
import org.plumbline.theory.claim.variance.HypergradientVarianceScales;

/** Claims that take what is broken by their constructor, each beside itself with the sound one. */
final class Traps {
    private Traps() {}

    /** FAIL-1@runs: exponents in ε of where whole runs with exact gradients end. */
    static Trap runs(Implementation broken) {
        return new Trap(ColdRunsStall.runs(Implementation.SOUND), ColdRunsStall.runs(broken));
    }

    /** IMPL-1: what runs with exact gradients end at where the upper level selects; a run that diverges refutes it. */
    static Trap selection(Implementation broken) {
        return new Trap(PenaltySelects.selects(Implementation.SOUND), PenaltySelects.selects(broken));
    }

    /** RATE-4@identity: another implementation of the same method makes the same trace. */
    static Trap identity(Implementation broken) {
        return new Trap(RatesInMatchedUnits.identity(Implementation.SOUND), RatesInMatchedUnits.identity(broken));
    }

    /** LEM-1@quadratic: every step of the proof, premises included, along noisy runs under the theorem's schedule. */
    static Trap proof(Implementation broken) {
        return new Trap(
                ProofHoldsAlongRuns.onQuadratic(quadratic(), Implementation.SOUND),
                ProofHoldsAlongRuns.onQuadratic(quadratic(), broken));
    }

    /** LEM-1@quadratic on a broken problem. */
    static Trap proof(BilevelProblem broken) {
        return new Trap(
                ProofHoldsAlongRuns.onQuadratic(quadratic(), Implementation.SOUND),
                ProofHoldsAlongRuns.onQuadratic(broken, Implementation.SOUND));
    }

    /** COST-1@quadratic with a broken method. */
    static Trap cost(Implementation broken) {
        return new Trap(
                AlgorithmOneIsHessianFree.onQuadratic(quadratic(), Implementation.SOUND),
                AlgorithmOneIsHessianFree.onQuadratic(quadratic(), broken));
    }

    /** COST-1@quadratic on a broken problem. */
    static Trap cost(BilevelProblem broken) {
        return new Trap(
                AlgorithmOneIsHessianFree.onQuadratic(quadratic(), Implementation.SOUND),
                AlgorithmOneIsHessianFree.onQuadratic(broken, Implementation.SOUND));
    }

    /** ABL-1@sigma-batch: where the error has its valley over σ and n. */
    static Trap sigmaMap(Implementation broken) {
        return new Trap(SigmaAgainstBatch.by(Implementation.SOUND), SigmaAgainstBatch.by(broken));
    }

    /** ABL-1@inner: the least K over the inner step, from cold and from warm starts. */
    static Trap innerMap(Implementation broken) {
        return new Trap(InnerStepsAgainstStep.by(Implementation.SOUND), InnerStepsAgainstStep.by(broken));
    }

    /** ABL-1@outer: averages over η and T, up to the edge of stability. */
    static Trap outerMap(Implementation broken) {
        return new Trap(OuterStepAgainstIterations.by(Implementation.SOUND), OuterStepAgainstIterations.by(broken));
    }

    /** VAR-1@sine-composite: variances of the hypergradient estimate against n and σ. */
    static Trap variance(BilevelProblem broken) {
        return new Trap(HypergradientVarianceScales.onSine(sine()), HypergradientVarianceScales.onSine(broken));
    }

    /** RATE-3@coupled: fewer samples with the same batches in both chains. */
    static Trap coupledRate(BilevelProblem broken) {
        return new Trap(FewerSamplesSuffice.coupled(sine()), FewerSamplesSuffice.coupled(broken));
    }

    /** BIAS-1@quadratic: one inner step against a bound that it attains. */
    static Trap oneStep(BilevelProblem broken) {
        return new Trap(OneStepRecursionHolds.onQuadratic(isotropic()), OneStepRecursionHolds.onQuadratic(broken));
    }

    /** GRAD-1: closed forms against differences of values. */
    static Trap gradients(BilevelProblem sound, BilevelProblem broken) {
        return new Trap(ClosedFormGradientsAreRight.about(sound), ClosedFormGradientsAreRight.about(broken));
    }

    /** PEN-1: the order of the penalty's bias. */
    static Trap penaltyBias(BilevelProblem sound, BilevelProblem broken) {
        return new Trap(PenaltyBiasIsLinearInSigma.about(sound), PenaltyBiasIsLinearInSigma.about(broken));
    }

    /** PL-1@quadratic: the worst PL ratio that a search finds. */
    static Trap pl(BilevelProblem broken) {
        return new Trap(LowerLevelsSatisfyPl.onQuadratic(quadratic()), LowerLevelsSatisfyPl.onQuadratic(broken));
    }

    static BilevelProblem quadratic() {
        return Problems.named("quadratic/claims");
    }

    static BilevelProblem isotropic() {
        return Problems.named("quadratic/isotropic");
    }

    static BilevelProblem sine() {
        return Problems.named("sine-composite/claims");
    }
}
