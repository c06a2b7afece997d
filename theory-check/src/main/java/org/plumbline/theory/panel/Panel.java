package org.plumbline.theory.panel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Table;

/**
 * Many methods in one arena, under both modes.
 *
 * @param arena where
 * @param entrants who
 */
public record Panel(Arena arena, List<Entrant> entrants) {
    /** Copies the list. */
    public Panel {
        entrants = List.copyOf(entrants);
    }

    /** The contests of the methods that can run here. */
    private List<Contest> contests() {
        List<Contest> contests = new ArrayList<>();
        for (Entrant entrant : entrants) {
            if (Unmet.oracle(entrant.spec(), arena.oracles()).isEmpty()) {
                for (Mode mode : entrant.modes()) {
                    boolean curves = entrant.tuned() && mode == Mode.THEOREM;
                    contests.add(new Contest(entrant.spec(), arena, mode, entrant.effort(), curves));
                }
            }
        }
        return contests;
    }

    /**
     * One cell a method and mode.
     *
     * @param settings profile and seed
     * @return the plan
     */
    public List<Cell> cells(Settings settings) {
        return contests().stream().map(contest -> contest.cell(settings)).toList();
    }

    private List<Standing> standings(Settings settings, Results results, Mode mode) {
        return contests().stream()
                .filter(contest -> contest.mode() == mode)
                .map(contest -> new Standing(contest, results.get(contest.key(settings))))
                .toList();
    }

    /**
     * The slopes b of \(E \propto N^{-b}\) of one method under its theorem's schedule.
     *
     * @param name the method
     * @param settings profile and seed
     * @param results of the cells
     * @return one a seed, NaN where it did not finish at all targets that decide; empty for a method that is not here
     */
    public double[] slopes(String name, Settings settings, Results results) {
        return standings(settings, results, Mode.THEOREM).stream()
                .filter(standing -> standing.contest().spec().card().name().equals(name))
                .findFirst()
                .map(standing -> standing.slopesBySeed(Contest.Criterion.TAIL))
                .orElse(new double[0]);
    }

    /**
     * What each method drew, the search included.
     *
     * @param settings profile and seed
     * @param results of the cells
     * @return counts by method
     */
    public Map<String, OracleCounts> drawn(Settings settings, Results results) {
        Map<String, OracleCounts> drawn = new LinkedHashMap<>();
        for (Contest contest : contests()) {
            CellResult result = results.get(contest.key(settings));
            drawn.merge(result.method() + " in " + arena.name(), result.counts(), OracleCounts::plus);
        }
        return drawn;
    }

    /**
     * What the comparison says of a few methods, in both units.
     *
     * @param settings profile and seed
     * @param results of the cells
     * @param methods whom; those that are not here are left out
     * @return one row a method
     */
    public Table answer(Settings settings, Results results, List<String> methods) {
        return PanelTables.answer(standings(settings, results, Mode.THEOREM), methods);
    }

    /**
     * The tables.
     *
     * @param settings profile and seed
     * @param results of the cells
     * @return exponents of both modes, targets, constants, and who could not run
     */
    public List<Table> tables(Settings settings, Results results) {
        List<Standing> theorem = standings(settings, results, Mode.THEOREM);
        List<Standing> tuned = standings(settings, results, Mode.TUNED);
        List<Table> tables = new ArrayList<>();
        tables.add(PanelTables.exponents(arena, theorem, tuned));
        tables.add(PanelTables.reservations(arena, theorem, tuned));
        tables.add(PanelTables.targets(theorem));
        tables.add(PanelTables.iterates(theorem));
        tables.add(PanelTables.constants(theorem));
        SensitivityViews.table(theorem).ifPresent(tables::add);
        if (!tuned.isEmpty()) {
            tables.add(PanelTables.targets(tuned));
            tables.add(PanelTables.ratios(
                    tuned, settings.seeds("bootstrap").child("ratios").child(arena.name())));
        }
        absent().ifPresent(tables::add);
        return tables;
    }

    private Optional<Table> absent() {
        List<List<Object>> rows = new ArrayList<>();
        for (Entrant entrant : entrants) {
            Unmet.oracle(entrant.spec(), arena.oracles())
                    .ifPresent(reason -> rows.add(List.of(entrant.name(), "NOT_APPLICABLE", reason)));
        }
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Table(
                        "absent", "Methods that cannot run here", List.of("method", "status", "reason"), rows));
    }

    /**
     * The plots.
     *
     * @param settings profile and seed
     * @param results of the cells
     * @param chosen methods to draw; a chart of all would show none
     * @return samples against achieved error, data profiles and sensitivity curves
     */
    public List<Plot> plots(Settings settings, Results results, List<String> chosen) {
        List<Plot> plots = new ArrayList<>();
        plots.add(against(settings, results, chosen, Mode.THEOREM));
        if (entrants.stream().anyMatch(Entrant::tuned)) {
            plots.add(against(settings, results, chosen, Mode.TUNED));
            plots.add(DataProfile.plot(List.of(standings(settings, results, Mode.TUNED)), chosen));
            plots.addAll(SensitivityViews.plots(standings(settings, results, Mode.THEOREM), chosen));
        }
        return plots;
    }

    /**
     * The data profile over several panels.
     *
     * @param panels on different problems
     * @param settings profile and seed
     * @param results of all their cells
     * @param chosen methods to draw, those that were tuned on all of these problems
     * @return the share of solved combinations of problem, target and seed
     */
    public static Plot profile(List<Panel> panels, Settings settings, Results results, List<String> chosen) {
        return DataProfile.plot(
                panels.stream()
                        .map(panel -> panel.standings(settings, results, Mode.TUNED))
                        .filter(standings -> !standings.isEmpty())
                        .toList(),
                chosen);
    }

    private Plot against(Settings settings, Results results, List<String> chosen, Mode mode) {
        List<Plot.Series> series = new ArrayList<>();
        for (Standing standing : standings(settings, results, mode)) {
            if (chosen.contains(standing.contest().spec().card().name()) && standing.targets().length > 1) {
                series.add(series(standing));
            }
        }
        return new Plot(
                "samples-against-error-" + (mode == Mode.THEOREM ? "theorem" : "tuned"),
                "Samples against achieved error, " + mode.words(),
                new Plot.Axis("samples N, every kind", true),
                new Plot.Axis("achieved tail E‖∇Φ‖²", true),
                series);
    }

    private static Plot.Series series(Standing standing) {
        int length = standing.targets().length;
        double[] x = standing.samples();
        double[] y = new double[length];
        for (int i = 0; i < length; i++) {
            y[i] = standing.mean(Contest.Criterion.TAIL, i);
        }
        SampleExponent.sort(x, y);
        return Plot.Series.line(standing.contest().spec().card().name(), Plot.Style.MEASURED, x, y);
    }
}
