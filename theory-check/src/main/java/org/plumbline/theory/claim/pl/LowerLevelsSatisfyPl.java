package org.plumbline.theory.claim.pl;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.plumbline.oracle.Constant;
import org.plumbline.oracle.Constants;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.problem.lqr.LqrFamily;
import org.plumbline.problem.quadratic.QuadraticFamily;
import org.plumbline.problem.separable.SineCompositeFamily;
import org.plumbline.random.RandomStream;
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
import org.plumbline.theory.assumption.Domain;
import org.plumbline.theory.measure.PenalisedLevel;
import org.plumbline.theory.measure.PlSearch;
import org.plumbline.theory.statistics.Power;

/** PL-1: the declared PL constant is never violated, and where it is called exact it is attained. */
@AutoService(Audit.class)
public final class LowerLevelsSatisfyPl implements Audit {
    @Override
    public String id() {
        return "PL-1";
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                onQuadratic(Problems.named("quadratic/claims")),
                new Row(
                        "PL-1@sine-composite",
                        Problems.named("sine-composite/claims"),
                        PlSearch.Effort.CHEAP_RATIO,
                        8,
                        stream -> SineCompositeFamily.random("random", 4, 2, stream.uniform(0.2, 0.8), stream)),
                generated("karimi", PlSearch.Effort.CHEAP_RATIO, 8, "size: {lower: 4, upper: 2}, condition: 30"),
                generated(
                        "rank-deficient-quadratic",
                        PlSearch.Effort.CHEAP_RATIO,
                        8,
                        "size: {lower: 4, upper: 2, rank: 2}, condition: 20"),
                generated(
                        "pl-game",
                        PlSearch.Effort.CHEAP_RATIO,
                        8,
                        "size: {lower: 4, upper: 2, rank: 2}, condition: 20"),
                generated("soft-mdp", PlSearch.Effort.COSTLY_RATIO, 3, "size: {states: 3, actions: 2, upper: 2}"),
                new Row(
                        "PL-1@lqr-reward-design",
                        Problems.named("lqr-reward-design/claims"),
                        PlSearch.Effort.COSTLY_RATIO,
                        3,
                        stream -> LqrFamily.random("random", 2, 2, 2, 0.8, stream)),
                generated("lqr-imitation", PlSearch.Effort.COSTLY_RATIO, 3, "size: {states: 2, inputs: 2, upper: 2}"));
    }

    /**
     * The claim on the quadratic.
     *
     * @param problem the instance of the catalogue
     * @return the claim
     */
    public static Claim onQuadratic(BilevelProblem problem) {
        return new Row(
                "PL-1@quadratic",
                problem,
                PlSearch.Effort.CHEAP_RATIO,
                8,
                stream -> QuadraticFamily.random("random", 4, 2, 20, stream));
    }

    /** The instance of the catalogue, and random ones as a problem file asks for them. */
    private static Row generated(String family, PlSearch.Effort effort, int randomInstances, String recipe) {
        return new Row(
                "PL-1@" + family,
                Problems.named(family + "/claims"),
                effort,
                randomInstances,
                stream -> Problems.parse(
                        "family: " + family + "\ngenerate: {" + recipe + ", seed: " + (stream.nextLong() >>> 1) + "}",
                        "random"));
    }

    @Override
    public List<Claim> on(BilevelProblem problem) {
        return List.of(new Row("PL-1@" + problem.id(), problem, PlSearch.Effort.COSTLY_RATIO, 0, stream -> problem));
    }

    /** {@code random} draws further instances of the family. */
    private record Row(
            String id,
            BilevelProblem problem,
            PlSearch.Effort effort,
            int randomInstances,
            Function<RandomStream, BilevelProblem> random)
            implements Claim {
        /** Below 1 by what rounding does to a ratio whose gap is at least 1e-10. */
        private static final double VIOLATION = 1 - 1e-5;

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    id,
                    "The lower level satisfies the PL inequality with the declared constant μ.",
                    "worst ratio ½‖∇_λ g‖²/(g − g*) over μ, without units",
                    isExact() ? Guarantee.TIGHT : Guarantee.UPPER_BOUND,
                    new Citation(
                            "Karimi, Nutini, Schmidt, ECML 2016, arXiv 1608.04636",
                            "definition of the PL inequality",
                            Provenance.READ),
                    List.of("φ in the stated box, λ anywhere that the search goes"),
                    isExact()
                            ? "1 ≤ worst/μ ≤ the declared looseness (1.01 where μ is called exact)"
                            : "1 ≤ worst/μ; no tightness is declared",
                    "Deterministic given the seeds: " + effort.samples()
                            + " samples an instance, then Nelder–Mead from the "
                            + effort.starts() + " worst."
                            + " NOT_SUPPORTED iff on some instance worst/μ < " + VIOLATION
                            + ". SUPPORTED iff on none, and"
                            + " worst/μ is at most the declared looseness, so that a tiny μ cannot pass as exact."
                            + " INCONCLUSIVE otherwise: not finding an attaining point refutes nothing.",
                    "the double well labelled PL with the same μ must be NOT_SUPPORTED under the same rule"
                            + (isExact() ? ", so must the declared μ times 1.1; its half must not be SUPPORTED" : ""));
        }

        private boolean isExact() {
            return problem.constants()
                    .find(Constants.MU)
                    .map(mu -> !Double.isInfinite(mu.looseness()))
                    .orElse(false);
        }

        private List<BilevelProblem> instances(Settings settings) {
            List<BilevelProblem> instances = new ArrayList<>(List.of(problem));
            for (int i = 0; i < randomInstances; i++) {
                instances.add(random.apply(seeds(settings).child("instance", i).stream()));
            }
            return instances;
        }

        private SeedTree seeds(Settings settings) {
            return settings.seeds("verdict").child("PL-1").child(problem.id());
        }

        private String key(Settings settings, String name) {
            return "pl|" + name + '|' + seeds(settings);
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return List.of(new Domain(problem));
        }

        @Override
        public List<Cell> plan(Settings settings) {
            if (problem.constants().find(Constants.MU).isEmpty()) {
                return List.of();
            }
            List<Cell> cells = new ArrayList<>();
            List<BilevelProblem> instances = instances(settings);
            for (int i = 0; i < instances.size(); i++) {
                cells.add(cell(settings, "instance " + i, instances.get(i)));
            }
            cells.add(cell(settings, "double well", Problems.named("double-well/claims")));
            return cells;
        }

        private Cell cell(Settings settings, String name, BilevelProblem searched) {
            SeedTree search = seeds(settings).child("search").child(name);
            return new Cell(key(settings, name), () -> {
                PenalisedLevel level = PenalisedLevel.of(searched, 0, search.child("scale").stream());
                PlSearch.Worst worst = new PlSearch(level, effort).search(search.stream());
                return CellResult.of(Map.of(
                        "sampled", new double[] {worst.sampled()},
                        "worst", new double[] {worst.ratio()},
                        "witness", worst.point()));
            });
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            if (problem.constants().find(Constants.MU).isEmpty()) {
                return Evidence.notApplicable("The instance declares no μ, so there is nothing to check.");
            }
            List<BilevelProblem> instances = instances(settings);
            List<List<Object>> rows = new ArrayList<>();
            double smallest = Double.POSITIVE_INFINITY;
            double largest = 0;
            boolean loose = false;
            for (int i = 0; i < instances.size(); i++) {
                Constant mu = instances.get(i).constants().find(Constants.MU).orElseThrow();
                CellResult result = results.get(key(settings, "instance " + i));
                double relative = result.value("worst") / mu.value();
                smallest = Math.min(smallest, relative);
                largest = Math.max(largest, relative);
                loose |= relative > mu.looseness();
                rows.add(List.of(
                        i == 0 ? problem.id() : "random instance " + i,
                        mu.value(),
                        result.value("sampled") / mu.value(),
                        relative,
                        mu.looseness(),
                        Arrays.toString(result.series("witness"))));
            }
            return new Evidence(
                    smallest < VIOLATION ? Verdict.NOT_SUPPORTED : loose ? Verdict.INCONCLUSIVE : Verdict.SUPPORTED,
                    String.format(
                            Locale.ROOT,
                            "Worst ratio over μ between %.6f and %.6f on %d instances.",
                            smallest,
                            largest,
                            instances.size()),
                    new Evidence.Effect("worst/μ over all instances", smallest, Optional.empty()),
                    controls(results.get(key(settings, "double well")).value("worst"), smallest),
                    power(smallest),
                    "branch 'verdict/PL-1' of master seed " + settings.masterSeed(),
                    Map.of(),
                    List.of(),
                    List.of(new Table(
                            "ratios",
                            "Worst ratio found, relative to the declared μ, with its witness (φ, λ)",
                            List.of("instance", "μ", "sampled/μ", "worst/μ", "looseness", "witness"),
                            rows)));
        }

        private static String power(double smallest) {
            return Power.atPoints(String.format(Locale.ROOT, "a μ too large by a factor of %.6g", smallest / VIOLATION))
                    + "; a worse point that the search does not come to is not seen; where μ is called exact, one that is"
                    + " too small beyond its looseness does not pass, and elsewhere that cannot be told";
        }

        private List<Evidence.Control> controls(double doubleWell, double smallest) {
            Constant mu = problem.constants().find(Constants.MU).orElseThrow();
            List<Evidence.Control> controls = new ArrayList<>();
            controls.add(new Evidence.Control(
                    "double well labelled with this μ",
                    doubleWell / mu.value() < VIOLATION,
                    "worst/μ " + doubleWell / mu.value()));
            if (!Double.isInfinite(mu.looseness())) {
                controls.add(new Evidence.Control(
                        "μ declared 10 % too large", smallest / 1.1 < VIOLATION, "worst/μ " + smallest / 1.1));
                controls.add(new Evidence.Control(
                        "μ declared at half its value", smallest * 2 > mu.looseness(), "worst/μ " + smallest * 2));
            }
            return controls;
        }
    }
}
