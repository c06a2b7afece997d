package org.plumbline.report.verify;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;

/**
 * How long cells took, by the clock, each on its own thread. For whoever waits for a run, and for nothing else: no verdict sees
 * a time, and cells that a store has already take none.
 */
final class CellTimes {
    private static final int SHOWN = 5;
    private static final int KEY = 80;

    private final LongSupplier clock;
    private final Map<String, Long> nanos = new ConcurrentHashMap<>();

    /** Times by a clock in nanoseconds. */
    CellTimes(LongSupplier clock) {
        this.clock = clock;
    }

    /** The work of a cell, and its time. */
    CellResult timed(String key, Supplier<CellResult> work) {
        long start = clock.getAsLong();
        try {
            return work.get();
        } finally {
            nanos.put(key, clock.getAsLong() - start);
        }
    }

    /** The five claims and the five cells that took longest, as facts of a run. */
    Map<String, String> facts(List<PlannedClaim> claims) {
        Map<String, String> facts = new LinkedHashMap<>();
        if (!nanos.isEmpty()) {
            facts.put("slowestClaims", text(byClaim(claims)));
            facts.put("slowestCells", text(nanos));
        }
        return facts;
    }

    /** Seconds by claim; a cell of several claims counts for each. */
    Map<String, Double> seconds(List<PlannedClaim> claims) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (PlannedClaim claim : claims) {
            double sum = claim.cells().stream()
                    .map(Cell::key)
                    .distinct()
                    .mapToLong(key -> nanos.getOrDefault(key, 0L))
                    .sum();
            seconds.put(claim.card().id(), sum * 1e-9);
        }
        return seconds;
    }

    /** A cell of several claims counts for the first. */
    private Map<String, Long> byClaim(List<PlannedClaim> claims) {
        Set<String> counted = new HashSet<>();
        Map<String, Long> sums = new LinkedHashMap<>();
        for (PlannedClaim claim : claims) {
            long sum = claim.cells().stream()
                    .map(Cell::key)
                    .filter(counted::add)
                    .mapToLong(key -> nanos.getOrDefault(key, 0L))
                    .sum();
            sums.put(claim.card().id(), sum);
        }
        return sums;
    }

    private static String text(Map<String, Long> times) {
        return times.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .limit(SHOWN)
                .map(time -> String.format(Locale.ROOT, "%.1f s %s", time.getValue() * 1e-9, shortened(time.getKey())))
                .collect(Collectors.joining("; "));
    }

    private static String shortened(String key) {
        return key.length() <= KEY ? key : key.substring(0, KEY) + "…";
    }
}
