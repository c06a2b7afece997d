package org.plumbline.theory.claim.rate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.plumbline.theory.Results;
import org.plumbline.theory.Table;
import org.plumbline.theory.judge.RateData;
import org.plumbline.theory.statistics.LogLogFit;
import org.plumbline.theory.statistics.LogarithmFit;

/**
 * How N grows as the target falls, with and without the logarithm that an Õ hides: \(N = \Theta(\epsilon^{-r}\ln(1/\epsilon))\)
 * where \(K = \Theta(\ln(1/\epsilon))\), so that a plain slope is steeper than −r. Nothing here decides.
 *
 * @param epsilons the deciding targets, from large to small
 * @param samples N of a run at each
 * @param errors geometric means over seeds of the achieved \(\|\nabla\Phi\|^2\), tail
 */
record SampleLaw(double[] epsilons, double[] samples, double[] errors) {
    /** Of the logarithm in Õ(ε⁻ʳ), from K. */
    private static final double POWER = 1;

    static SampleLaw of(RateStudy<? extends RateColumn> study, Results results, RateData tail) {
        RateData deciding = tail.deciding();
        double[] epsilons = deciding.epsilons();
        double[] samples = Arrays.stream(epsilons)
                .map(epsilon -> study.perRun(results, epsilon).samples())
                .toArray();
        double[] errors = IntStream.range(0, epsilons.length)
                .mapToDouble(i -> Math.exp(Arrays.stream(deciding.errorsBySeed())
                        .mapToDouble(row -> Math.log(row[i]))
                        .average()
                        .orElse(Double.NaN)))
                .toArray();
        return new SampleLaw(epsilons, samples, errors);
    }

    Table table() {
        return new Table(
                "samples-law",
                "Exponent r of N ∝ x^-r over the deciding targets (does not decide): plain, with ln(1/ε) divided out as for"
                        + " K = Θ(ln 1/ε), and with a fitted power of ln(1/x), which so few targets hardly tell from r",
                List.of(
                        "x",
                        "r, plain",
                        "r of N/ln(1/ε)",
                        "r, logarithm fitted",
                        "± (1 s.e.)",
                        "power of ln(1/x)",
                        "± (1 s.e.) of the power"),
                List.of(row("target ε", epsilons), row("achieved tail E‖∇Φ‖²", errors)));
    }

    private List<Object> row(String name, double[] x) {
        if (!falls(x) || samples[0] == 0) {
            return List.of(name, "", "", "", "", "", "");
        }
        Object plain = -LogLogFit.of(x, samples).slope();
        Object divided = areBelowOne(epsilons)
                ? -LogLogFit.of(x, LogarithmFit.divided(epsilons, samples, POWER))
                        .slope()
                : "";
        if (!areBelowOne(x)) {
            return List.of(name, plain, divided, "", "", "", "");
        }
        LogarithmFit fit = LogarithmFit.of(x, samples);
        return List.of(name, plain, divided, -fit.exponent(), fit.exponentError(), fit.power(), fit.powerError());
    }

    /** Few seeds may order the errors of two targets wrongly; against such errors there is no slope. */
    private static boolean falls(double[] x) {
        return IntStream.range(1, x.length).allMatch(i -> x[i] < x[i - 1]);
    }

    private static boolean areBelowOne(double[] x) {
        return DoubleStream.of(x).allMatch(each -> each < 1);
    }
}
