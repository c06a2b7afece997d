package org.plumbline.theory.claim.practice;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.problem.Problems;
import org.plumbline.problem.SampledProblem;
import org.plumbline.random.SeedTree;
import org.plumbline.sampling.PathSharing;
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
import org.plumbline.theory.Profile;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.assumption.PlInequality;
import org.plumbline.theory.claim.practice.AgentRun.Setting;
import org.plumbline.theory.judge.Conjunction;

/**
 * PRAC-1: Algorithm 1 as stated beside its practical shortcuts, from trajectories, with at most as many of them. Where noise
 * divided by \(\sigma^2\) dominates the error, sharing batches removes it and K = 1 with larger batches lowers it, both at no
 * cost; a cold start with K = 1 and a constant \(\sigma\) leave errors that trajectories do not remove.
 */
@AutoService(Audit.class)
public final class ShortcutsOfPractice implements Audit {
    @Override
    public String id() {
        return "PRAC-1";
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                row(
                        "lqr-reward-design",
                        PathSharing.COMMON_NUMBERS,
                        15,
                        FirstOrderPenalty.exact(0.2, 80, 6, 0.12, 0.08),
                        60,
                        1,
                        10),
                row("soft-mdp", PathSharing.REWEIGHTED, 15, FirstOrderPenalty.exact(0.05, 60, 6, 1, 0.1), 40, 0.5, 16));
    }

    private static Row row(
            String name,
            PathSharing sharing,
            int horizon,
            FirstOrderPenalty exact,
            int iterations,
            double constantSigma,
            int quickSeeds) {
        SampledProblem agent = (SampledProblem) Problems.named(name + "/claims");
        return new Row(
                "PRAC-1@" + name, new Setting(agent, horizon, sharing, exact, iterations), constantSigma, quickSeeds);
    }

    /**
     * One instance.
     *
     * @param id of the claim
     * @param exact the setting of the exact form
     * @param constantSigma σ of the form in which it is constant
     * @param quickSeeds seeds of each form in the quick profile; the full one has 40
     */
    private record Row(String id, Setting exact, double constantSigma, int quickSeeds) implements Claim {
        private int seeds(Profile profile) {
            return profile == Profile.FULL ? 40 : quickSeeds;
        }

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    id,
                    "From no more trajectories than Algorithm 1 as stated, and where its noise dominates: coupled batches, one"
                            + " batch an iteration, and K = 1 with larger batches end at a lower ‖∇Φ‖²; a cold start with"
                            + " K = 1 loses what the warm start gains, and a constant σ stops above coupled batches.",
                    "tail mean of ‖∇Φ(φ_t)‖², T/2 ≤ t < T, squared units; ratios of geometric means over seeds, which are different ones for every form",
                    Guarantee.SEPARATION,
                    new Citation("Plumbline, docs/theory.md", "section \"Shortcuts\"", Provenance.DERIVED),
                    List.of(
                            "exact form: " + exact.describe() + "; LSTD-Q with all features",
                            "K = 1: n(K + 1)/2 samples a batch; constant σ = " + constantSigma
                                    + "; what a batch has in common at several policies: " + exact.sharing(),
                            "φ not projected; the region of the PL constant is not certified along the run"),
                    Ordering.PREDICTIONS.stream()
                            .map(predicted -> predicted.ordering().toString())
                            .reduce((x, y) -> x + "; " + y)
                            .orElseThrow(),
                    String.format(
                            Locale.ROOT,
                            "one-sided tests (Welch) of the mean logarithms of the %d ratios, %d seeds (quick) or 40 (full)."
                                    + " SUPPORTED iff every ratio lies on its predicted side at level %.2f each (false"
                                    + " alarm at most that, as all must); NOT_SUPPORTED iff one lies on the other side at"
                                    + " level %.2f/%d (Bonferroni: false alarm at most %.2f); INCONCLUSIVE otherwise, and"
                                    + " where a run diverges that is compared.",
                            Ordering.PREDICTIONS.size(),
                            quickSeeds,
                            Ordering.LEVEL,
                            Ordering.LEVEL,
                            Ordering.PREDICTIONS.size(),
                            Ordering.LEVEL),
                    "each ratio with a form in the place of another must be NOT_SUPPORTED by the same rule, as one ratio by itself: "
                            + Ordering.PREDICTIONS.stream()
                                    .map(predicted -> predicted.broken().toString())
                                    .distinct()
                                    .reduce((x, y) -> x + "; " + y)
                                    .orElseThrow());
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return List.of(new PlInequality(exact.problem(), 0));
        }

        private List<AgentRun> runs(Settings settings, Shortcut form) {
            SeedTree seeds = settings.seeds("verdict")
                    .child("PRAC-1")
                    .child(exact.problem().id())
                    .child(form.name());
            Setting setting = new Setting(
                    exact.problem(),
                    exact.horizon(),
                    exact.sharing(),
                    form.of(exact.method(), constantSigma),
                    exact.iterations());
            List<AgentRun> runs = new ArrayList<>();
            for (int i = 0; i < seeds(settings.profile()); i++) {
                runs.add(new AgentRun(setting, true, seeds.child("run", i)));
            }
            return runs;
        }

        @Override
        public List<Cell> plan(Settings settings) {
            return Arrays.stream(Shortcut.values())
                    .flatMap(form -> runs(settings, form).stream())
                    .map(run -> new Cell(run.key(), run::run))
                    .toList();
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            Map<Shortcut, List<CellResult>> runs = new EnumMap<>(Shortcut.class);
            Map<Shortcut, double[]> errors = new EnumMap<>(Shortcut.class);
            Map<String, OracleCounts> drawn = new TreeMap<>();
            for (Shortcut form : Shortcut.values()) {
                List<CellResult> all = runs(settings, form).stream()
                        .map(run -> results.get(run.key()))
                        .toList();
                runs.put(form, all);
                all.forEach(run -> drawn.merge(form.words(), run.counts(), OracleCounts::plus));
                if (all.stream().allMatch(run -> run.failure().isEmpty())) {
                    errors.put(
                            form,
                            all.stream()
                                    .mapToDouble(run -> run.value(AgentRun.TAIL))
                                    .toArray());
                }
            }
            Optional<Shortcut> missing = Ordering.PREDICTIONS.stream()
                    .flatMap(predicted -> Stream.of(predicted.ordering(), predicted.broken()))
                    .flatMap(ordering -> Stream.of(ordering.of(), ordering.to()))
                    .filter(form -> !errors.containsKey(form))
                    .findFirst();
            if (missing.isPresent()) {
                return Evidence.notMeasured("a run diverged (" + missing.get().words() + ")")
                        .with(ShortcutViews.table(exact, constantSigma, runs));
            }
            return decided(settings, runs, errors, drawn);
        }

        private Evidence decided(
                Settings settings,
                Map<Shortcut, List<CellResult>> runs,
                Map<Shortcut, double[]> errors,
                Map<String, OracleCounts> drawn) {
            List<Ordering.Tested> tests = Ordering.PREDICTIONS.stream()
                    .map(predicted -> predicted.ordering().test(errors))
                    .toList();
            Ordering.Tested coupled = tests.get(0);
            return new Evidence(
                            Ordering.decide(tests),
                            tests.stream()
                                    .map(Ordering.Tested::describe)
                                    .reduce((x, y) -> x + "; " + y)
                                    .orElseThrow(),
                            coupled.effect("mean of ln(E_coupled/E_exact)"),
                            Ordering.PREDICTIONS.stream()
                                    .map(Ordering.Prediction::broken)
                                    .distinct()
                                    .map(broken -> broken.test(errors))
                                    .map(test -> new Evidence.Control(
                                            test.ordering().toString(),
                                            Ordering.decide(List.of(test)) == Verdict.NOT_SUPPORTED,
                                            test.describe()))
                                    .toList(),
                            String.format(
                                    Locale.ROOT,
                                    "a factor of %.2f beyond the stated one would have been found in the widest of the ratios with"
                                            + " a chance of a half",
                                    Math.exp(tests.stream()
                                            .mapToDouble(test -> test.logarithm()
                                                    .interval(1 - 2 * Ordering.LEVEL)
                                                    .halfWidth())
                                            .max()
                                            .orElseThrow())),
                            seeds(settings.profile())
                                    + " seeds for each form, in branches of their own under 'verdict/PRAC-1' of"
                                    + " master seed " + settings.masterSeed(),
                            drawn,
                            List.of(ShortcutViews.plot(runs)),
                            List.of(ShortcutViews.table(exact, constantSigma, runs)))
                    .refutedAt(Conjunction.pValue(
                            tests.stream().map(Ordering.Tested::pAgainst).toList()))
                    .alsoMeasured(
                            tests.stream().skip(1).map(Ordering.Tested::effect).toList());
        }
    }
}
