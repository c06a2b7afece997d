package org.plumbline.theory.claim.rate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.oracle.Draw;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Plot.Series;
import org.plumbline.theory.Plot.Style;
import org.plumbline.theory.Results;
import org.plumbline.theory.Table;
import org.plumbline.theory.judge.HeldOut;
import org.plumbline.theory.judge.RateData;
import org.plumbline.theory.judge.RateDecision;
import org.plumbline.theory.statistics.Interval;
import org.plumbline.theory.statistics.LogLogFit;
import org.plumbline.theory.statistics.StudentInterval;

/** Plots and tables of rate studies. */
final class RateReport {
    private static final double LEVEL = 0.95;

    private RateReport() {}

    /** Tail error against target: the study with error bars, its fit, the predicted slope, and the control. */
    static Plot errorAgainstTarget(
            String label, RateData study, double predicted, double slope, String controlLabel, RateData control) {
        return errorAgainstTarget(RateRun.TAIL, label, study, predicted, slope, controlLabel, control);
    }

    /** The same for another criterion. */
    static Plot errorAgainstTarget(
            String criterion,
            String label,
            RateData study,
            double predicted,
            double slope,
            String controlLabel,
            RateData control) {
        boolean tail = criterion.equals(RateRun.TAIL);
        List<Series> series = new ArrayList<>();
        series.add(measured(label, Style.MEASURED, study));
        if (control.seeds() > 1) {
            series.add(measured(controlLabel, Style.CONTROL, control));
        }
        double[] deciding = study.deciding().epsilons();
        series.add(line("fit over the last three halvings", Style.FIT, study, deciding, slope));
        series.add(line("predicted slope " + number(predicted), Style.PREDICTION, study, study.epsilons(), predicted));
        return new Plot(
                "error-against-target",
                (tail ? "Tail" : "Average") + " error against target (geometric means over seeds, 95 % intervals)",
                new Plot.Axis("target ε of E‖∇Φ‖²", true),
                new Plot.Axis(tail ? "tail mean of ‖∇Φ(φ_t)‖², t ≥ T/2" : "mean of ‖∇Φ(φ_t)‖², t < T", true),
                series);
    }

    private static String number(double slope) {
        return slope == Math.rint(slope) ? String.valueOf((long) slope) : String.format(Locale.ROOT, "%.2f", slope);
    }

    private static Series measured(String label, Style style, RateData data) {
        double[] epsilons = data.epsilons();
        double[] mean = new double[epsilons.length];
        double[] lower = new double[epsilons.length];
        double[] upper = new double[epsilons.length];
        for (int i = 0; i < epsilons.length; i++) {
            StudentInterval logs = logErrors(data, i);
            Interval interval = logs.interval(LEVEL);
            mean[i] = Math.exp(logs.mean());
            lower[i] = Math.exp(interval.lower());
            upper[i] = Math.exp(interval.upper());
        }
        return new Series(label, style, epsilons, mean, lower, upper);
    }

    private static StudentInterval logErrors(RateData data, int target) {
        double[][] errors = data.errorsBySeed();
        double[] logs = new double[errors.length];
        for (int seed = 0; seed < logs.length; seed++) {
            logs[seed] = Math.log(errors[seed][target]);
        }
        return StudentInterval.of(logs);
    }

    /** A line of a slope through the centre of the deciding points. */
    private static Series line(String label, Style style, RateData data, double[] epsilons, double slope) {
        double[] deciding = data.deciding().epsilons();
        double logX = 0;
        double logY = 0;
        for (int i = 0; i < deciding.length; i++) {
            logX += Math.log(deciding[i]) / deciding.length;
            logY += logErrors(data.deciding(), i).mean() / deciding.length;
        }
        double[] y = new double[epsilons.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.exp(logY + slope * (Math.log(epsilons[i]) - logX));
        }
        return Series.line(label, style, epsilons, y);
    }

    /** Samples against achieved error, with the logarithmic factor K divided out: the O(ε⁻³) itself. */
    static Plot samplesAgainstError(RateStudy<RateInstance> study, RateData data) {
        double[] error = new double[data.epsilons().length];
        double[] samples = new double[error.length];
        for (int i = 0; i < error.length; i++) {
            error[i] = Math.exp(logErrors(data, i).mean());
            samples[i] = samplesPerInnerStep(study, data.epsilons()[i]);
        }
        double anchor = samples[error.length - 1] * Math.pow(error[error.length - 1], 3);
        double[] predicted = new double[error.length];
        for (int i = 0; i < error.length; i++) {
            predicted[i] = anchor * Math.pow(error[i], -3);
        }
        List<Series> series = new ArrayList<>();
        series.add(Series.line("measured", Style.MEASURED, error, samples));
        if (falls(Arrays.copyOfRange(error, error.length - RateData.DECIDING, error.length))) {
            series.add(fit(error, samples));
        }
        series.add(Series.line("predicted slope −3", Style.PREDICTION, error, predicted));
        return new Plot(
                "samples-against-error",
                "Samples against achieved error",
                new Plot.Axis("achieved tail error E‖∇Φ‖²", true),
                new Plot.Axis("samples N/(K+1), the factor ln(1/ε) divided out", true),
                series);
    }

    /** Few seeds may order the errors of two targets wrongly; against such errors there is no slope. */
    private static boolean falls(double[] errors) {
        return IntStream.range(1, errors.length).allMatch(i -> errors[i] < errors[i - 1]);
    }

    /** The exponent of N/(K+1) against achieved error, over the deciding targets; NaN where a smaller target came out larger. */
    static double sampleExponent(RateStudy<RateInstance> study, RateData data) {
        return exponent(data, epsilon -> samplesPerInnerStep(study, epsilon));
    }

    private static double exponent(RateData data, DoubleUnaryOperator drawn) {
        RateData deciding = data.deciding();
        double[] error = new double[deciding.epsilons().length];
        double[] samples = new double[error.length];
        for (int i = 0; i < error.length; i++) {
            error[i] = Math.exp(logErrors(deciding, i).mean());
            samples[i] = drawn.applyAsDouble(deciding.epsilons()[i]);
        }
        return falls(error) ? LogLogFit.of(error, samples).slope() : Double.NaN;
    }

    private static double samplesPerInnerStep(RateStudy<RateInstance> study, double epsilon) {
        FirstOrderPenalty method = study.instance().method(epsilon);
        return (double) method.batch() * study.instance().schedule().outerIterations(epsilon);
    }

    /** One row a target: parameters, cost, the three criteria, and the local slope to the row above. */
    static Table targets(String name, String title, RateStudy<RateInstance> study, Results results, RateData tail) {
        List<List<Object>> rows = new ArrayList<>();
        double[] epsilons = study.epsilons();
        RateData average = study.data(results, RateRun.AVERAGE);
        RateData random = study.data(results, RateRun.RANDOM);
        for (int i = 0; i < epsilons.length; i++) {
            FirstOrderPenalty method = study.instance().method(epsilons[i]);
            double error = mean(tail, i);
            double slope =
                    i == 0 ? Double.NaN : Math.log(mean(tail, i - 1) / error) / Math.log(epsilons[i - 1] / epsilons[i]);
            rows.add(List.of(
                    epsilons[i],
                    method.sigma(),
                    method.batch(),
                    (long) method.innerSteps(),
                    study.instance().schedule().outerIterations(epsilons[i]),
                    study.perRun(results, epsilons[i]).samples(),
                    error,
                    mean(average, i),
                    mean(random, i),
                    error / epsilons[i],
                    i == 0 ? (Object) "" : slope));
        }
        return new Table(
                name,
                title,
                List.of(
                        "ε",
                        "σ",
                        "n",
                        "K",
                        "T",
                        "N per run",
                        "tail E‖∇Φ‖²",
                        "average E‖∇Φ‖²",
                        "random iterate ‖∇Φ‖²",
                        "tail/ε",
                        "local slope"),
                rows);
    }

    /** What the larger targets say of the smallest, beside what was measured there, for the schedule and a control. */
    static Table heldOut(String label, RateData data, String controlLabel, RateData control) {
        List<List<Object>> rows = new ArrayList<>();
        HeldOut.of(data, LEVEL).ifPresent(held -> rows.add(row(label, held)));
        HeldOut.of(control, LEVEL).ifPresent(held -> rows.add(row(controlLabel, held)));
        return new Table(
                "held-out",
                "Out of sample (does not decide): fitted without the smallest target, predicted there with a 95 % interval;"
                        + " geometric means over seeds",
                List.of("schedule", "ε", "predicted E", "lower", "upper", "measured E", "measured/predicted", "inside"),
                rows);
    }

    /** The same of the schedule in a sentence after others, or nothing where too few seeds finished. */
    static String outOfSample(RateData data) {
        return HeldOut.of(data, LEVEL).map(held -> " " + held.describe()).orElse("");
    }

    private static List<Object> row(String label, HeldOut held) {
        return List.of(
                label,
                held.epsilon(),
                held.predicted(),
                held.interval().lower(),
                held.interval().upper(),
                held.measured(),
                held.measured() / held.predicted(),
                held.holds() ? "yes" : "no");
    }

    static double mean(RateData data, int target) {
        double sum = 0;
        for (double[] row : data.errorsBySeed()) {
            sum += row[target];
        }
        return sum / data.seeds();
    }

    /** Slopes under the three criteria, the bootstrap beside the Student interval, and the exponent of N. */
    static Table summary(RateStudy<RateInstance> study, Results results, RateData tail, RateDecision decision) {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(row("tail slope (decides), Student", decision.slope(), decision.interval()));
        rows.add(row("tail slope, bootstrap-t", decision.slope(), decision.bootstrap()));
        rows.add(row("slope of the mean tail error over seeds", decision.slopeOfMeanError(), Interval.everything()));
        for (String criterion : List.of(RateRun.AVERAGE, RateRun.RANDOM)) {
            StudentInterval slopes = StudentInterval.of(slopes(study.data(results, criterion)));
            rows.add(row(criterion + " slope (does not decide)", slopes.mean(), slopes.interval(LEVEL)));
        }
        rows.add(row(
                "exponent of N/(K+1) against achieved tail error, squared units",
                sampleExponent(study, tail),
                Interval.everything()));
        if (study.perRun(results, study.epsilons()[0]).of(Draw.TRANSITION) > 0) {
            rows.add(row(
                    "the same in transitions, logarithms not divided out",
                    exponent(tail, epsilon -> study.perRun(results, epsilon).of(Draw.TRANSITION)),
                    Interval.everything()));
        }
        return new Table(
                "slopes",
                "Slopes over the last three halvings",
                List.of("quantity", "estimate", "lower", "upper"),
                rows);
    }

    /** One slope a seed, over the deciding targets. */
    static double[] slopes(RateData data) {
        RateData deciding = data.deciding();
        return Arrays.stream(deciding.errorsBySeed())
                .mapToDouble(errors -> LogLogFit.of(deciding.epsilons(), errors).slope())
                .toArray();
    }

    private static List<Object> row(String name, double estimate, Interval interval) {
        boolean known = Double.isFinite(interval.lower()) && Double.isFinite(interval.upper());
        return List.of(name, estimate, known ? (Object) interval.lower() : "", known ? (Object) interval.upper() : "");
    }

    private static Series fit(double[] error, double[] samples) {
        double[] x = Arrays.copyOfRange(error, error.length - RateData.DECIDING, error.length);
        double[] y = Arrays.copyOfRange(samples, samples.length - RateData.DECIDING, samples.length);
        LogLogFit fit = LogLogFit.of(x, y);
        double[] line = Arrays.stream(x)
                .map(each -> Math.exp(fit.intercept()) * Math.pow(each, fit.slope()))
                .toArray();
        return Series.line("fit over the deciding targets", Style.FIT, x, line);
    }
}
