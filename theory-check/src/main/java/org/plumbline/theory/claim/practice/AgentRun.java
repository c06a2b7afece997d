package org.plumbline.theory.claim.practice;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.SampledProblem;
import org.plumbline.problem.mdp.SoftMdpProblem;
import org.plumbline.problem.preference.PreferenceProblem;
import org.plumbline.random.SeedTree;
import org.plumbline.run.Recording;
import org.plumbline.run.Runner;
import org.plumbline.run.StopReason;
import org.plumbline.run.StopRule;
import org.plumbline.run.Trace;
import org.plumbline.run.TracePoint;
import org.plumbline.sampling.LeastSquaresCritic;
import org.plumbline.sampling.PathSharing;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.measure.StationarityProbe;

/**
 * One run of Algorithm 1, exact or with shortcuts, without projection, from trajectories of an agent whose ground truth is
 * known.
 *
 * @param setting the instance and the parameters
 * @param intact whether the penalty term is there; false for the control
 * @param seeds the randomness of this run
 */
record AgentRun(Setting setting, boolean intact, SeedTree seeds) {
    /** Recorded points behind the start. */
    static final int POINTS = 20;

    static final String TAIL = "tail";
    static final String TRAJECTORIES = "trajectories";
    static final String STATIONARITY = "stationarity";
    static final String RETURN = "return";
    static final String GAP = "gap";
    static final String ACCURACY = "accuracy";

    /** Of softmax policies, see {@link SoftmaxConstants}: min π, μ(λ), and the PL ratio. */
    static final String LEAST_SHARE = "least share";

    static final String BOUND = "bound";
    static final String RATIO = "ratio";

    /**
     * An instance and the parameters of the method on it.
     *
     * @param problem the instance
     * @param horizon H
     * @param sharing what one batch has in common at several policies; the exact form makes no use of it
     * @param method σ, n, K, τ, η, and the shortcuts
     * @param iterations T, a multiple of {@link #POINTS}
     */
    record Setting(SampledProblem problem, int horizon, PathSharing sharing, FirstOrderPenalty method, int iterations) {
        String describe() {
            return "σ = " + method.sigma() + ", n = " + method.batch() + ", K = " + method.innerSteps() + ", τ = "
                    + method.lowerStep() + ", η = " + method.outerStep() + ", T = " + iterations + ", H = " + horizon;
        }
    }

    String key() {
        FirstOrderPenalty method = setting.method();
        return "agent and policy|" + setting.problem().id() + '|' + (intact ? method.name() : "penalty dropped") + '|'
                + method.coupling() + (method.coldStart() ? ", cold, " : ", warm, ") + setting.sharing() + '|'
                + setting.describe() + '|' + seeds;
    }

    CellResult run() {
        Oracles oracles = setting.problem()
                .trajectories(
                        setting.horizon(),
                        new LeastSquaresCritic(LeastSquaresCritic.Features.COMPLETE),
                        setting.sharing());
        StationarityProbe probe = new StationarityProbe(setting.problem());
        Trace trace = new Runner(
                        setting.method(),
                        intact ? oracles : new PenaltyDropped(oracles),
                        setting.problem().start(),
                        StopRule.iterations(setting.iterations()),
                        seeds,
                        new Recording(setting.iterations() / POINTS))
                .run(probe);
        if (trace.stop() != StopReason.COMPLETED || probe.leftDomainAt() >= 0) {
            return new CellResult(
                    Map.of(),
                    setting.method().name(),
                    trace.counts(),
                    "DIVERGED: " + trace.detail()
                            + (probe.leftDomainAt() >= 0
                                    ? "a chain left the domain of g at outer iteration " + probe.leftDomainAt()
                                    : ""));
        }
        Map<String, double[]> series = new HashMap<>();
        series.put(TAIL, new double[] {probe.tail()});
        series.put(TRAJECTORIES, along(trace, point -> point.counts().of(Draw.TRAJECTORY)));
        series.put(STATIONARITY, along(trace, point -> probe.at(Math.toIntExact(point.iteration()))));
        series.put(RETURN, along(trace, point -> setting.problem().trueReturn(point.phi(), point.lambda())));
        series.put(GAP, along(trace, this::gap));
        if (setting.problem() instanceof PreferenceProblem preference) {
            series.put(ACCURACY, along(trace, point -> preference.accuracy(point.phi(), point.lambda())));
        }
        if (setting.problem() instanceof SoftMdpProblem process) {
            List<SoftmaxConstants> policies = trace.points().stream()
                    .map(point -> SoftmaxConstants.at(process, point.phi(), point.lambda()))
                    .toList();
            series.put(LEAST_SHARE, numbers(policies, SoftmaxConstants::leastShare));
            series.put(BOUND, numbers(policies, SoftmaxConstants::bound));
            series.put(RATIO, numbers(policies, SoftmaxConstants::ratio));
        }
        return new CellResult(series, setting.method().name(), trace.counts(), "");
    }

    /** g − g*, the agent's own distance from its best policy under the reward of the time. */
    private double gap(TracePoint point) {
        var truth = setting.problem().truth();
        return truth.functions().lower(point.phi(), point.lambda()) - truth.lowerOptimum(point.phi());
    }

    private static double[] along(Trace trace, ToDoubleFunction<TracePoint> value) {
        return numbers(trace.points(), value);
    }

    private static <T> double[] numbers(List<T> points, ToDoubleFunction<T> value) {
        return points.stream().mapToDouble(value).toArray();
    }
}
