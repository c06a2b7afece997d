package org.plumbline.theory.claim.rate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.SeedTree;
import org.plumbline.run.Probe;
import org.plumbline.run.Recording;
import org.plumbline.run.Runner;
import org.plumbline.run.StopReason;
import org.plumbline.run.StopRule;
import org.plumbline.run.Trace;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.measure.StationarityProbe;

/** One run of a method for T outer iterations, measured on \(\|\nabla\Phi\|^2\): the content of a rate cell. */
record RateRun(BilevelProblem problem, Oracles oracles, BilevelAlgorithm method, long iterations, SeedTree seeds) {
    static final String TAIL = "tail";
    static final String AVERAGE = "average";
    static final String RANDOM = "random iterate";
    static final String SAMPLES = "samples";
    static final String PROJECTIONS = "projections";

    CellResult measure() {
        return measure(Probe.NONE, Map::of);
    }

    /** With what another probe finds in a run that finished. */
    CellResult measure(Probe beside, Supplier<Map<String, double[]>> found) {
        StationarityProbe probe = new StationarityProbe(problem);
        Runner runner = new Runner(
                method, oracles, problem.start(), StopRule.iterations(iterations), seeds.child("run"), Recording.ENDS);
        Trace trace = runner.run((t, phi, lambda, penalised) -> {
            probe.at(t, phi, lambda, penalised);
            if (probe.leftDomainAt() < 0) {
                beside.at(t, phi, lambda, penalised);
            }
        });
        OracleCounts counts = trace.counts();
        String failure = failure(trace, probe);
        if (!failure.isEmpty()) {
            return new CellResult(Map.of(), method.name(), counts, failure);
        }
        int random = seeds.child("iterate").stream().nextInt(probe.iterations());
        Map<String, double[]> values = new LinkedHashMap<>(found.get());
        values.put(TAIL, new double[] {probe.tail()});
        values.put(AVERAGE, new double[] {probe.average()});
        values.put(RANDOM, new double[] {probe.at(random)});
        values.put(SAMPLES, new double[] {counts.samples()});
        values.put(PROJECTIONS, new double[] {trace.projections()});
        return new CellResult(values, method.name(), counts, "");
    }

    /** Projections of the earlier half are recorded and no failure: the tail mean is of iterates that none has changed since. */
    private static String failure(Trace trace, StationarityProbe probe) {
        if (trace.stop() != StopReason.COMPLETED) {
            return trace.stop() + ": " + trace.detail();
        }
        if (probe.leftDomainAt() >= 0) {
            return "DIVERGED: a chain left the domain of g at outer iteration " + probe.leftDomainAt();
        }
        if (probe.leftRegionAt() >= 0) {
            return "OUTSIDE: a chain left the region of the PL constant at outer iteration " + probe.leftRegionAt();
        }
        return trace.tailProjections() > 0
                ? "PROJECTED: " + trace.tailProjections() + " outer steps of the later half"
                : "";
    }
}
