package org.plumbline.theory.claim.proof;

import java.util.Arrays;
import java.util.List;
import org.plumbline.theory.Profile;

/**
 * The targets at which runs are watched: any will do, as the inequalities hold at every one.
 *
 * @param chosen those that somebody asked for in place of the claim's own, or none
 */
record Targets(List<Double> chosen) {
    static final Targets OWN = new Targets(List.of());

    private static final double[] QUICK = {1.0 / 8, 1.0 / 16, 1.0 / 32};
    private static final double[] FULL = {1.0 / 8, 1.0 / 16, 1.0 / 32, 1.0 / 64, 1.0 / 128};

    Targets {
        chosen = List.copyOf(chosen);
    }

    double[] of(Profile profile) {
        return chosen.isEmpty()
                ? (profile == Profile.QUICK ? QUICK : FULL).clone()
                : chosen.stream().mapToDouble(Double::doubleValue).toArray();
    }

    String words(Profile profile) {
        return Arrays.toString(of(profile));
    }
}
