package org.plumbline.theory.claim.pl;

import java.util.List;
import java.util.stream.IntStream;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;

/**
 * One instance, searched several times: what differs is where the searches begin.
 *
 * @param problem the instance
 */
record SearchedInstance(BilevelProblem problem) implements ModulusProfiles {
    @Override
    public String words() {
        return COUNT + " searches on " + problem.id();
    }

    private SeedTree seeds(Settings settings, int index) {
        return settings.seeds("verdict").child("PL-2").child(problem.id()).child("search", index);
    }

    private String key(Settings settings, int index) {
        return "modulus|" + problem.id() + '|' + seeds(settings, index);
    }

    @Override
    public List<Cell> profiles(Settings settings) {
        return IntStream.range(0, COUNT)
                .mapToObj(i -> new Cell(
                        key(settings, i),
                        () -> new ModulusProfile(problem, ModulusSlopes.SIGMAS, ModulusProfile.COSTLY)
                                .measure(seeds(settings, i))))
                .toList();
    }

    @Override
    public List<CellResult> measured(Settings settings, Results results) {
        return IntStream.range(0, COUNT)
                .mapToObj(i -> results.get(key(settings, i)))
                .toList();
    }
}
