package org.plumbline.theory.claim.bias;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.plumbline.random.SeedTree;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Audit;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Claim;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Guarantee;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Plot.Series;
import org.plumbline.theory.Plot.Style;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.judge.Conjunction;
import org.plumbline.theory.judge.SlopeDecision;
import org.plumbline.theory.judge.SlopeRule;

/**
 * BIAS-3, exact part: the bias that a finite horizon leaves in a policy gradient is \(\propto H^pr^H\), with p and r by case.
 */
@AutoService(Audit.class)
public final class HorizonBiasDecays implements Audit {
    @Override
    public String id() {
        return "BIAS-3";
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                new Row(
                        "BIAS-3@lqr-horizon",
                        "of a regulator's policy gradient is ∝ H^p r^H: r = γ max(1, ρ²), p = 0 where the loop is excited"
                                + " and ρ = ρ(A−BK) < 1; p = 1 for returns where ρ > 1, and with r = γρ² where W = s = 0;"
                                + " p = 0 always for an exact Q-function under truncated visitation",
                        new int[] {50, 100, 200, 400},
                        HorizonCases.regulator(),
                        HorizonCases.regulatorControls()),
                ofProcess(IntUnaryOperator.identity()));
    }

    /**
     * The claim on a finite process.
     *
     * @param made how many steps trajectories have, given how many were asked for
     * @return the claim
     */
    public static Claim ofProcess(IntUnaryOperator made) {
        return new Row(
                "BIAS-3@soft-mdp",
                "of a finite process's policy gradient is ∝ γ^H, without a factor H",
                new int[] {12, 24, 48, 96},
                HorizonCases.process().stream().map(law -> law.making(made)).toList(),
                HorizonCases.processControls());
    }

    private record Row(String id, String law, int[] horizons, List<DecayLaw> laws, List<DecayLaw> controls)
            implements Claim {
        private static final int MEMBERS = 12;
        private static final double MARGIN = 0.1;

        private SlopeRule rule(DecayLaw law) {
            return new SlopeRule(law.exponent(), MARGIN, 1 - 0.05 / laws.size(), 10);
        }

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    id,
                    "The bias that a horizon of H steps leaves " + law + ".",
                    "slope p of ln(‖bias‖/r^H) against ln H, norm units",
                    Guarantee.TIGHT,
                    new Citation("Plumbline, docs/theory.md", "section 10, truncation bias", Provenance.DERIVED),
                    List.of("exact expectations, no sampling", "real eigenvalues of the closed loop, apart in modulus"),
                    "p by case: "
                            + laws.stream()
                                    .map(each -> each.title() + " " + (int) each.exponent())
                                    .reduce((a, b) -> a + "; " + b)
                                    .orElseThrow(),
                    rule(laws.get(0)).describe() + " The same for each case, H = " + Arrays.toString(horizons) + ", "
                            + MEMBERS
                            + " random policies each. SUPPORTED iff all cases are and the smallest and largest p"
                            + " lie within the margin too; NOT_SUPPORTED iff one is (Bonferroni over the cases: below 5 % at"
                            + " the predicted p).",
                    "each of these must be NOT_SUPPORTED under the same rule: "
                            + controls.stream()
                                    .map(DecayLaw::title)
                                    .reduce((a, b) -> a + "; " + b)
                                    .orElseThrow());
        }

        /** None: the laws are those of the policies that are drawn, and nothing else is presumed of an instance. */
        @Override
        public List<Assumption> assumptions(Settings settings) {
            return List.of();
        }

        private SeedTree seeds(Settings settings) {
            return settings.seeds("verdict").child(id);
        }

        private String key(Settings settings, DecayLaw of) {
            return "horizon|" + id + '|' + of.title() + '|' + Arrays.toString(horizons) + '|' + MEMBERS + '|'
                    + seeds(settings);
        }

        @Override
        public List<Cell> plan(Settings settings) {
            List<Cell> cells = new ArrayList<>();
            for (List<DecayLaw> some : List.of(laws, controls)) {
                for (DecayLaw each : some) {
                    cells.add(new Cell(key(settings, each), () -> measure(each, seeds(settings))));
                }
            }
            return cells;
        }

        /** All cases see the same streams. */
        private CellResult measure(DecayLaw of, SeedTree seeds) {
            double[] exponents = new double[MEMBERS];
            double[] factors = new double[MEMBERS];
            double[] first = {};
            for (int i = 0; i < MEMBERS; i++) {
                DecayLaw.Member member = of.draw().apply(seeds.child("member", i).stream());
                double[] scaled = DecayLaw.scaled(member, horizons);
                exponents[i] = DecayLaw.exponent(scaled, horizons);
                factors[i] = member.factor();
                first = i == 0 ? scaled : first;
            }
            return CellResult.of(Map.of("exponents", exponents, "factors", factors, "first", first));
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            List<List<Object>> rows = new ArrayList<>();
            List<Verdict> verdicts = new ArrayList<>();
            StringBuilder reason = new StringBuilder();
            double farthest = 0;
            for (DecayLaw each : laws) {
                CellResult result = results.get(key(settings, each));
                SlopeDecision decision = rule(each).decide(result.series("exponents"));
                Verdict verdict = everywhere(each, decision);
                verdicts.add(verdict);
                farthest = Math.max(farthest, Math.abs(decision.slope() - each.exponent()));
                reason.append(each.title())
                        .append(": ")
                        .append(decision.reason())
                        .append(' ');
                rows.add(List.of(
                        each.title(),
                        result.value("factors"),
                        each.exponent(),
                        decision.slope(),
                        decision.smallest(),
                        decision.largest(),
                        verdict.toString()));
            }
            return new Evidence(
                    Conjunction.of(verdicts),
                    reason.toString().strip(),
                    new Evidence.Effect("largest deviation of a mean exponent", farthest, Optional.empty()),
                    controls.stream()
                            .map(each -> control(settings, results, each))
                            .toList(),
                    "the exponents are free of sampling noise: any deviation beyond the margin shows, with probability 1",
                    MEMBERS + " policies under the branch 'verdict/" + id + "' of master seed " + settings.masterSeed(),
                    Map.of(),
                    List.of(plot(settings, results)),
                    List.of(new Table(
                            "exponents",
                            "The exponent p of H beside r^H, over the policies",
                            List.of(
                                    "case",
                                    "r (first policy)",
                                    "predicted p",
                                    "mean p",
                                    "smallest",
                                    "largest",
                                    "verdict"),
                            rows)));
        }

        private static Verdict everywhere(DecayLaw law, SlopeDecision decision) {
            boolean within =
                    decision.smallest() >= law.exponent() - MARGIN && decision.largest() <= law.exponent() + MARGIN;
            return decision.verdict() == Verdict.SUPPORTED && !within ? Verdict.INCONCLUSIVE : decision.verdict();
        }

        private Evidence.Control control(Settings settings, Results results, DecayLaw each) {
            SlopeDecision decision =
                    rule(each).decide(results.get(key(settings, each)).series("exponents"));
            return new Evidence.Control(
                    each.title(),
                    decision.verdict() == Verdict.NOT_SUPPORTED,
                    decision.verdict() + ": " + decision.reason());
        }

        /** Divided by the value at the smallest horizon, so that cases of one law lie on one line. */
        private Plot plot(Settings settings, Results results) {
            double[] x = Arrays.stream(horizons).asDoubleStream().toArray();
            List<Series> series = new ArrayList<>();
            for (DecayLaw each : laws) {
                double[] scaled = results.get(key(settings, each)).series("first");
                series.add(Series.line(
                        each.title(),
                        Style.MEASURED,
                        x,
                        Arrays.stream(scaled).map(y -> y / scaled[0]).toArray()));
            }
            series.add(Series.line(
                    "predicted slope 1",
                    Style.PREDICTION,
                    x,
                    IntStream.range(0, x.length).mapToDouble(i -> x[i] / x[0]).toArray()));
            return new Plot(
                    "horizon",
                    "The bias over r^H, relative to the smallest horizon, for the first policy",
                    new Plot.Axis("H", true),
                    new Plot.Axis("‖bias‖ / r^H, relative", true),
                    series);
        }
    }
}
