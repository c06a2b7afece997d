package org.plumbline.report.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.plumbline.numeric.RefusedException;
import org.plumbline.theory.Claim;

/** Claims over another range, as {@code verify --epsilon} asks for it. */
final class Targets {
    private Targets() {}

    /** The chosen claims at the targets of a list, all of which must have targets. */
    static List<Claim> of(String epsilon, List<String> names, List<Claim> chosen) {
        List<Double> targets =
                Arrays.stream(NumberList.parse("--epsilon", epsilon)).boxed().toList();
        boolean falls = true;
        for (int i = 0; i < targets.size(); i++) {
            double before = i == 0 ? Math.nextUp(1.0) : targets.get(i - 1);
            falls &= targets.get(i) > 0 && targets.get(i) < before;
        }
        if (!falls) {
            throw new RefusedException("--epsilon (" + epsilon
                    + ") must fall from at most 1 and stay positive. Maybe use 0.125,0.0625,0.03125,0.015625.");
        }
        if (names.isEmpty()) {
            throw new RefusedException("--epsilon (" + epsilon
                    + ") must go with --claim, as most claims have no targets. Maybe add --claim RATE-1.");
        }
        List<Claim> moved = new ArrayList<>();
        for (Claim claim : chosen) {
            moved.add(claim.at(targets)
                    .orElseThrow(() -> new RefusedException("--epsilon (" + epsilon
                            + ") must go with claims about targets, and "
                            + claim.card().id() + " has none. Maybe choose RATE-1, RATE-2, RATE-3 or LEM-1.")));
        }
        return moved;
    }
}
