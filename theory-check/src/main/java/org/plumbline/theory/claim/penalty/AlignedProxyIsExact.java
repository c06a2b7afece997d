package org.plumbline.theory.claim.penalty;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.problem.chain.Chain;
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
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.assumption.PlInequality;
import org.plumbline.theory.judge.BoundCase;
import org.plumbline.theory.judge.BoundDecision;
import org.plumbline.theory.judge.BoundRule;

/**
 * PEN-2@aligned: where \(\nabla_\lambda f = 0\) on \(S(\varphi)\), \(\Phi_\sigma = \Phi\) exactly, if f is convex in λ, or if
 * \(\sigma \le \mu/L_f\).
 *
 * <p><b>Proof.</b> If f is convex, a point with \(\nabla_\lambda f = 0\) minimises it, so \(h_\sigma \ge f \ge \Phi\). Otherwise
 * let p be the point of \(S(\varphi)\) nearest to λ: \(f(\lambda) \ge f(p) - \tfrac{L_f}2\|\lambda-p\|^2\), as
 * \(\nabla_\lambda f(p) = 0\), and quadratic growth gives \(g - g^* \ge \tfrac\mu2\|\lambda-p\|^2\), so that
 * \(h_\sigma \ge \Phi + \tfrac12(\mu/\sigma - L_f)\|\lambda-p\|^2 \ge \Phi\). ∎
 *
 * <p>The condition on σ is not idle: at \(\varphi = (-3\alpha, \dots)\) the chain's upper loss is flat, and far from its least
 * value. A large σ lets λ go there.
 */
@AutoService(Audit.class)
public final class AlignedProxyIsExact implements Audit {
    @Override
    public String id() {
        return "PEN-2";
    }

    @Override
    public List<Claim> claims() {
        return List.of(new Row());
    }

    private record Row() implements Claim {
        private static final String ID = "PEN-2@aligned";
        /** The difference is 0 up to rounding, which the bound is. */
        private static final BoundRule RULE = BoundRule.standard();

        private static final double[] SIGMAS = {1.0 / 8, 1.0 / 64, 1.0 / 512};
        private static final Chain CHAIN = new Chain(5, 2, 0.05, 1);
        private static final String GAPS = "gaps";
        private static final String ROUNDING = "rounding";
        /** φ off the centre by a tenth of the box. */
        private static final double OFF = 0.1;

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    ID,
                    "Where ∇_λ f = 0 on S(φ), the penalty proxy equals the objective, if f is convex in λ or σ ≤ μ/L_f.",
                    "|Φ(φ) − Φ_σ(φ)| against 16 units in the last place of the values of f, and of those of g over σ",
                    Guarantee.TIGHT,
                    new Citation("Plumbline, docs/theory.md", "section 4", Provenance.DERIVED),
                    List.of(
                            "aligned centres of generated instances, with f convex; a chain at a flat stationary point that"
                                    + " is no minimum, with σ ≤ μ/L_f"),
                    "0 up to rounding, at every σ",
                    RULE.describe()
                            + " Cases: aligned centres of three families, a game, a regulator and the chain, at σ ="
                            + " 1/8, 1/64, 1/512.",
                    "the same instances a tenth of the box away from the aligned centre must be NOT_SUPPORTED, and so must"
                            + " the chain with a σ far above μ/L_f");
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return PlInequality.forAll(Problems.named("lqr-imitation/aligned"), SIGMAS[0]);
        }

        private static SeedTree seeds(Settings settings) {
            return settings.seeds("verdict").child(ID);
        }

        private static List<BilevelProblem> aligned(Settings settings) {
            List<BilevelProblem> problems = new ArrayList<>();
            for (String family : List.of("quadratic", "karimi", "sine-composite")) {
                long seed = seeds(settings).child(family).stream().nextLong() >>> 1;
                problems.add(Problems.parse(
                        "family: " + family
                                + "\ngenerate: {size: {lower: 4, upper: 2}, condition: 10, optimum: aligned,"
                                + " seed: " + seed + "}",
                        family + "/aligned"));
            }
            problems.add(Problems.named("pl-game/claims"));
            problems.add(Problems.named("lqr-imitation/aligned"));
            return problems;
        }

        private static String key(Settings settings, String what) {
            return "aligned|" + what + '|' + Arrays.toString(SIGMAS) + '|' + seeds(settings);
        }

        @Override
        public List<Cell> plan(Settings settings) {
            List<Cell> cells = new ArrayList<>();
            for (BilevelProblem problem : aligned(settings)) {
                double[] centre = problem.truth().knownOptimum().orElseThrow().phi();
                double[] off = centre.clone();
                off[0] += OFF * (problem.box().upper()[0] - problem.box().lower()[0]);
                cells.add(new Cell(key(settings, problem.id()), () -> gaps(problem, centre)));
                cells.add(new Cell(key(settings, problem.id() + " off"), () -> gaps(problem, off)));
            }
            cells.add(new Cell(key(settings, "chain"), () -> gaps(CHAIN.instance("chain"), flat())));
            cells.add(new Cell(key(settings, "chain off"), Row::unlimited));
            return cells;
        }

        /** All \(|\varphi_i| \ge 2\alpha\): f does not change nearby. */
        private static double[] flat() {
            double[] phi = new double[CHAIN.length()];
            Arrays.fill(phi, -3 * CHAIN.scale());
            return phi;
        }

        private static CellResult gaps(BilevelProblem problem, double[] phi) {
            ProxyGap gap = new ProxyGap(problem.truth(), phi);
            return result(
                    Arrays.stream(SIGMAS).map(sigma -> gap.at(sigma, sigma)).toArray(),
                    Arrays.stream(SIGMAS).map(gap::rounding).toArray());
        }

        private static CellResult result(double[] gaps, double[] rounding) {
            Map<String, double[]> values = new LinkedHashMap<>();
            values.put(GAPS, Arrays.stream(gaps).map(Math::abs).toArray());
            values.put(ROUNDING, rounding);
            return CellResult.of(values);
        }

        /** With a σ at which going to the minimum of f costs a hundredth of what it saves, \(h_\sigma\) there. */
        private static CellResult unlimited() {
            BilevelProblem chain = CHAIN.instance("chain");
            BilevelFunctions functions = chain.truth().functions();
            double[] phi = flat();
            double[] best = chain.truth().knownOptimum().orElseThrow().phi();
            double saved = functions.upper(phi, phi) - functions.upper(phi, best);
            double sigma = 100 * functions.lower(phi, best) / saved;
            double gap = saved - functions.lower(phi, best) / sigma;
            return result(new double[] {gap}, new double[] {new ProxyGap(chain.truth(), phi).rounding(SIGMAS[0])});
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            List<String> names = new ArrayList<>(
                    aligned(settings).stream().map(BilevelProblem::id).toList());
            names.add("chain");
            BoundDecision decision = RULE.decide(cases(settings, results, names, ""));
            List<Evidence.Control> controls = new ArrayList<>();
            for (String name : names) {
                BoundDecision off = RULE.decide(cases(settings, results, List.of(name), " off"));
                controls.add(new Evidence.Control(
                        name.equals("chain") ? "the chain with a σ far above μ/L_f" : name + " off its aligned centre",
                        off.verdict() == Verdict.NOT_SUPPORTED,
                        off.verdict() + ": " + off.reason()));
            }
            return new Evidence(
                    decision.verdict(),
                    decision.reason(),
                    new Evidence.Effect("largest |Φ − Φ_σ|", decision.worst().estimate(), Optional.empty()),
                    controls,
                    "deterministic: any difference above rounding shows, with probability 1",
                    "three generated instances under the branch 'verdict/" + ID + "' of master seed "
                            + settings.masterSeed() + ", three of the catalogue",
                    Map.of(),
                    List.of(),
                    List.of(table(settings, results, names)));
        }

        private static List<BoundCase> cases(Settings settings, Results results, List<String> names, String suffix) {
            List<BoundCase> cases = new ArrayList<>();
            for (String name : names) {
                CellResult result = results.get(key(settings, name + suffix));
                double[] gaps = result.series(GAPS);
                for (int k = 0; k < gaps.length; k++) {
                    cases.add(BoundCase.exact(name + suffix + ' ' + k, gaps[k], result.series(ROUNDING)[k]));
                }
            }
            return cases;
        }

        private static Table table(Settings settings, Results results, List<String> names) {
            List<List<Object>> rows = new ArrayList<>();
            for (String name : names) {
                CellResult at = results.get(key(settings, name));
                CellResult off = results.get(key(settings, name + " off"));
                for (int k = 0; k < SIGMAS.length; k++) {
                    double[] others = off.series(GAPS);
                    rows.add(List.of(
                            name,
                            SIGMAS[k],
                            at.series(GAPS)[k],
                            at.series(ROUNDING)[k],
                            others[Math.min(k, others.length - 1)]));
                }
            }
            return new Table(
                    "aligned",
                    "|Φ − Φ_σ| where ∇_λ f = 0 on S(φ); its control, off the centre (on the chain, at one large σ)",
                    List.of("instance", "σ", "|Φ − Φ_σ|", "rounding", "control"),
                    rows);
        }
    }
}
