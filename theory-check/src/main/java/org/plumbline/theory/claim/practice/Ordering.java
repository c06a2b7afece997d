package org.plumbline.theory.claim.practice;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.statistics.WelchDifference;

/**
 * That the mean over seeds of \(\ln(E_{\text{of}}/E_{\text{to}})\) lies below, or above, the logarithm of a factor.
 *
 * @param of the form whose error is compared
 * @param to the form that it is compared with
 * @param below whether it is predicted below the factor
 * @param factor positive
 */
record Ordering(Shortcut of, Shortcut to, boolean below, double factor) {
    /**
     * What theory predicts.
     *
     * @param ordering the prediction
     * @param broken a form in the place of another, which must be rejected at the same factor; it has runs of its own, as a
     *     prediction turned round on its own runs would be rejected whenever the prediction is supported
     */
    record Prediction(Ordering ordering, Ordering broken) {}

    private static final Ordering UNCOUPLED = new Ordering(Shortcut.EXACT_AGAIN, Shortcut.EXACT, true, 1.0 / 3);

    /**
     * From the budgets of docs/theory.md, where noise dominates the exact form: coupled batches and one batch an iteration have
     * 1/n in place of 1/(σ²n); K = 1 has n larger by (K + 1)/2; a cold start with K = 1 has an error of order 1; a larger σ has
     * a squared bias of order σ². A third and two leave room between what is predicted and 1, for other terms on the one side
     * and for the controls on the other.
     */
    static final List<Prediction> PREDICTIONS = List.of(
            new Prediction(new Ordering(Shortcut.COUPLED, Shortcut.EXACT, true, 1.0 / 3), UNCOUPLED),
            new Prediction(new Ordering(Shortcut.ONE_BATCH, Shortcut.EXACT, true, 1.0 / 3), UNCOUPLED),
            new Prediction(
                    new Ordering(Shortcut.SINGLE_STEP, Shortcut.EXACT, true, 1),
                    new Ordering(Shortcut.EXACT_AGAIN, Shortcut.SINGLE_STEP, true, 1)),
            new Prediction(
                    new Ordering(Shortcut.COLD_SINGLE_STEP, Shortcut.SINGLE_STEP, false, 1),
                    new Ordering(Shortcut.COUPLED_AGAIN, Shortcut.COLD_SINGLE_STEP, false, 1)),
            new Prediction(
                    new Ordering(Shortcut.FIXED_SIGMA, Shortcut.COUPLED, false, 2),
                    new Ordering(Shortcut.COUPLED_AGAIN, Shortcut.COUPLED, false, 2)));

    /** Of a false SUPPORTED, and of a false NOT_SUPPORTED. */
    static final double LEVEL = 0.01;

    /** A test of one ordering: the p-values against its opposite, and against itself. */
    record Tested(Ordering ordering, WelchDifference logarithm, double pFor, double pAgainst) {
        /** The mean logarithm, whose sign and size are decided on. */
        Evidence.Effect effect(String name) {
            return new Evidence.Effect(name, logarithm.mean(), Optional.of(logarithm.interval(0.95)));
        }

        /** Its name where a claim has several. */
        Evidence.Effect effect() {
            return effect("mean of ln(E of '" + ordering.of().words() + "' / E of '"
                    + ordering.to().words() + "')");
        }

        String describe() {
            return String.format(
                    Locale.ROOT,
                    "%s: ratio %.3g, p = %.2g, against it %.2g",
                    ordering,
                    Math.exp(logarithm.mean()),
                    pFor,
                    pAgainst);
        }
    }

    /** By Welch's test: every form has seeds of its own, and errors scatter more in some forms than in others. */
    Tested test(Map<Shortcut, double[]> errors) {
        WelchDifference logarithm = WelchDifference.of(logarithms(errors.get(of)), logarithms(errors.get(to)));
        double pBelow = logarithm.pValueBelow(Math.log(factor));
        double pAbove = logarithm.pValueAbove(Math.log(factor));
        return new Tested(this, logarithm, below ? pBelow : pAbove, below ? pAbove : pBelow);
    }

    private static double[] logarithms(double[] errors) {
        return Arrays.stream(errors).map(Math::log).toArray();
    }

    /**
     * Supported if all lie on their sides, not supported if one lies on the other by Bonferroni over as many as the claim has: a
     * control, which is judged by itself, meets the same level as it would in the claim.
     */
    static Verdict decide(List<Tested> tests) {
        if (tests.stream().allMatch(test -> test.pFor() <= LEVEL)) {
            return Verdict.SUPPORTED;
        }
        return tests.stream().anyMatch(test -> test.pAgainst() <= LEVEL / PREDICTIONS.size())
                ? Verdict.NOT_SUPPORTED
                : Verdict.INCONCLUSIVE;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s %s %.3g times %s", of.words(), below ? "below" : "above", factor, to.words());
    }
}
