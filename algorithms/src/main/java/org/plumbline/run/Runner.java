package org.plumbline.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.FiniteSumAlgorithm;
import org.plumbline.algorithm.FirstOrderAlgorithm;
import org.plumbline.algorithm.ModelAlgorithm;
import org.plumbline.algorithm.SecondOrderAlgorithm;
import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.TabularAlgorithm;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.Oracles;
import org.plumbline.oracle.Start;
import org.plumbline.random.SeedTree;

/**
 * The only loop: it starts a method on oracles of its declared type, steps until a rule says stop or an iterate is not
 * finite, lets a probe look, and records a trace with the ledger's counts.
 *
 * @param algorithm the method
 * @param oracles the only access to the problem
 * @param start the first point
 * @param stop when to end
 * @param seeds the run's randomness
 * @param recording which iterations the trace keeps
 */
public record Runner(
        BilevelAlgorithm algorithm, Oracles oracles, Start start, StopRule stop, SeedTree seeds, Recording recording) {
    /**
     * Makes the run; the same runner gives the same trace, bit for bit, however often and in whatever thread.
     *
     * @param probe looks at the iterates
     * @return the trace; a run that cannot start or does not stay finite says so in its stop reason
     * @throws CancellationException if the thread is interrupted
     */
    public Trace run(Probe probe) {
        Ledger ledger = new Ledger();
        Optional<Stepper> stepper = begin(ledger);
        if (stepper.isEmpty()) {
            return trace(List.of(), StopReason.NOT_APPLICABLE, missing(), List.of(), 0);
        }
        return loop(stepper.get(), ledger, probe);
    }

    private Optional<Stepper> begin(Ledger ledger) {
        if (algorithm instanceof FirstOrderAlgorithm first) {
            return Optional.of(first.start(oracles.firstOrder(ledger), start, seeds.stream()));
        }
        if (algorithm instanceof FiniteSumAlgorithm finite) {
            return oracles.finiteSum(ledger).map(oracle -> finite.start(oracle, start, seeds.stream()));
        }
        if (algorithm instanceof TabularAlgorithm tabular) {
            return oracles.tabular(ledger).map(oracle -> tabular.start(oracle, start, seeds.stream()));
        }
        if (algorithm instanceof ModelAlgorithm model) {
            return oracles.model(ledger).map(oracle -> model.start(oracle, start, seeds.stream()));
        }
        SecondOrderAlgorithm second = (SecondOrderAlgorithm) algorithm;
        return oracles.secondOrder(ledger).map(oracle -> second.start(oracle, start, seeds.stream()));
    }

    private String missing() {
        if (algorithm instanceof FiniteSumAlgorithm) {
            return FiniteSumAlgorithm.MISSING;
        }
        if (algorithm instanceof TabularAlgorithm) {
            return TabularAlgorithm.MISSING;
        }
        return algorithm instanceof ModelAlgorithm ? ModelAlgorithm.MISSING : SecondOrderAlgorithm.MISSING;
    }

    private Trace loop(Stepper stepper, Ledger ledger, Probe probe) {
        List<TracePoint> points = new ArrayList<>();
        List<Long> projected = new ArrayList<>();
        for (long t = 0; ; t++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("The run was interrupted before outer iteration " + t + ".");
            }
            TracePoint point =
                    new TracePoint(t, stepper.phi(), stepper.lambda(), stepper.penalisedLambda(), ledger.counts());
            boolean finite = isFinite(point);
            Optional<StopReason> reason = finite ? stop.check(t, point.counts()) : Optional.of(StopReason.DIVERGED);
            if (reason.isPresent() || recording.keeps(t)) {
                points.add(point);
            }
            if (finite) {
                probe.at(t, point.phi(), point.lambda(), point.penalised());
            }
            if (reason.isPresent()) {
                String detail = finite ? "" : "an iterate is not finite after outer iteration " + t;
                return trace(points, reason.get(), detail, projected, ledger.entries());
            }
            long before = stepper.projections();
            stepper.step();
            if (stepper.projections() > before) {
                projected.add(t);
            }
        }
    }

    private Trace trace(List<TracePoint> points, StopReason reason, String detail, List<Long> projected, long queries) {
        // T is known only now, as a budget may end a run.
        long half = points.isEmpty() ? 0 : points.get(points.size() - 1).iteration() / 2;
        long tail = projected.stream().filter(t -> t >= half).count();
        return new Trace(
                algorithm.toString(), seeds.toString(), points, reason, detail, projected.size(), tail, queries);
    }

    private static boolean isFinite(TracePoint point) {
        return isFinite(point.phi()) && isFinite(point.lambda()) && isFinite(point.penalised());
    }

    private static boolean isFinite(double[] x) {
        for (double value : x) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
