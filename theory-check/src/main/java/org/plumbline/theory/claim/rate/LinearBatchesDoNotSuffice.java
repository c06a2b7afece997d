package org.plumbline.theory.claim.rate;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Audit;
import org.plumbline.theory.Cell;
import org.plumbline.theory.Claim;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Guarantee;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.claim.Paper;
import org.plumbline.theory.judge.RateData;
import org.plumbline.theory.judge.SlopeDecision;
import org.plumbline.theory.judge.SlopeRule;

/**
 * RATE-2, the part on n: with \(n \propto \epsilon^{-1}\) the variance term \(1/(\sigma^2 n)\) of the error budget does
 * not fall, so that the tail error stops: asymptotic slope 0.
 */
@AutoService(Audit.class)
public final class LinearBatchesDoNotSuffice implements Audit {
    @Override
    public String id() {
        return "RATE-2";
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                new Row("RATE-2@sine-composite", RateInstances.sine(), RateInstances.SINE_GRID),
                new Row("RATE-2@lqr-noisy-gradients", RateInstances.noisyLqr(), RateInstances.NOISY_LQR_GRID));
    }

    private record Row(String id, RateInstance instance, RateGrid grid) implements Claim {
        /** Half of ½, the next exponent in the list of predictions: closer to 0 than to anything else that is predicted. */
        private static final double MARGIN = 0.25;

        private static final SlopeRule RULE = new SlopeRule(0, MARGIN, 0.95, 10);

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    id,
                    "Batches n ∝ ε⁻¹ do not suffice for Algorithm 1 with independent batches: the tail error stops.",
                    "tail mean of ‖∇Φ(φ_t)‖² over T/2 ≤ t < T, squared units",
                    Guarantee.RATE,
                    Paper.at("batch size of the main theorem; the necessity is derived from the error budget"),
                    List.of("as RATE-1, σ = Θ(√ε)", "independent batches in the two chains"),
                    "slope 0 of ln E against ln ε over the last three halvings",
                    RULE.describe() + " Slopes are per seed. Targets and seeds: " + grid.describe() + ".",
                    "the theorem's n ∝ ε⁻² must be NOT_SUPPORTED under the same rule");
        }

        private RateStudy<RateInstance> study(Settings settings, boolean theorem) {
            RateInstance column =
                    theorem ? instance : instance.with(instance.schedule().withBatchExponent(1, grid.largest()));
            return new RateStudy<>(
                    column,
                    grid.epsilons(settings.profile()),
                    grid.seeds(settings.profile()),
                    settings.seeds("verdict"));
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return instance.assumptions(grid.epsilons(settings.profile()));
        }

        @Override
        public List<Cell> plan(Settings settings) {
            List<Cell> cells = new ArrayList<>(study(settings, false).cells());
            cells.addAll(study(settings, true).cells());
            return cells;
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            RateStudy<RateInstance> study = study(settings, false);
            RateData data = study.data(results, RateRun.TAIL);
            RateData theorem = study(settings, true).data(results, RateRun.TAIL);
            SlopeDecision decision = RULE.decide(RateReport.slopes(data));
            SlopeDecision control = RULE.decide(RateReport.slopes(theorem));
            List<Plot> plots = data.seeds() < 2
                    ? List.of()
                    : List.of(RateReport.errorAgainstTarget(
                            "n ∝ ε⁻¹", data, 0, decision.slope(), "negative control, n ∝ ε⁻²", theorem));
            return new Evidence(
                    data.failedSeeds() > 0 && decision.verdict() == Verdict.SUPPORTED
                            ? Verdict.INCONCLUSIVE
                            : decision.verdict(),
                    decision.reason() + " Failed seeds: " + data.failedSeeds() + ".",
                    new Evidence.Effect(
                            "tail slope of ln E against ln ε", decision.slope(), Optional.of(decision.interval())),
                    List.of(new Evidence.Control(
                            "n ∝ ε⁻²",
                            control.verdict() == Verdict.NOT_SUPPORTED,
                            control.verdict() + ": " + control.reason())),
                    "the interval's half-width is "
                            + Math.round(1000 * decision.interval().halfWidth()) / 1000.0
                            + ": a slope further than that beyond ±" + MARGIN + " is told apart",
                    grid.seeds(settings.profile()) + " seeds, the same as RATE-1's control, under the branch 'verdict'"
                            + " of master seed " + settings.masterSeed(),
                    Map.of(instance.method(grid.largest()).name() + " on " + id, study.drawn(results)),
                    plots,
                    data.seeds() == 0
                            ? List.of()
                            : List.of(
                                    RateReport.targets("targets", "n ∝ ε⁻¹, means over seeds", study, results, data)));
        }
    }
}
