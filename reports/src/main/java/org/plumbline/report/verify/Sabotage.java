package org.plumbline.report.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.plumbline.report.build.Judged;
import org.plumbline.report.model.SaboteurRow;
import org.plumbline.report.model.TrapRow;
import org.plumbline.theory.CellSink;
import org.plumbline.theory.Claim;
import org.plumbline.theory.Settings;
import org.plumbline.theory.TimeLimit;
import org.plumbline.theory.saboteur.Saboteur;
import org.plumbline.theory.saboteur.Trap;

/**
 * A catalogue of broken variants, planned and run like claims. A sound half of a trap has the cells of its claim, so that they
 * are run once for both; a trap that cannot be planned or judged is one that has not caught.
 */
public final class Sabotage {
    private final List<Saboteur> saboteurs;
    private final Plan plan;

    private Sabotage(List<Saboteur> saboteurs, Plan plan) {
        this.saboteurs = List.copyOf(saboteurs);
        this.plan = plan;
    }

    /**
     * Plans both halves of every trap.
     *
     * @param saboteurs the catalogue, possibly empty
     * @param settings profile and master seed
     * @return the plan
     */
    public static Sabotage of(List<Saboteur> saboteurs, Settings settings) {
        List<Claim> halves = new ArrayList<>();
        for (Saboteur saboteur : saboteurs) {
            for (Trap trap : saboteur.planted()) {
                halves.add(trap.sound());
                halves.add(trap.broken());
            }
        }
        return new Sabotage(saboteurs, Plan.of(halves, settings));
    }

    /**
     * Sound and broken halves by turns.
     *
     * @return two claims a trap
     */
    public Plan plan() {
        return plan;
    }

    /**
     * Runs all cells and compares the halves.
     *
     * @param threads at least 1; the result does not depend on it
     * @param limit of one cell; a trap with one that takes longer has not caught
     * @param sink asked before a cell runs, told after
     * @param progress told the number of finished cells, from any thread
     * @return the survivors, then the others, each in the order of the catalogue
     */
    public List<SaboteurRow> run(int threads, TimeLimit limit, CellSink sink, LongConsumer progress) {
        List<Judged> judged =
                Verification.run(plan, threads, limit, sink, progress).judge();
        List<SaboteurRow> rows = new ArrayList<>();
        int next = 0;
        for (Saboteur saboteur : saboteurs) {
            List<TrapRow> traps = new ArrayList<>();
            for (int i = 0; i < saboteur.traps().size(); i++, next += 2) {
                traps.add(row(judged.get(next), judged.get(next + 1)));
            }
            rows.add(new SaboteurRow(saboteur.id(), saboteur.description(), traps));
        }
        rows.sort(Comparator.comparing(row -> row.survived() ? 0 : 1));
        return rows;
    }

    private static TrapRow row(Judged sound, Judged broken) {
        return new TrapRow(
                sound.card().id(),
                sound.evidence().verdict(),
                broken.evidence().verdict(),
                Trap.ending(sound.evidence(), broken.evidence()),
                broken.evidence().reason());
    }

    /**
     * The plan for the record.
     *
     * @return names with those of the claims that are to notice
     */
    public List<Map<String, Object>> content() {
        List<Map<String, Object>> content = new ArrayList<>();
        for (Saboteur saboteur : saboteurs) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("id", saboteur.id());
            entry.put("description", saboteur.description());
            entry.put("claims", saboteur.traps().stream().map(Trap::claim).toList());
            content.add(entry);
        }
        return content;
    }
}
