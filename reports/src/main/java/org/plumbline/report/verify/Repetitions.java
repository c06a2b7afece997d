package org.plumbline.report.verify;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.ToIntFunction;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.report.build.Judged;
import org.plumbline.report.build.RuleHash;
import org.plumbline.report.model.FalseAlarms;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.CellSink;
import org.plumbline.theory.Claim;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Sweep;
import org.plumbline.theory.Verdict;

/**
 * Claims on many master seeds: how often does a rule decide wrongly? One claim on one seed is one cell, whose result is its
 * verdict, so that a store stays small and an interrupted run loses little. Seeds come one after the other, and claims of
 * a seed share their work, as in any run.
 *
 * <p>The seeds are those behind the given one, which is left out: it is the seed for which verdicts are recorded, and
 * a rule is not to be calibrated on the data that it decides about.
 */
public final class Repetitions {
    private static final String VERDICT = "verdict";
    private static final String SECONDS = "seconds";

    private final List<Claim> claims;
    private final Settings settings;
    private final ToIntFunction<String> seeds;
    private final RecentSinks shared;

    /**
     * Plans nothing yet: a claim that cannot be planned on a seed is INCONCLUSIVE there.
     *
     * @param claims the claims
     * @param settings profile, and the master seed behind which the others come
     * @param seeds on how many master seeds a claim is run, by its name
     * @param threads at least 1
     */
    public Repetitions(List<Claim> claims, Settings settings, ToIntFunction<String> seeds, int threads) {
        this.claims = List.copyOf(claims);
        this.settings = settings;
        this.seeds = seeds;
        this.shared = new RecentSinks(threads + 1);
    }

    private int seeds(Claim claim) {
        return seeds.applyAsInt(claim.card().id());
    }

    private Cell cell(Claim claim, int i) {
        Settings other = new Settings(settings.profile(), settings.masterSeed() + i);
        return new Cell(key(claim, i), () -> repeat(claim, other));
    }

    /** The rule says which targets there are, where somebody asked for others. */
    private String key(Claim claim, int i) {
        return "calibrate|" + claim.card().id() + '|' + RuleHash.of(claim.card()) + '|'
                + settings.profile().label() + '|' + (settings.masterSeed() + i);
    }

    private CellResult repeat(Claim claim, Settings other) {
        long start = System.nanoTime();
        Plan plan = Plan.of(List.of(claim), other);
        Judged judged = Verification.run(plan, 1, shared.of(other.masterSeed()), finished -> {})
                .judge()
                .get(0);
        return new CellResult(
                Map.of(VERDICT, new double[] {judged.evidence().verdict().ordinal()}, SECONDS, new double[] {
                    (System.nanoTime() - start) * 1e-9
                }),
                "",
                OracleCounts.NONE,
                "");
    }

    /**
     * Runs the repetitions of one shard.
     *
     * @param shard which of them
     * @param threads at least 1; verdicts do not depend on it
     * @param sink asked before a repetition runs, told after
     * @param progress told the number of finished ones, from any thread
     * @return their results
     */
    public Results run(Shard shard, int threads, CellSink sink, LongConsumer progress) {
        return Sweep.run(part(shard), threads, sink, progress);
    }

    /**
     * The repetitions of one shard, seed by seed: those of every n-th seed, as claims share what they compute on a seed.
     *
     * @param shard which of them
     * @return the cells
     */
    public List<Cell> part(Shard shard) {
        List<Cell> cells = new ArrayList<>();
        int most = claims.stream().mapToInt(this::seeds).max().orElse(0);
        for (int i = 1; i <= most; i++) {
            for (Claim claim : claims) {
                if (i <= seeds(claim) && shard.has(i - 1)) {
                    cells.add(cell(claim, i));
                }
            }
        }
        return cells;
    }

    /**
     * How each claim came out.
     *
     * @param results of all repetitions
     * @param since today's date
     * @return by name
     */
    public Map<String, FalseAlarms> count(Results results, String since) {
        Map<String, FalseAlarms> found = new LinkedHashMap<>();
        for (Claim claim : claims) {
            Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
            for (int i = 1; i <= seeds(claim); i++) {
                int ordinal = (int) results.get(key(claim, i)).value(VERDICT);
                verdicts.merge(Verdict.values()[ordinal], 1, Integer::sum);
            }
            found.put(claim.card().id(), new FalseAlarms(verdicts, RuleHash.of(claim.card()), since));
        }
        return found;
    }

    /**
     * What a claim costs on a seed, on the machine that ran it; work that it shares with others counts where it was done.
     *
     * @param results of all repetitions
     * @return mean seconds, by name
     */
    public Map<String, Double> seconds(Results results) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (Claim claim : claims) {
            double sum = 0;
            for (int i = 1; i <= seeds(claim); i++) {
                sum += results.get(key(claim, i)).value(SECONDS);
            }
            seconds.put(claim.card().id(), sum / seeds(claim));
        }
        return seconds;
    }
}
