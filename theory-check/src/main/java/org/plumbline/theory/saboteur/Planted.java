package org.plumbline.theory.saboteur;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Claim;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Finding;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;

/**
 * A claim whose cells have names of their own: the claim takes the broken variant for the sound one, and would find the sound
 * one's results under the same keys. Seeds are the claim's own, so that both see the same points and the same noise.
 *
 * @param saboteur whose name stands before every key
 * @param claim the claim with the broken variant inside
 */
record Planted(String saboteur, Claim claim) implements Claim {
    private String prefix() {
        return "saboteur|" + saboteur + '|' + claim.card().id() + '|';
    }

    private Cell renamed(Cell cell) {
        return new Cell(prefix() + cell.key(), cell.work());
    }

    @Override
    public ClaimCard card() {
        return claim.card();
    }

    @Override
    public List<Assumption> assumptions(Settings settings) {
        return claim.assumptions(settings).stream()
                .map(assumption -> (Assumption) new Presumed(assumption))
                .toList();
    }

    @Override
    public List<Cell> plan(Settings settings) {
        return claim.plan(settings).stream().map(this::renamed).toList();
    }

    @Override
    public Evidence judge(Settings settings, Results results) {
        String prefix = prefix();
        Map<String, CellResult> own = results.byKey().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .collect(Collectors.toMap(entry -> entry.getKey().substring(prefix.length()), Map.Entry::getValue));
        return claim.judge(settings, new Results(own));
    }

    /** An assumption whose cell is named like the others. */
    private final class Presumed implements Assumption {
        private final Assumption assumption;

        Presumed(Assumption assumption) {
            this.assumption = assumption;
        }

        @Override
        public String name() {
            return assumption.name();
        }

        @Override
        public String instance() {
            return assumption.instance();
        }

        @Override
        public Cell cell(Settings settings) {
            return renamed(assumption.cell(settings));
        }

        @Override
        public Finding judge(CellResult result) {
            return assumption.judge(result);
        }
    }
}
