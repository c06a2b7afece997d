package org.plumbline.theory.claim.pl;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.judge.SlopeDecision;
import org.plumbline.theory.judge.SlopeRule;
import org.plumbline.theory.statistics.LogLogFit;

/** Whether \(\mu(\sigma)\) is of a stated order as \(\sigma \to 0\), on every one of several instances. */
record ModulusSlopes(double order) {
    /** A tenth, as in the rate rule: slopes contain no noise but that of a search. */
    static final double MARGIN = 0.1;

    /** What is searched for, and where the fit begins: the last four, a factor 64 in σ. */
    static final double[] SIGMAS = {4, 1, 1.0 / 8, 1.0 / 64, 1.0 / 256, 1.0 / 1024, 1.0 / 4096};

    static final int FITTED = 4;

    /** The σ of the fit. */
    static double[] fitted() {
        return last(SIGMAS);
    }

    SlopeRule rule() {
        return new SlopeRule(order, MARGIN, 0.95, 10);
    }

    /** The decision on one series, and that no instance is off. */
    SlopeDecision decide(List<CellResult> profiles, String series) {
        return rule().decide(slopes(profiles, series));
    }

    Verdict everywhere(SlopeDecision decision) {
        return everywhere(decision, order);
    }

    /** The decision, and that no slope is off the predicted one by more than the margin: a mean could hide it. */
    static Verdict everywhere(SlopeDecision decision, double predicted) {
        boolean within = decision.smallest() >= predicted - MARGIN && decision.largest() <= predicted + MARGIN;
        return decision.verdict() == Verdict.SUPPORTED && !within ? Verdict.INCONCLUSIVE : decision.verdict();
    }

    static double[] slopes(List<CellResult> profiles, String series) {
        return profiles.stream()
                .mapToDouble(profile ->
                        LogLogFit.of(last(SIGMAS), last(profile.series(series))).slope())
                .toArray();
    }

    /** Whether a positive modulus was found, and is declared, at every σ. */
    static boolean isMeasured(List<CellResult> profiles) {
        return profiles.stream()
                .flatMapToDouble(profile -> DoubleStream.concat(
                        Arrays.stream(profile.series(ModulusProfile.SEARCHED)),
                        Arrays.stream(profile.series(ModulusProfile.DECLARED))))
                .allMatch(modulus -> modulus > 0 && modulus < Double.POSITIVE_INFINITY);
    }

    private static double[] last(double[] values) {
        return Arrays.copyOfRange(values, values.length - FITTED, values.length);
    }
}
