package org.plumbline.report.gate;

import java.util.List;
import java.util.Map;
import org.plumbline.oracle.Draw;
import org.plumbline.report.gate.GateRecord.Point;

/** A case that runs in a moment, and made-up records of it. */
final class GateSamples {
    static final String CASE = """
            schemaVersion: 1
            cases:
              mine:
                problem: quadratic/claims
                method: {algorithm: algorithm-1, cSigma: 0.5, cN: 1, cK: 2, cT: 5, lowerStep: 0.09, outerStep: 0.1}
                noise: [1, 0.5]
                epsilons: [0.5, 0.25, 0.125]
                seeds: 5
            """;

    static final double[] SAMPLES = {1000, 1200, 900, 1100, 1000};
    static final double[] SLOPES = {0.30, 0.35, 0.40, 0.33, 0.37};

    private GateSamples() {}

    static GateCase planned() {
        return GateFile.parse(CASE, "case.yaml").entries().get("mine").planned();
    }

    static List<Point> trace() {
        return List.of(new Point(0, new double[] {1, 2, 3}), new Point(1, new double[] {1, 1.5, 2}));
    }

    static GateRecord record() {
        return new GateRecord(
                "2026-01-01",
                "here",
                trace(),
                "0123abcd",
                Map.of(Draw.LOWER_GRADIENT, 4.0, Draw.UPPER_GRADIENT, 2.5),
                new double[][] {SAMPLES, SAMPLES, SAMPLES},
                SLOPES);
    }

    static GateRecord withTrace(String arithmetic, List<Point> trace, String digest) {
        GateRecord plain = record();
        return new GateRecord(plain.since(), arithmetic, trace, digest, plain.cost(), plain.samples(), plain.slopes());
    }

    static GateRecord withCost(Map<Draw, Double> cost) {
        GateRecord plain = record();
        return new GateRecord(
                plain.since(),
                plain.arithmetic(),
                plain.trace(),
                plain.digest(),
                cost,
                plain.samples(),
                plain.slopes());
    }

    static GateRecord withSamples(double... samples) {
        GateRecord plain = record();
        return new GateRecord(
                plain.since(),
                plain.arithmetic(),
                plain.trace(),
                plain.digest(),
                plain.cost(),
                new double[][] {samples, SAMPLES, SAMPLES},
                plain.slopes());
    }

    static GateRecord withSlopes(double... slopes) {
        GateRecord plain = record();
        return new GateRecord(
                plain.since(),
                plain.arithmetic(),
                plain.trace(),
                plain.digest(),
                plain.cost(),
                plain.samples(),
                slopes);
    }

    static double[] scaled(double[] values, double... factors) {
        double[] scaled = values.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factors[i % factors.length];
        }
        return scaled;
    }
}
