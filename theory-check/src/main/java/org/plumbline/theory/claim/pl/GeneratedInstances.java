package org.plumbline.theory.claim.pl;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.measure.PlSearch;

/**
 * Random instances of a family, as a problem file asks for them, and their {@link ModulusProfile}s. Claims that name the same
 * instances share the cells.
 *
 * @param family its name
 * @param recipe what {@code generate} says beside the seed
 * @param effort of one search
 */
record GeneratedInstances(String family, String recipe, PlSearch.Effort effort) implements ModulusProfiles {
    static final GeneratedInstances SELECTING = new GeneratedInstances(
            "rank-deficient-quadratic",
            "size: {lower: 5, upper: 2, rank: 3}, condition: 10, structure: mixing",
            ModulusProfile.EFFORT);
    static final GeneratedInstances IGNORING = new GeneratedInstances(
            "rank-deficient-quadratic",
            "size: {lower: 5, upper: 2, rank: 3}, condition: 10, structure: ignores-kernel",
            ModulusProfile.EFFORT);

    /** The PL constant of g itself: the least squared singular value of M, by construction. */
    static final double SELECTED_MU = 1;

    @Override
    public String words() {
        return COUNT + " random instances";
    }

    SeedTree seeds(Settings settings, int index) {
        return settings.seeds("verdict")
                .child("PL-2")
                .child(family)
                .child(recipe)
                .child("instance", index);
    }

    BilevelProblem instance(Settings settings, int index) {
        long seed = seeds(settings, index).child("data").stream().nextLong() >>> 1;
        return Problems.parse(
                "family: " + family + "\ngenerate: {" + recipe + ", seed: " + seed + "}", family + ' ' + index);
    }

    private String key(Settings settings, int index) {
        return "modulus|" + family + '|' + recipe + '|' + effort + '|' + seeds(settings, index);
    }

    @Override
    public List<Cell> profiles(Settings settings) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            int index = i;
            cells.add(new Cell(
                    key(settings, i),
                    () -> new ModulusProfile(instance(settings, index), ModulusSlopes.SIGMAS, effort)
                            .measure(seeds(settings, index))));
        }
        return cells;
    }

    @Override
    public List<CellResult> measured(Settings settings, Results results) {
        return IntStream.range(0, COUNT)
                .mapToObj(i -> results.get(key(settings, i)))
                .toList();
    }
}
