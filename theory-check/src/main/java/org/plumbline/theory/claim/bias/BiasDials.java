package org.plumbline.theory.claim.bias;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.plumbline.sampling.LeastSquaresCritic;
import org.plumbline.sampling.LeastSquaresCritic.Features;
import org.plumbline.sampling.MonteCarloReturns;
import org.plumbline.sampling.QFunctionEstimator;
import org.plumbline.sampling.TemporalDifferenceCritic;

/**
 * What ABL-1 turns: the horizon, the features, the sweeps of a critic and its step.
 *
 * @param limits the predictions
 * @param poor what the poor features are called
 * @param far the horizon at which the other dials are turned; what it misses is about a hundredth of the gradient or less
 * @param fixedSweeps the sweeps at which the step is turned
 */
record BiasDials(EstimatorLimits limits, String poor, int far, int fixedSweeps) {
    private static final int[] HORIZONS = {2, 3, 5, 8, 12};
    private static final int[] SWEEPS = {3, 10, 30, 100, 300, 1000, 4000};
    /** In poor features: once where sweeps are still missing, and once where only what the features miss is left. */
    private static final int[] POOR_SWEEPS = {10, 1000};

    private static final double[] STEPS = {0.02, 0.05, 0.2, 0.4};
    private static final double STEP = 0.1;
    private static final int SHORT = 2;

    private static final QFunctionEstimator ALL = new LeastSquaresCritic(Features.COMPLETE);
    private static final QFunctionEstimator POOR = new LeastSquaresCritic(Features.POOR);
    private static final QFunctionEstimator RETURNS = new MonteCarloReturns(true);

    /** One of the dials. */
    enum Dial {
        HORIZON("horizon", "H"),
        SWEEPS("sweeps", "K, sweeps of a critic of step 0.1"),
        STEP("step", "α, step of a critic");

        private final String title;
        private final String axis;

        Dial(String title, String axis) {
            this.title = title;
            this.axis = axis;
        }

        String title() {
            return title;
        }

        String axis() {
            return axis;
        }
    }

    /**
     * An estimator at a setting of a dial.
     *
     * @param dial which is turned
     * @param name the series it belongs to
     * @param x where the dial stands
     * @param estimator the estimator
     * @param horizon H
     */
    record Variant(Dial dial, String name, double x, QFunctionEstimator estimator, int horizon) {
        String title() {
            String at = dial == Dial.STEP ? String.valueOf((float) x) : String.valueOf(Math.round(x));
            return name + (dial == Dial.HORIZON ? "" : ", " + dial.title + " " + at) + ", H = " + horizon;
        }

        /** Returns without a baseline are several times as noisy. */
        boolean isNoisy() {
            return estimator.equals(new MonteCarloReturns(false));
        }
    }

    List<Variant> variants() {
        List<Variant> variants = new ArrayList<>();
        for (int horizon : horizons()) {
            variants.add(new Variant(Dial.HORIZON, "LSTD-Q, all features", horizon, ALL, horizon));
            variants.add(new Variant(Dial.HORIZON, "returns with baseline", horizon, RETURNS, horizon));
        }
        for (int horizon : new int[] {SHORT, far}) {
            variants.add(new Variant(Dial.HORIZON, "LSTD-Q, " + poor, horizon, POOR, horizon));
        }
        variants.add(new Variant(Dial.HORIZON, "returns", far, new MonteCarloReturns(false), far));
        for (int sweeps : SWEEPS) {
            variants.add(new Variant(
                    Dial.SWEEPS, "TD, step " + STEP, sweeps, new TemporalDifferenceCritic(STEP, sweeps), far));
        }
        for (int sweeps : POOR_SWEEPS) {
            variants.add(new Variant(
                    Dial.SWEEPS,
                    "TD, " + poor + ", step " + STEP,
                    sweeps,
                    new TemporalDifferenceCritic(STEP, sweeps, Features.POOR),
                    far));
        }
        for (double step : STEPS) {
            variants.add(new Variant(
                    Dial.STEP,
                    "TD, " + fixedSweeps + " sweeps",
                    step,
                    new TemporalDifferenceCritic(step, fixedSweeps),
                    far));
        }
        return variants;
    }

    private int[] horizons() {
        return IntStream.concat(Arrays.stream(HORIZONS), IntStream.of(far)).toArray();
    }

    /** Those that are watched while the number of trajectories grows: one for each reason of a bias. */
    List<Variant> watched() {
        return List.of(
                new Variant(Dial.HORIZON, "LSTD-Q, all features", SHORT, ALL, SHORT),
                new Variant(Dial.HORIZON, "returns with baseline", SHORT, RETURNS, SHORT),
                new Variant(Dial.HORIZON, "LSTD-Q, " + poor, far, POOR, far),
                new Variant(Dial.SWEEPS, "TD, step " + STEP, 10, new TemporalDifferenceCritic(STEP, 10), far));
    }

    /** The estimator that keeps the least of a bias. */
    Variant least() {
        return new Variant(Dial.HORIZON, "LSTD-Q, all features", far, ALL, far);
    }

    /** A critic that makes half of the sweeps that it is asked for. */
    Variant half() {
        return new Variant(Dial.SWEEPS, "TD, step " + STEP, 15, new TemporalDifferenceCritic(STEP, 15), far);
    }

    /** What it is asked for. */
    Variant whole() {
        return new Variant(Dial.SWEEPS, "TD, step " + STEP, 30, new TemporalDifferenceCritic(STEP, 30), far);
    }

    double[] predicted(Variant variant) {
        return limits.bias(variant.estimator(), variant.horizon());
    }

    /** The direction in which a bias is predicted. */
    double[] direction(Variant variant) {
        return new ArrayRealVector(predicted(variant)).unitVector().toArray();
    }

    /** The estimator of a variant's series where its dial stands at x, for lines between the measured points. */
    Variant moved(Variant variant, double x) {
        return switch (variant.dial()) {
            case HORIZON -> new Variant(variant.dial(), variant.name(), x, variant.estimator(), (int) x);
            case SWEEPS -> {
                TemporalDifferenceCritic critic = (TemporalDifferenceCritic) variant.estimator();
                yield new Variant(
                        variant.dial(),
                        variant.name(),
                        x,
                        new TemporalDifferenceCritic(critic.step(), (int) x, critic.features()),
                        far);
            }
            case STEP ->
                new Variant(variant.dial(), variant.name(), x, new TemporalDifferenceCritic(x, fixedSweeps), far);
        };
    }
}
