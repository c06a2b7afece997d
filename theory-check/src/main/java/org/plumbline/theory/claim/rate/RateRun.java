package org.plumbline.theory.claim.rate;

import java.util.Map;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.SeedTree;
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
        StationarityProbe probe = new StationarityProbe(problem);
        Runner runner = new Runner(
                method, oracles, problem.start(), StopRule.iterations(iterations), seeds.child("run"), Recording.ENDS);
        Trace trace = runner.run(probe);
        OracleCounts counts = trace.counts();
        String failure = failure(trace, probe);
        if (!failure.isEmpty()) {
            return new CellResult(Map.of(), method.name(), counts, failure);
        }
        int random = seeds.child("iterate").stream().nextInt(probe.iterations());
        return new CellResult(
                Map.of(
                        TAIL, new double[] {probe.tail()},
                        AVERAGE, new double[] {probe.average()},
                        RANDOM, new double[] {probe.at(random)},
                        SAMPLES, new double[] {counts.samples()},
                        PROJECTIONS, new double[] {trace.projections()}),
                method.name(),
                counts,
                "");
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
