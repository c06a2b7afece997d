package org.plumbline.report.bench;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import org.plumbline.theory.Settings;
import org.plumbline.theory.panel.Effort;

/**
 * A matrix of runs that is to be made.
 *
 * @param grounds the instances
 * @param contenders the methods
 * @param epsilons targets of methods that follow a schedule, the largest first
 * @param seeds runs of each row, at least 1
 * @param settings the master seed, and the profile that bounds searches
 * @param ends when a run ends: of a method's own number of iterations, and whether the command line may replace it
 * @param force whether methods run although their theorem says nothing about the problem
 * @param timed whether the points of runs have a time, which no two runs have in common
 */
public record Order(
        List<Ground> grounds,
        List<Contender> contenders,
        List<Double> epsilons,
        int seeds,
        Settings settings,
        BiFunction<OptionalLong, Boolean, Ending> ends,
        boolean force,
        boolean timed) {
    /** Copies the lists. */
    public Order {
        grounds = List.copyOf(grounds);
        contenders = List.copyOf(contenders);
        epsilons = List.copyOf(epsilons);
    }

    /**
     * What a search may spend, and a run of a method that was searched.
     *
     * @return that of the profile
     */
    public Effort effort() {
        return Effort.of(settings.profile());
    }
}
