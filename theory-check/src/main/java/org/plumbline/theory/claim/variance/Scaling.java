package org.plumbline.theory.claim.variance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.claim.variance.Sampling.Sweep;
import org.plumbline.theory.judge.Conjunction;
import org.plumbline.theory.judge.SlopeDecision;
import org.plumbline.theory.judge.SlopeRule;
import org.plumbline.theory.statistics.LogLogFit;

/**
 * What the variances of a law of sampling are held to: slopes, closed forms, and that coupling is tested at all.
 *
 * @param sampling the law
 * @param groups the cells of a sweep, one a group
 */
record Scaling(Sampling sampling, Function<Sweep, List<CellResult>> groups) {
    /**
     * The share of a coupled difference in the variance below which it counts as zero: rounding leaves 1e-20. Then the same
     * batch at both points proves nothing.
     */
    private static final double NOTHING = 1e-12;

    /**
     * One thing that is decided.
     *
     * @param kind a slope or a ratio
     * @param name what
     * @param predicted its predicted value
     * @param rule what decides
     * @param decision from one value a group
     */
    record Part(String kind, String name, double predicted, SlopeRule rule, SlopeDecision decision) {
        Verdict verdict() {
            return decision.verdict();
        }

        /** The value that is decided on, beside its predicted one. */
        Evidence.Effect effect() {
            return decision.effect(kind + ", " + name);
        }

        /** In the words of the rule, which speak of a slope where it may be a ratio. */
        String reason() {
            return name + ": " + decision.reason().replaceFirst("^The slope is", "the mean is");
        }
    }

    private SlopeRule rule(double predicted) {
        return new SlopeRule(predicted, Sampling.MARGIN, sampling.level(), Sampling.GROUPS);
    }

    /** The slope of the whole variance. */
    Part slope(Sweep sweep) {
        return slope(sweep, sweep.name(), "variance");
    }

    private Part slope(Sweep sweep, String name, String series) {
        double[] slopes = groups.apply(sweep).stream()
                .mapToDouble(group ->
                        LogLogFit.of(sweep.grid(), group.series(series)).slope())
                .toArray();
        return part("slope", name, sweep.predicted(), slopes);
    }

    private Part part(String kind, String name, double predicted, double[] values) {
        SlopeRule rule = rule(predicted);
        return new Part(kind, name, predicted, rule, rule.decide(values));
    }

    /** Measured over closed form, on the mean over the grid. */
    private Part ratio(Sweep sweep) {
        double[] ratios = groups.apply(sweep).stream()
                .mapToDouble(group -> {
                    double[] measured = group.series("variance");
                    double[] exact = group.series("closed form");
                    double sum = 0;
                    for (int i = 0; i < exact.length; i++) {
                        sum += measured[i] / exact[i] / exact.length;
                    }
                    return sum;
                })
                .toArray();
        return part("ratio", sweep.name() + ": measured over closed form", 1, ratios);
    }

    /** Whether what is coupled cancels entirely, so that a test of coupling is empty. */
    boolean isEmpty(Sweep coupled) {
        return groups.apply(coupled).stream()
                .anyMatch(group -> Arrays.stream(group.series("difference")).sum()
                        <= NOTHING * Arrays.stream(group.series("variance")).sum());
    }

    /** What decides: the slopes, that of the coupled difference by itself, and the closed forms where there are some. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        sampling.sweeps().forEach(sweep -> parts.add(slope(sweep)));
        if (!isEmpty(sampling.coupledInSigma())) {
            parts.add(difference(sampling.coupledInSigma()));
        }
        if (sampling.law().isPresent()) {
            sampling.sweeps().forEach(sweep -> parts.add(ratio(sweep)));
        }
        return parts;
    }

    private Part difference(Sweep sweep) {
        return slope(sweep, "coupled difference by itself, in σ", "difference");
    }

    Verdict verdict() {
        Verdict verdict = Conjunction.of(parts().stream().map(Part::verdict).toList());
        return verdict == Verdict.SUPPORTED && isEmpty(sampling.coupledInSigma()) ? Verdict.INCONCLUSIVE : verdict;
    }

    /** Of the whole, by Bonferroni over its parts. */
    double pValue() {
        return Conjunction.pValue(parts().stream()
                .map(part -> part.rule().pValue(part.decision()))
                .toList());
    }

    /** What the rule says of other coupled samples: of their variance, and of their difference unless it is nothing. */
    Verdict verdictOf(Sweep coupled) {
        if (isEmpty(coupled)) {
            return Verdict.INCONCLUSIVE;
        }
        return Conjunction.of(
                List.of(slope(coupled).verdict(), difference(coupled).verdict()));
    }
}
