package org.plumbline.theory.claim.pl;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.plumbline.problem.BilevelProblem;
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
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.assumption.Domain;
import org.plumbline.theory.assumption.PlInequality;
import org.plumbline.theory.claim.Presumed;
import org.plumbline.theory.judge.BoundCase;
import org.plumbline.theory.judge.BoundDecision;
import org.plumbline.theory.judge.BoundRule;
import org.plumbline.theory.judge.Conjunction;
import org.plumbline.theory.judge.SlopeDecision;
import org.plumbline.theory.statistics.Power;

/**
 * PL-2, families of the theorem's class: \(g + \sigma f\) is PL for every \(\sigma \ge 0\) of a grid, with a modulus
 * \(\mu(\sigma)\) that does not vanish as \(\sigma \to 0\). Each is of the class for a reason of its own: \(H + \sigma W\) is
 * positive definite; f ignores ker M; f moves the minimisers of the game and nothing else; \(g + \sigma f\) is again the cost
 * of a regulator, or the loss of a soft MDP.
 */
@AutoService(Audit.class)
public final class ModulusIsUniform implements Audit {
    /** Of an instance from outside: searches, and Hessians by differences. */
    private static final int LARGEST = 50;

    @Override
    public String id() {
        return "PL-2";
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                row("quadratic", "claims", "size: {lower: 4, upper: 2}, condition: 20", true),
                new Row(
                        "PL-2@rank-deficient-quadratic",
                        Problems.named("rank-deficient-quadratic/ignores-kernel"),
                        GeneratedInstances.IGNORING,
                        true),
                row("pl-game", "claims", "size: {lower: 4, upper: 2, rank: 2}, condition: 20", true),
                row("lqr-reward-design", "claims", "size: {states: 2, inputs: 2, upper: 2}", false),
                row("lqr-imitation", "claims", "size: {states: 2, inputs: 2, upper: 2}", false),
                row("soft-mdp", "claims", "size: {states: 3, actions: 2, upper: 2}", false));
    }

    /** The grid of σ begins at its largest. */
    @Override
    public List<Claim> onRequest(BilevelProblem problem) {
        return List.of(new Presumed(
                new Row("PL-2@" + problem.family(), problem, new SearchedInstance(problem), false),
                () -> Presumed.size(problem, LARGEST).or(() -> Presumed.modulus(problem, ModulusSlopes.SIGMAS[0]))));
    }

    private static Row row(String family, String name, String recipe, boolean exact) {
        return new Row(
                "PL-2@" + family,
                Problems.named(family + '/' + name),
                new GeneratedInstances(family, recipe, exact ? ModulusProfile.EFFORT : ModulusProfile.COSTLY),
                exact);
    }

    /** {@code exact}: the declared modulus is the true one, and the search meets it. */
    private record Row(String id, BilevelProblem problem, ModulusProfiles instances, boolean exact) implements Claim {
        /** Rounding of a ratio whose gap is at least 1e-10 of its scale. */
        private static final BoundRule BOUND = new BoundRule(0.01, 1e-5, 0.1, 0.8);

        private static final ModulusSlopes SLOPES = new ModulusSlopes(0);

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    id,
                    "g + σf is PL for every σ ≥ 0 of a grid, with a modulus that does not vanish with σ.",
                    "μ(σ), from below as declared and from above as the least ratio ½‖∇_λ(g+σf)‖²/(g+σf − min) that a search"
                            + " finds, in units of the curvature of g",
                    exact ? Guarantee.TIGHT : Guarantee.UPPER_BOUND,
                    new Citation("Plumbline, docs/theory.md", "sections 7 and 8", Provenance.DERIVED),
                    List.of("φ in the stated box, λ where the modulus is declared"),
                    "declared ≤ searched at every σ; slope 0 of ln μ(σ) against ln σ as σ → 0",
                    BOUND.describe() + " The cases are \"declared ≤ searched\" at σ = 4 … 2⁻¹² on "
                            + instances.words() + ". " + SLOPES.rule().describe()
                            + " It is applied to the searched and to the declared modulus, fitted over σ = 2⁻⁶ … 2⁻¹²; the"
                            + " smallest and largest slope must lie within the margin too. SUPPORTED iff all three are;"
                            + " NOT_SUPPORTED iff one is.",
                    "quadratics whose f selects within S(φ), presented as this family, must be NOT_SUPPORTED"
                            + (exact ? "; so must the declared modulus raised by a tenth" : ""));
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return List.of(new PlInequality(problem, 0), new Domain(problem));
        }

        @Override
        public List<Cell> plan(Settings settings) {
            List<Cell> cells = new ArrayList<>(instances.profiles(settings));
            cells.addAll(GeneratedInstances.SELECTING.profiles(settings));
            return cells;
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            List<CellResult> profiles = instances.measured(settings, results);
            List<CellResult> selecting = GeneratedInstances.SELECTING.measured(settings, results);
            if (!ModulusSlopes.isMeasured(profiles) || !ModulusSlopes.isMeasured(selecting)) {
                return Evidence.notMeasured("No positive ratio was found at some σ, or none is declared.");
            }
            BoundDecision bound = BOUND.decide(cases(profiles, 1));
            SlopeDecision searched = SLOPES.decide(profiles, ModulusProfile.SEARCHED);
            SlopeDecision declared = SLOPES.decide(profiles, ModulusProfile.DECLARED);
            SlopeDecision outside = SLOPES.decide(selecting, ModulusProfile.SEARCHED);
            List<Evidence.Control> controls = new ArrayList<>(List.of(new Evidence.Control(
                    "f selects within S(φ)",
                    outside.verdict() == Verdict.NOT_SUPPORTED,
                    outside.verdict() + ": " + outside.reason())));
            if (exact) {
                BoundDecision raised = BOUND.decide(cases(profiles, 1.1));
                controls.add(new Evidence.Control(
                        "declared modulus raised by a tenth",
                        raised.verdict() == Verdict.NOT_SUPPORTED,
                        raised.verdict() + ": " + raised.reason()));
            }
            ModulusViews views = new ModulusViews(profiles, selecting);
            return new Evidence(
                    Conjunction.of(List.of(bound.verdict(), SLOPES.everywhere(searched), SLOPES.everywhere(declared))),
                    "Bound: " + bound.reason() + " Searched: " + searched.reason() + " Declared: " + declared.reason(),
                    new Evidence.Effect(
                            "slope of ln μ(σ), as searched, against ln σ",
                            searched.slope(),
                            Optional.of(searched.interval())),
                    controls,
                    power(profiles, searched),
                    instances.words() + " under the branch 'verdict/PL-2' of master seed " + settings.masterSeed(),
                    Map.of(),
                    List.of(views.plot()),
                    List.of(views.table()));
        }

        private String power(List<CellResult> profiles, SlopeDecision searched) {
            double factor = cases(profiles, 1).stream()
                    .mapToDouble(each -> each.bound() / each.estimate())
                    .min()
                    .orElseThrow();
            return Power.atPoints(
                            String.format(Locale.ROOT, "a declared modulus too large by a factor of %.6g", factor))
                    + (exact ? "" : "; one that is too small cannot be told")
                    + ". Slope as searched: " + SLOPES.rule().power(searched);
        }

        private static List<BoundCase> cases(List<CellResult> profiles, double factor) {
            List<BoundCase> cases = new ArrayList<>();
            for (int i = 0; i < profiles.size(); i++) {
                double[] declared = profiles.get(i).series(ModulusProfile.DECLARED);
                double[] searched = profiles.get(i).series(ModulusProfile.SEARCHED);
                for (int k = 0; k < declared.length; k++) {
                    cases.add(BoundCase.exact(
                            "instance " + i + ", σ = " + ModulusSlopes.SIGMAS[k], factor * declared[k], searched[k]));
                }
            }
            return cases;
        }
    }
}
