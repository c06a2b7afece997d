package org.plumbline.theory.claim.pl;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.plumbline.problem.Problems;
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
import org.plumbline.theory.assumption.PlInequality;
import org.plumbline.theory.judge.BoundCase;
import org.plumbline.theory.judge.BoundDecision;
import org.plumbline.theory.judge.BoundRule;
import org.plumbline.theory.judge.Conjunction;
import org.plumbline.theory.judge.SlopeDecision;
import org.plumbline.theory.judge.SlopeRule;
import org.plumbline.theory.statistics.LogLogFit;
import org.plumbline.theory.statistics.Power;

/**
 * PL-2@selection: uniform PL excludes selection within \(S(\varphi)\). If \(g + \sigma f\) is PL with a modulus that does
 * not depend on σ, then \(f(\varphi,\cdot)\) is constant on \(S(\varphi)\).
 *
 * <p><b>Proof, with the constant.</b> Let \(m_\sigma = \min_\lambda(g + \sigma f)\) and \(\mu(\sigma)\) be the modulus. For
 * \(\lambda \in S(\varphi)\), \(\nabla_\lambda g = 0\), so \(\nabla_\lambda(g+\sigma f) = \sigma\nabla_\lambda f\), and PL
 * gives \(0 \le g^* + \sigma f(\lambda) - m_\sigma \le \sigma^2\|\nabla_\lambda f(\lambda)\|^2/(2\mu(\sigma))\). As
 * \(m_\sigma \le g^* + \sigma\Phi\), the middle is at least \(\sigma(f(\lambda)-\Phi)\); hence
 * \[ \mu(\sigma)\,\bigl(f(\lambda) - \Phi\bigr) \;\le\; \tfrac\sigma2\,\|\nabla_\lambda f(\lambda)\|^2
 *    \qquad\text{for every } \lambda \in S(\varphi). \]
 * If \(\mu(\sigma)\) stays above a positive constant, \(\sigma \to 0\) leaves \(f(\lambda) \le \Phi\): f is constant on
 * \(S(\varphi)\). If it is not, \(\mu(\sigma) = O(\sigma)\). ∎
 *
 * <p><b>What it costs.</b> Inner steps to a fixed accuracy are \(\Theta(1/\mu(\sigma)) = \Theta(1/\sigma)\), so a schedule
 * with \(\sigma = \Theta(\sqrt\epsilon)\) needs \(K = \Theta(\epsilon^{-1/2}\ln(1/\epsilon))\), and N gains
 * \(\epsilon^{-1/2}\).
 */
@AutoService(Audit.class)
public final class SelectionCostsTheModulus implements Audit {
    @Override
    public String id() {
        return "PL-2";
    }

    @Override
    public List<Claim> claims() {
        return List.of(new Row());
    }

    private record Row() implements Claim {
        private static final String ID = "PL-2@selection";
        private static final BoundRule BOUND = BoundRule.standard();
        private static final double[] SIGMAS = ModulusSlopes.fitted();
        private static final ModulusSlopes VANISHES = new ModulusSlopes(1);
        private static final ModulusSlopes STAYS = new ModulusSlopes(0);
        private static final SlopeRule GROWS = new SlopeRule(-1, ModulusSlopes.MARGIN, 0.95, 10);
        private static final SlopeRule FLAT = new SlopeRule(0, ModulusSlopes.MARGIN, 0.95, 10);

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    ID,
                    "Uniform PL excludes selection within S(φ): where f is not constant on S(φ), the modulus of g + σf is"
                            + " O(σ), and the inner steps to a fixed accuracy are Θ(1/σ); where f is constant there, neither"
                            + " depends on σ.",
                    "μ(σ) as declared and as searched, in units of the curvature of g; steps of gradient descent with τ ="
                            + " 1/L until the gap of g + σf is " + SelectingDescent.SHARE
                            + " of that at a random point of S(φ)",
                    Guarantee.TIGHT,
                    new Citation("Plumbline, docs/theory.md", "section 7", Provenance.DERIVED),
                    List.of("g = ½‖Mλ − Cφ‖² with M rank-deficient, in two variants: f strictly convex on ker M, f"
                            + " constant along ker M"),
                    "selecting: slope 1 of μ(σ), μ(σ)(f(λ) − Φ) ≤ ½σ‖∇_λ f(λ)‖² at λ ∈ S(φ), slope −1 of the steps; not"
                            + " selecting: slopes 0 and 0; never more steps than PL guarantees",
                    "On " + GeneratedInstances.COUNT + " random instances of each variant. Moduli over σ = 2⁻⁶ … 2⁻¹²: "
                            + VANISHES.rule().describe()
                            + " The same with 0 where f does not select. Steps over the same"
                            + " σ: the same rule with −1 and 0. In all, the smallest and largest slope must lie within the"
                            + " margin too. The inequality and the steps that PL guarantees: " + BOUND.describe()
                            + " SUPPORTED iff all parts are; NOT_SUPPORTED iff one is.",
                    "the modulus of g presented as that of g + σf must be NOT_SUPPORTED under the inequality; the variant"
                            + " that does not select, presented as selecting, must be NOT_SUPPORTED under the slopes of"
                            + " moduli and of steps");
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return List.of(
                    new PlInequality(Problems.named("rank-deficient-quadratic/claims"), 0),
                    new PlInequality(Problems.named("rank-deficient-quadratic/ignores-kernel"), 0));
        }

        private static String key(Settings settings, GeneratedInstances instances, int index) {
            return "selecting descent|" + instances.recipe() + '|' + Arrays.toString(SIGMAS) + '|'
                    + SelectingDescent.SHARE + '|' + instances.seeds(settings, index);
        }

        @Override
        public List<Cell> plan(Settings settings) {
            List<Cell> cells = new ArrayList<>();
            for (GeneratedInstances instances : List.of(GeneratedInstances.SELECTING, GeneratedInstances.IGNORING)) {
                cells.addAll(instances.profiles(settings));
                for (int i = 0; i < GeneratedInstances.COUNT; i++) {
                    int index = i;
                    cells.add(new Cell(
                            key(settings, instances, i),
                            () -> new SelectingDescent(instances.instance(settings, index), SIGMAS)
                                    .measure(instances.seeds(settings, index).child("descent").stream())));
                }
            }
            return cells;
        }

        /** What was measured of one variant. */
        private record Variant(List<CellResult> profiles, List<CellResult> descents) {
            static Variant of(GeneratedInstances instances, Settings settings, Results results) {
                return new Variant(
                        instances.measured(settings, results),
                        IntStream.range(0, GeneratedInstances.COUNT)
                                .mapToObj(i -> results.get(key(settings, instances, i)))
                                .toList());
            }

            double[] stepSlopes() {
                return descents.stream()
                        .mapToDouble(descent -> LogLogFit.of(SIGMAS, descent.series(SelectingDescent.STEPS))
                                .slope())
                        .toArray();
            }
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            Variant selecting = Variant.of(GeneratedInstances.SELECTING, settings, results);
            Variant ignoring = Variant.of(GeneratedInstances.IGNORING, settings, results);
            Optional<String> failure = Stream.concat(selecting.descents.stream(), ignoring.descents.stream())
                    .map(CellResult::failure)
                    .filter(why -> !why.isEmpty())
                    .findFirst();
            if (failure.isPresent()
                    || !ModulusSlopes.isMeasured(selecting.profiles)
                    || !ModulusSlopes.isMeasured(ignoring.profiles)) {
                return Evidence.notMeasured("Not all was measured: " + failure.orElse("a search found nothing") + ".");
            }
            return evidence(settings, selecting, ignoring);
        }

        private static Evidence evidence(Settings settings, Variant selecting, Variant ignoring) {
            List<Verdict> parts = new ArrayList<>();
            List<Evidence.Effect> others = new ArrayList<>();
            StringBuilder reason = new StringBuilder();
            for (String series : List.of(ModulusProfile.SEARCHED, ModulusProfile.DECLARED)) {
                SlopeDecision vanishes = VANISHES.decide(selecting.profiles, series);
                SlopeDecision stays = STAYS.decide(ignoring.profiles, series);
                parts.add(VANISHES.everywhere(vanishes));
                parts.add(STAYS.everywhere(stays));
                others.add(vanishes.effect("slope in σ of the modulus, " + series + ", where f selects"));
                others.add(stays.effect("slope in σ of the modulus, " + series + ", where f does not select"));
                reason.append("Modulus, ")
                        .append(series)
                        .append(", selecting: ")
                        .append(vanishes.reason());
                reason.append(" Not selecting: ").append(stays.reason()).append(' ');
            }
            SlopeDecision grows = GROWS.decide(selecting.stepSlopes());
            SlopeDecision flat = FLAT.decide(ignoring.stepSlopes());
            parts.add(ModulusSlopes.everywhere(grows, -1));
            parts.add(ModulusSlopes.everywhere(flat, 0));
            others.add(flat.effect("slope of the inner steps in σ where f does not select"));
            BoundDecision inequality = BOUND.decide(inequality(selecting, false));
            BoundDecision guaranteed = BOUND.decide(guaranteed(selecting, ignoring));
            parts.add(inequality.verdict());
            parts.add(guaranteed.verdict());
            reason.append("Steps, selecting: ").append(grows.reason());
            reason.append(String.format(
                    Locale.ROOT, " Over the instances from %.4f to %.4f.", grows.smallest(), grows.largest()));
            reason.append(" Not selecting: ").append(flat.reason());
            reason.append(String.format(
                    Locale.ROOT,
                    " With σ = Θ(√ε) that is N ∝ ε^(%.2f) up to logarithms, where the uniform class has ε⁻³.",
                    -3 + grows.slope() / 2));
            reason.append(" Inequality: ").append(inequality.reason());
            reason.append(" Guaranteed steps: ").append(guaranteed.reason());
            BoundDecision uniform = BOUND.decide(inequality(selecting, true));
            SlopeDecision otherModuli = VANISHES.decide(ignoring.profiles, ModulusProfile.SEARCHED);
            SlopeDecision otherSteps = GROWS.decide(ignoring.stepSlopes());
            return new Evidence(
                            Conjunction.of(parts),
                            reason.toString(),
                            grows.effect("slope of the inner steps in σ where f selects"),
                            List.of(
                                    control(
                                            "the modulus of g presented as that of g + σf",
                                            uniform.verdict(),
                                            uniform.reason()),
                                    control(
                                            "moduli where f does not select, presented as selecting",
                                            otherModuli.verdict(),
                                            otherModuli.reason()),
                                    control(
                                            "steps where f does not select, presented as selecting",
                                            otherSteps.verdict(),
                                            otherSteps.reason())),
                            "steps where f selects: " + GROWS.power(grows) + "; modulus as searched: "
                                    + VANISHES.rule()
                                            .power(VANISHES.decide(selecting.profiles, ModulusProfile.SEARCHED))
                                    + "; "
                                    + Power.atPoints(
                                            "a violation beyond rounding of the inequality or of the guaranteed steps"),
                            2 * GeneratedInstances.COUNT + " instances under the branch 'verdict/PL-2' of master seed "
                                    + settings.masterSeed(),
                            Map.of(),
                            List.of(
                                    new ModulusViews(selecting.profiles, ignoring.profiles).plot(),
                                    steps(selecting, ignoring)),
                            List.of(
                                    new ModulusViews(selecting.profiles, ignoring.profiles).table(),
                                    table(selecting, ignoring)))
                    .alsoMeasured(others);
        }

        private static Evidence.Control control(String description, Verdict verdict, String reason) {
            return new Evidence.Control(description, verdict == Verdict.NOT_SUPPORTED, verdict + ": " + reason);
        }

        /** At the start of every descent; {@code uniform} has that of g in place of μ(σ). */
        private static List<BoundCase> inequality(Variant selecting, boolean uniform) {
            List<BoundCase> cases = new ArrayList<>();
            for (int i = 0; i < selecting.descents.size(); i++) {
                double bound = selecting.descents.get(i).value(SelectingDescent.BOUND);
                double mu = GeneratedInstances.SELECTED_MU;
                double[] declared = selecting.profiles.get(i).series(ModulusProfile.DECLARED);
                for (int k = 0; k < declared.length && bound < Double.POSITIVE_INFINITY; k++) {
                    double sigma = ModulusSlopes.SIGMAS[k];
                    cases.add(BoundCase.exact(
                            "instance " + i + ", σ = " + sigma, uniform ? mu : declared[k], sigma * bound));
                }
            }
            return cases;
        }

        private static List<BoundCase> guaranteed(Variant... variants) {
            List<BoundCase> cases = new ArrayList<>();
            for (Variant variant : variants) {
                for (CellResult descent : variant.descents) {
                    for (int k = 0; k < SIGMAS.length; k++) {
                        cases.add(BoundCase.exact(
                                "descent " + cases.size() + ", σ = " + SIGMAS[k],
                                descent.series(SelectingDescent.STEPS)[k],
                                descent.series(SelectingDescent.GUARANTEED)[k]));
                    }
                }
            }
            return cases;
        }

        private static double mean(Variant variant, String series, int k) {
            return Math.exp(variant.descents.stream()
                    .mapToDouble(descent -> Math.log(descent.series(series)[k]))
                    .average()
                    .orElseThrow());
        }

        private static double[] means(Variant variant, String series) {
            return IntStream.range(0, SIGMAS.length)
                    .mapToDouble(k -> mean(variant, series, k))
                    .toArray();
        }

        private static Plot steps(Variant selecting, Variant ignoring) {
            double[] measured = means(selecting, SelectingDescent.STEPS);
            double[] line = Arrays.stream(SIGMAS)
                    .map(sigma -> measured[0] * SIGMAS[0] / sigma)
                    .toArray();
            return new Plot(
                    "inner-steps",
                    "Inner steps to a thousandth of the gap, geometric means over the instances",
                    new Plot.Axis("σ", true),
                    new Plot.Axis("steps of gradient descent on g + σf", true),
                    List.of(
                            Series.line("f selects within S(φ)", Style.MEASURED, SIGMAS, measured),
                            Series.line(
                                    "f is constant on S(φ)",
                                    Style.CONTROL,
                                    SIGMAS,
                                    means(ignoring, SelectingDescent.STEPS)),
                            Series.line("predicted slope −1", Style.PREDICTION, SIGMAS, line)));
        }

        private static Table table(Variant selecting, Variant ignoring) {
            List<List<Object>> rows = new ArrayList<>();
            for (int k = 0; k < SIGMAS.length; k++) {
                double steps = mean(selecting, SelectingDescent.STEPS, k);
                rows.add(List.of(
                        SIGMAS[k],
                        steps,
                        steps * SIGMAS[k],
                        mean(selecting, SelectingDescent.GUARANTEED, k),
                        mean(ignoring, SelectingDescent.STEPS, k),
                        mean(ignoring, SelectingDescent.GUARANTEED, k)));
            }
            return new Table(
                    "inner-steps",
                    "Inner steps K to a thousandth of the gap, and what PL guarantees (geometric means)",
                    List.of(
                            "σ",
                            "K, f selects",
                            "K·σ, f selects",
                            "guaranteed, f selects",
                            "K, f does not select",
                            "guaranteed, f does not select"),
                    rows);
        }
    }
}
