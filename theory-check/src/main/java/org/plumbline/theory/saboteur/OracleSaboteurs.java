package org.plumbline.theory.saboteur;

import java.util.List;
import java.util.function.BiFunction;
import org.plumbline.oracle.BoundedNoise;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.oracle.InjectedBias;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.BilevelProblem;

/** Broken oracles and ledgers. */
final class OracleSaboteurs {
    /** Of every entry of every gradient. */
    static final double BIAS = 0.3;

    private OracleSaboteurs() {}

    static List<Saboteur> all() {
        return List.of(
                new Saboteur(
                        "ledger-undercounts",
                        "Gradients of f are not charged to the ledger.",
                        List.of(
                                Traps.cost(tampered(Traps.quadratic(), TamperedGradients.UnchargedUpper::new)),
                                Traps.proof(tampered(Traps.quadratic(), TamperedGradients.UnchargedUpper::new)))),
                new Saboteur(
                        "batch-of-one",
                        "A batch of n samples is one sample.",
                        List.of(
                                Traps.variance(tampered(Traps.sine(), TamperedGradients.SingleSample::new)),
                                Traps.cost(tampered(Traps.quadratic(), TamperedGradients.SingleSample::new)),
                                Traps.proof(tampered(Traps.quadratic(), TamperedGradients.SingleSample::new)))),
                new Saboteur(
                        "batch-repeated",
                        "Every second batch is the one before it, where a fresh one is due.",
                        List.of(
                                Traps.variance(tampered(Traps.sine(), TamperedGradients.RepeatedBatch::new)),
                                Traps.proof(tampered(Traps.quadratic(), TamperedGradients.RepeatedBatch::new)))),
                new Saboteur(
                        "outer-difference-uncoupled",
                        "The batch that ĝ_φ at both chains should share gives fresh noise at the second: the coupled method's"
                                + " difference is not coupled.",
                        List.of(Traps.variance(tampered(Traps.sine(), TamperedGradients.ForgottenBatch::new)))),
                new Saboteur(
                        "bias-undeclared",
                        "Every entry of every gradient has a bias of " + BIAS
                                + ", and the oracle is presented as unbiased.",
                        List.of(
                                Traps.variance(tampered(
                                        Traps.sine(),
                                        (sound, ledger) -> new TamperedGradients.Shifted(sound, ledger, BIAS))),
                                Traps.oneStep(tampered(
                                        Traps.isotropic(),
                                        (sound, ledger) -> new TamperedGradients.Shifted(sound, ledger, BIAS))))),
                new Saboteur(
                        "noise-without-lambda",
                        "A test of coupling runs on noise that does not depend on λ: the coupled part cancels exactly.",
                        List.of(
                                Traps.variance(BrokenProblem.of(Traps.sine()).withNoise(OracleSaboteurs::additivePart)),
                                Traps.coupledRate(
                                        BrokenProblem.of(Traps.sine()).withNoise(OracleSaboteurs::additivePart)))),
                new Saboteur(
                        "variance-understated",
                        "Noise is twice as long as is declared.",
                        List.of(Traps.oneStep(
                                BrokenProblem.of(Traps.isotropic()).withNoise(OracleSaboteurs::twiceAsLong)))));
    }

    private static BilevelProblem tampered(
            BilevelProblem sound, BiFunction<Oracles, Ledger, FirstOrderOracle> exchange) {
        return BrokenProblem.of(sound).withOracles(oracles -> new TamperedOracles(oracles, exchange));
    }

    static NoiseModel additivePart(NoiseModel noise) {
        return noise instanceof GaussianNoise gaussian ? new GaussianNoise(gaussian.additive(), 0) : noise;
    }

    static NoiseModel twiceAsLong(NoiseModel noise) {
        if (noise instanceof InjectedBias biased) {
            return new InjectedBias(twiceAsLong(biased.noise()), biased.lambdaBias());
        }
        return noise instanceof BoundedNoise bounded ? new BoundedNoise(2 * bounded.radius()) : noise;
    }
}
