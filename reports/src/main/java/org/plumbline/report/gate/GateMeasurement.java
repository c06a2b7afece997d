package org.plumbline.report.gate;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.random.SeedTree;
import org.plumbline.report.input.AlgorithmFile;
import org.plumbline.report.model.Baseline;
import org.plumbline.run.Recording;
import org.plumbline.run.Runner;
import org.plumbline.run.StopReason;
import org.plumbline.run.StopRule;
import org.plumbline.run.Trace;
import org.plumbline.run.TracePoint;
import org.plumbline.theory.panel.SampleExponent;

/** Makes the runs of a case. Deterministic: the same code on the same arithmetic gives the same record but for its date. */
final class GateMeasurement {
    /** Long enough for every chain to have been warm-started often, and short enough for a diff. */
    private static final long GOLDEN = 64;

    private final GateCase planned;

    private GateMeasurement(GateCase planned) {
        this.planned = planned;
    }

    static GateRecord of(GateCase planned, String since) {
        return new GateMeasurement(planned).record(since);
    }

    private GateRecord record(String since) {
        Trace golden = golden();
        int targets = planned.methods().size();
        double[][] samples = new double[targets][planned.seeds()];
        double[] slopes = new double[planned.seeds()];
        for (int seed = 0; seed < planned.seeds(); seed++) {
            double[] drawn = new double[targets];
            double[] tails = new double[targets];
            for (int target = 0; target < targets; target++) {
                run(target, seed, samples, drawn, tails);
            }
            double slope = SampleExponent.slope(drawn, tails);
            slopes[seed] = Double.isFinite(slope) ? slope : 0;
        }
        return new GateRecord(since, Baseline.here(), points(golden), digest(golden), cost(golden), samples, slopes);
    }

    private void run(int target, int seed, double[][] samples, double[] drawn, double[] tails) {
        AlgorithmFile method = planned.methods().get(target);
        double epsilon = planned.epsilon(target);
        GateRun run = new GateRun(planned.problem(), method.iterations().orElseThrow(), epsilon);
        SeedTree seeds = planned.seeds("target " + epsilon).child("seed", seed);
        Trace trace = runner(method, run, seeds, Recording.ENDS).run(run);
        boolean lost = trace.stop() == StopReason.DIVERGED || trace.stop() == StopReason.NOT_APPLICABLE;
        samples[target][seed] = lost ? 0 : run.samplesToTarget();
        drawn[target] = (double) trace.counts().samples() / SampleExponent.logarithms(schedule(method), epsilon);
        tails[target] = lost ? Double.POSITIVE_INFINITY : run.tail();
    }

    private static TheoremSchedule schedule(AlgorithmFile method) {
        return method.spec().card().schedule();
    }

    private Trace golden() {
        AlgorithmFile method = planned.methods().get(0);
        long iterations = Math.min(GOLDEN, method.iterations().orElseThrow());
        return runner(method, StopRule.iterations(iterations), planned.seeds("golden"), Recording.ALL)
                .run((t, phi, lambda, penalised) -> {});
    }

    private Runner runner(AlgorithmFile method, StopRule rule, SeedTree seeds, Recording recording) {
        return new Runner(method.method(), planned.oracles(), planned.problem().start(), rule, seeds, recording);
    }

    /** At powers of two and at the end, as far as iterates are finite. */
    private static List<GateRecord.Point> points(Trace golden) {
        List<GateRecord.Point> points = new ArrayList<>();
        for (TracePoint point : golden.points()) {
            boolean power = Long.bitCount(point.iteration()) <= 1;
            boolean finite = Arrays.stream(point.phi()).allMatch(Double::isFinite);
            if (finite && (power || point.equals(golden.last()))) {
                points.add(new GateRecord.Point(point.iteration(), point.phi()));
            }
        }
        return points;
    }

    private static String digest(Trace golden) {
        CRC32C check = new CRC32C();
        for (TracePoint point : golden.points()) {
            add(check, point.phi());
            add(check, point.lambda());
            add(check, point.penalised());
            for (Draw kind : Draw.values()) {
                add(check, new double[] {point.counts().of(kind)});
            }
        }
        return String.format("%08x", check.getValue());
    }

    private static void add(CRC32C check, double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
        for (double value : values) {
            // One pattern of bits for all NaN: which one an operation makes is the processor's choice.
            bytes.putLong(Double.doubleToLongBits(value));
        }
        check.update(bytes.array());
    }

    private static Map<Draw, Double> cost(Trace golden) {
        Map<Draw, Double> cost = new EnumMap<>(Draw.class);
        OracleCounts counts = golden.counts();
        long iterations = golden.points().isEmpty() ? 0 : golden.last().iteration();
        for (Draw kind : Draw.values()) {
            if (iterations > 0 && counts.of(kind) > 0) {
                cost.put(kind, (double) counts.of(kind) / iterations);
            }
        }
        return cost;
    }
}
