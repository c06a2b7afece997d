package org.plumbline.report.trial;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.SeedTree;
import org.plumbline.run.Recording;
import org.plumbline.run.Runner;
import org.plumbline.run.StopReason;
import org.plumbline.run.StopRule;
import org.plumbline.run.Trace;
import org.plumbline.theory.panel.Unmet;

/**
 * A run that is to be made.
 *
 * @param problem the instance, for measuring
 * @param oracles the method's access to it
 * @param spec what is registered of the method
 * @param method the method
 * @param stop when to end
 * @param seeds a node with a branch "run" for the method and a branch "iterate" for the random iterate
 * @param every which iterations get a row, or empty to choose about a page of them
 * @param force whether to run a method whose theorem says nothing about the problem
 * @param timed whether rows have a time, which no two runs have in common
 */
public record Trial(
        BilevelProblem problem,
        Oracles oracles,
        AlgorithmSpec spec,
        BilevelAlgorithm method,
        StopRule stop,
        SeedTree seeds,
        OptionalLong every,
        boolean force,
        boolean timed) {
    /**
     * Makes the run. Without force, a method whose requirement is not met draws nothing.
     *
     * @param progress told the number of outer iterations made
     * @return what was found
     */
    public TrialResult run(LongConsumer progress) {
        Optional<String> unmet = Unmet.assumption(spec, problem);
        if (unmet.isPresent() && !force) {
            return TrialResult.notApplicable(unmet.get(), unmet);
        }
        TrialMeter meter = new TrialMeter(
                problem, stop, every, progress, timed ? Stopwatch.started(System::nanoTime) : Stopwatch.NONE);
        Trace trace =
                new Runner(method, oracles, problem.start(), meter, seeds.child("run"), Recording.ENDS).run(meter);
        if (trace.stop() == StopReason.NOT_APPLICABLE) {
            return TrialResult.notApplicable(trace.detail(), unmet);
        }
        if (trace.stop() == StopReason.DIVERGED) {
            meter.diverged(trace.last().iteration(), trace.counts());
        }
        boolean measured = meter.stationarity().iterations() >= 0;
        // Outside its domain g is infinite, and yet returns of a few steps are finite there, so that the run went on.
        long left = meter.stationarity().leftDomainAt();
        boolean silent = left >= 0 && trace.stop() != StopReason.DIVERGED;
        return new TrialResult(
                silent ? StopReason.DIVERGED : trace.stop(),
                silent ? "a chain left the domain of g at outer iteration " + left : trace.detail(),
                unmet,
                meter.rows(),
                trace.counts(),
                Optional.of(trace.last()),
                measured
                        ? Optional.of(Returned.of(meter.stationarity(), seeds.child("iterate").stream()))
                        : Optional.empty(),
                left,
                meter.stationarity().leftRegionAt(),
                trace.projections(),
                trace.tailProjections());
    }
}
