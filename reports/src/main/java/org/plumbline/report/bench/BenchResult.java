package org.plumbline.report.bench;

import java.util.List;

/**
 * What a matrix of runs found.
 *
 * @param order what was asked
 * @param searches one for each method that was named without constants, on each instance that it covers
 * @param rows by instance, method and target
 * @param exponents one for each method with a schedule on each instance on which it ran
 */
public record BenchResult(Order order, List<BenchSearch> searches, List<BenchRow> rows, List<BenchExponent> exponents) {
    /** Copies the lists. */
    public BenchResult {
        searches = List.copyOf(searches);
        rows = List.copyOf(rows);
        exponents = List.copyOf(exponents);
    }
}
