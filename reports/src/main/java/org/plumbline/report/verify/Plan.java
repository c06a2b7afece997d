package org.plumbline.report.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.plumbline.report.build.RuleHash;
import org.plumbline.theory.Cell;
import org.plumbline.theory.Certified;
import org.plumbline.theory.Claim;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Settings;

/**
 * What will be run and by which rules it will be judged, on record before anything runs.
 *
 * @param settings profile and master seed
 * @param claims the claims, in order of name
 */
public record Plan(Settings settings, List<PlannedClaim> claims) {
    /** Copies the list, and lets claims that share a cell share the object: a sink may look at more than its key. */
    public Plan {
        Map<String, Cell> first = new HashMap<>();
        claims = claims.stream()
                .map(planned -> planned.with(planned.cells().stream()
                        .map(cell -> first.computeIfAbsent(cell.key(), key -> cell))
                        .toList()))
                .toList();
    }

    /**
     * Plans claims. A claim that cannot be planned stands in the plan with the reason.
     *
     * @param claims the claims
     * @param settings profile and master seed
     * @return the plan
     */
    public static Plan of(List<Claim> claims, Settings settings) {
        List<PlannedClaim> planned = new ArrayList<>();
        for (Claim claim : claims) {
            ClaimCard card = claim.card();
            try {
                planned.add(new PlannedClaim(claim, card, new Certified(claim).plan(settings), ""));
            } catch (RuntimeException | AssertionError | LinkageError e) {
                planned.add(new PlannedClaim(claim, card, List.of(), "the plan failed: " + Failure.message(e)));
            }
        }
        return new Plan(settings, planned);
    }

    /**
     * Two plans as one.
     *
     * @param first a plan
     * @param second another one with the same settings
     * @return the claims of both
     */
    public static Plan joined(Plan first, Plan second) {
        List<PlannedClaim> all = new ArrayList<>(first.claims);
        all.addAll(second.claims);
        return new Plan(first.settings, all);
    }

    /**
     * A part of the work, which does not suffice to judge.
     *
     * @param shard which part
     * @return the same claims with every n-th of the different cells
     */
    public Plan part(Shard shard) {
        Map<String, Boolean> chosen = new LinkedHashMap<>();
        for (Cell cell : cells()) {
            if (!chosen.containsKey(cell.key())) {
                chosen.put(cell.key(), shard.has(chosen.size()));
            }
        }
        return new Plan(
                settings,
                claims.stream()
                        .map(claim -> claim.with(claim.cells().stream()
                                .filter(cell -> chosen.get(cell.key()))
                                .toList()))
                        .toList());
    }

    /**
     * All cells.
     *
     * @return claim by claim; claims that share work share keys
     */
    public List<Cell> cells() {
        return claims.stream().flatMap(claim -> claim.cells().stream()).toList();
    }

    /**
     * What there is to run.
     *
     * @return of the cells with equal keys the first, in order
     */
    public List<Cell> distinct() {
        Map<String, Cell> byKey = new LinkedHashMap<>();
        cells().forEach(cell -> byKey.putIfAbsent(cell.key(), cell));
        return List.copyOf(byKey.values());
    }

    /**
     * What there is to run, longest first, so that no thread ends long before the others: the claims by the mean time of their
     * cells, and the cells of a claim in its own order.
     *
     * @param seconds of a claim by its name, 0 where it is not known
     * @return the same cells as {@link #distinct}
     */
    public List<Cell> longestFirst(ToDoubleFunction<String> seconds) {
        Map<String, Cell> byKey = new LinkedHashMap<>();
        claims.stream()
                .sorted(Comparator.comparingDouble((PlannedClaim planned) ->
                        -seconds.applyAsDouble(planned.card().id())
                                / Math.max(1, planned.cells().size())))
                .flatMap(planned -> planned.cells().stream())
                .forEach(cell -> byKey.putIfAbsent(cell.key(), cell));
        return List.copyOf(byKey.values());
    }

    /**
     * How much there is to run.
     *
     * @return the number of different cells
     */
    public long distinctCells() {
        return distinct().size();
    }

    /**
     * The plan for the record.
     *
     * @return maps and lists: the rules with their fingerprints, and the keys of all cells
     */
    public Map<String, Object> content() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("schemaVersion", 1);
        root.put("profile", settings.profile().label());
        root.put("masterSeed", settings.masterSeed());
        root.put("cells", distinctCells());
        root.put("claims", claims.stream().map(Plan::content).toList());
        return root;
    }

    private static Map<String, Object> content(PlannedClaim planned) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("id", planned.card().id());
        content.put("ruleHash", RuleHash.of(planned.card()));
        content.put("rule", planned.card().rule());
        content.put("failure", planned.failure().isEmpty() ? null : planned.failure());
        content.put("cells", planned.cells().stream().map(Cell::key).distinct().toList());
        return content;
    }
}
