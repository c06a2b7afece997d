package org.plumbline.report.cli;

import org.plumbline.numeric.RefusedException;
import org.plumbline.sampling.LeastSquaresCritic;
import org.plumbline.sampling.LeastSquaresCritic.Features;
import org.plumbline.sampling.MonteCarloReturns;
import org.plumbline.sampling.QFunctionEstimator;
import org.plumbline.sampling.TemporalDifferenceCritic;

/** The names of the estimators of policy gradients on the command line. */
final class EstimatorName {
    static final String DEFAULT = "lstd";
    static final String NAMES =
            "lstd, lstd-squares, returns, returns-baseline, td:STEP,SWEEPS or td-squares:STEP,SWEEPS";

    private static final String CRITIC = "td:";
    private static final String POOR_CRITIC = "td-squares:";

    private EstimatorName() {}

    static QFunctionEstimator parse(String name) {
        if (name.startsWith(CRITIC)) {
            return critic(name, CRITIC, Features.COMPLETE);
        }
        if (name.startsWith(POOR_CRITIC)) {
            return critic(name, POOR_CRITIC, Features.POOR);
        }
        return switch (name) {
            case DEFAULT -> new LeastSquaresCritic(Features.COMPLETE);
            case "lstd-squares" -> new LeastSquaresCritic(Features.POOR);
            case "returns" -> new MonteCarloReturns(false);
            case "returns-baseline" -> new MonteCarloReturns(true);
            default ->
                throw new RefusedException(
                        "--estimator (" + name + ") must be " + NAMES + ". Maybe use " + DEFAULT + ".");
        };
    }

    private static QFunctionEstimator critic(String name, String prefix, Features features) {
        double[] numbers = NumberList.parse("--estimator", name.substring(prefix.length()));
        boolean usable = numbers.length == 2
                && numbers[0] > 0
                && numbers[1] >= 1
                && numbers[1] <= Integer.MAX_VALUE
                && numbers[1] == Math.rint(numbers[1]);
        if (!usable) {
            throw new RefusedException("--estimator (" + name
                    + ") must have a positive step and a whole number of sweeps of at least 1. Maybe use " + prefix
                    + "0.1,100.");
        }
        return new TemporalDifferenceCritic(numbers[0], (int) numbers[1], features);
    }
}
