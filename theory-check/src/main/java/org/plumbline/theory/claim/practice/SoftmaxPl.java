package org.plumbline.theory.claim.practice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.mdp.FiniteMdp;
import org.plumbline.problem.mdp.RewardModel;
import org.plumbline.problem.mdp.SoftMdpProblem;
import org.plumbline.random.SeedTree;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;
import org.plumbline.theory.Assumption;
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
import org.plumbline.theory.assumption.Domain;
import org.plumbline.theory.statistics.Power;

/**
 * PRAC-2 on tabular softmax policies, where PL holds with a constant that depends on the policy,
 * \(\mu(\lambda) = 2\tau\,\min\pi^2\,\min_s d(s)^2/d^*(s)\), d and d* being unnormalised occupancies. It is at least
 * \(C(\lambda)^2/2 = \tfrac\tau S\min\pi^2\,\min_s\nu(s)\,\min_s d(s)/d^*(s)\) of Mei et al., as \(d \ge \nu\). On most instances it is
 * loose by orders of magnitude; in one state with two equal actions the ratio over it tends to 1 at the optimum.
 */
record SoftmaxPl(SoftMdpProblem problem) implements Claim {
    /** Relative: gaps are known to six digits. */
    private static final double ROUNDING = 1e-5;

    @Override
    public ClaimCard card() {
        return new ClaimCard(
                "PRAC-2@soft-mdp",
                "Along policy gradient and around it, a tabular softmax policy satisfies PL with the constant that belongs to its"
                        + " least probability.",
                "½‖∇_λ g‖²/(g − g*) over μ(λ), at every step of exact gradient descent at several φ, at displacements, and at"
                        + " the least that a simplex search around finds",
                Guarantee.UPPER_BOUND,
                new Citation("Mei, Xiao, Szepesvári, Schuurmans, ICML 2020", "Lemma 15", Provenance.RECALLED),
                List.of("exact gradients; starts reach every state"),
                "at least 1 always; on " + problem.id()
                        + " loose by a factor that grows where an action is rare, with one state and two equal actions near 1",
                "NOT_SUPPORTED iff the ratio is below μ(λ), or below C(λ)²/2, by more than " + ROUNDING
                        + " of it, at some point of some run while the gap is above 1e-9 of the first and of |g*|, on either instance."
                        + " SUPPORTED iff it never is. Nothing but starts, φ and displacements is random: no false alarm.",
                "a constant that does not see how small a probability is, min π replaced by 1/A, on " + problem.id()
                        + ", and 1.1 μ(λ) and 2 μ(λ) where μ(λ) is tight, must be NOT_SUPPORTED under the same rule");
    }

    /** One state, two actions, no reward: \(\pi^*\) is uniform, and the ratio over μ(λ) tends to 1 there. */
    static SoftMdpProblem tight() {
        return new SoftMdpProblem(
                "soft-mdp, one state and two equal actions",
                new FiniteMdp(new double[][][] {{{1}, {1}}}, new double[] {1}, 0.5),
                1,
                new RewardModel(new double[1][2], new double[1][2][1]),
                new double[1][2],
                OuterTerms.centred(1, new double[1]));
    }

    @Override
    public List<Assumption> assumptions(Settings settings) {
        return List.of(new Domain(problem), new Domain(tight()));
    }

    private static int steps(Settings settings) {
        return settings.profile() == Profile.FULL ? 3000 : 300;
    }

    private static int runs(Settings settings) {
        return settings.profile() == Profile.FULL ? 50 : 10;
    }

    /** The first run is at the start of the instance, each of the others at a φ of its own. */
    private static List<SoftmaxPath> paths(Settings settings, SoftMdpProblem of) {
        SeedTree seeds =
                settings.seeds("verdict").child("PRAC-2").child("softmax").child(of.id());
        List<SoftmaxPath> paths = new ArrayList<>();
        for (int run = 0; run < runs(settings); run++) {
            SeedTree own = seeds.child("run", run);
            double[] phi = run == 0 ? of.start().phi() : of.box().sample(own.child("phi").stream());
            paths.add(new SoftmaxPath(of, phi, steps(settings), own));
        }
        return paths;
    }

    private static String key(SoftmaxPath path) {
        return "softmax-pl|" + path.problem().id() + "|steps=" + path.steps() + '|' + path.seeds();
    }

    @Override
    public List<Cell> plan(Settings settings) {
        List<Cell> cells = new ArrayList<>();
        for (SoftMdpProblem of : List.of(problem, tight())) {
            paths(settings, of).forEach(path -> cells.add(new Cell(key(path), path::run)));
        }
        return cells;
    }

    private static List<CellResult> results(Settings settings, Results results, SoftMdpProblem of) {
        return paths(settings, of).stream().map(path -> results.get(key(path))).toList();
    }

    @Override
    public Evidence judge(Settings settings, Results results) {
        List<CellResult> runs = results(settings, results, problem);
        List<CellResult> tight = results(settings, results, tight());
        double bound = worst(runs, "bound");
        double lemma = Math.min(worst(runs, "lemma"), worst(tight, "lemma"));
        double attained = worst(tight, "bound");
        double uniform = worst(runs, "uniform");
        boolean holds = !below(bound) && !below(lemma) && !below(attained);
        return new Evidence(
                holds ? Verdict.SUPPORTED : Verdict.NOT_SUPPORTED,
                String.format(
                        Locale.ROOT,
                        "The ratio is at least %.3g μ(λ) on %s, %.6g μ(λ) where that is tight, and %.3g C(λ)²/2, at every point of"
                                + " %d runs each.",
                        bound,
                        problem.id(),
                        attained,
                        lemma,
                        runs.size()),
                new Evidence.Effect("least ratio over μ(λ), where it is tight", attained, Optional.empty()),
                List.of(
                        control("1/A in place of min π", uniform),
                        control("1.1 μ(λ) where μ(λ) is tight", attained / 1.1),
                        control("2 μ(λ) where μ(λ) is tight", attained / 2)),
                Power.atPoints(String.format(
                        Locale.ROOT,
                        "a μ(λ) too large by a factor of %.6f where it is tight, and of %.2g on %s,",
                        attained / (1 - ROUNDING),
                        bound / (1 - ROUNDING),
                        problem.id())),
                "branch 'verdict/PRAC-2' of master seed " + settings.masterSeed(),
                Map.of(),
                SoftmaxViews.plots(runs),
                List.of(SoftmaxViews.table(problem.id(), runs, tight)));
    }

    private static boolean below(double quotient) {
        return quotient < 1 - ROUNDING;
    }

    private static Evidence.Control control(String what, double quotient) {
        return new Evidence.Control(what, below(quotient), "least ratio over the constant " + quotient);
    }

    /** The least ratio over a constant, over all points of all runs. */
    private static double worst(List<CellResult> runs, String constant) {
        return runs.stream()
                .flatMap(run -> SoftmaxPath.PLACES.stream().map(place -> quotients(run, place, constant)))
                .flatMapToDouble(Arrays::stream)
                .min()
                .orElseThrow();
    }

    static double[] quotients(CellResult run, String place, String constant) {
        double[] ratio = run.series(place + " ratio");
        double[] value = run.series(place + ' ' + constant);
        Arrays.setAll(ratio, i -> ratio[i] / value[i]);
        return ratio;
    }
}
