package org.plumbline.theory.claim.rate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.oracle.Ledger;
import org.plumbline.problem.KnownOptimum;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Results;
import org.plumbline.theory.Table;
import org.plumbline.theory.measure.NoiseMeter;

/** The noise of one sample at the known optimum: what the schedule's constants were chosen against. */
record NoiseTable(RateInstance instance, double epsilon, SeedTree branch) {
    private static final int REPETITIONS = 400;
    private static final int BATCH = 32;

    Cell cell() {
        return new Cell(key(), this::measure);
    }

    private String key() {
        return "noise|" + instance.problem().id() + '|' + instance.sampling() + '|' + epsilon + '|' + branch;
    }

    private CellResult measure() {
        Ledger ledger = new Ledger();
        double[] phi = instance.problem()
                .truth()
                .knownOptimum()
                .map(KnownOptimum::phi)
                .orElseGet(() -> instance.problem().start().phi());
        double[] lambda = instance.problem().truth().lowerSolution(phi);
        NoiseMeter meter = new NoiseMeter(instance.oracles().apply(epsilon).firstOrder(ledger), BATCH, REPETITIONS);
        Map<String, double[]> values = new LinkedHashMap<>();
        meter.at(phi, lambda, branch.child("noise").child(instance.problem().id()).stream())
                .forEach((name, deviation) -> values.put(name, new double[] {deviation}));
        return new CellResult(values, "calibration", ledger.counts(), "");
    }

    Table table(Results results) {
        CellResult result = results.get(key());
        List<List<Object>> rows = new ArrayList<>();
        result.values().forEach((name, value) -> rows.add(List.of(name, value[0])));
        return new Table(
                "noise",
                "Noise of one sample at the known optimum (√ of the trace of the covariance, from " + REPETITIONS
                        + " batches of " + BATCH + ")",
                List.of("gradient", "deviation"),
                rows);
    }
}
