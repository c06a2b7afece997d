package org.plumbline.theory.judge;

import static org.plumbline.theory.judge.Wording.number;
import static org.plumbline.theory.judge.Wording.percent;

import java.util.Locale;
import org.apache.commons.math3.stat.StatUtils;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.statistics.Interval;
import org.plumbline.theory.statistics.Power;
import org.plumbline.theory.statistics.Require;
import org.plumbline.theory.statistics.StudentInterval;

/**
 * Decides "the slope equals \(s\)", to within a margin \(m\), from slopes measured per seed or per random instance: a
 * two-sided equivalence test. SUPPORTED iff the Student interval of the mean slope lies within \([s - m, s + m]\);
 * NOT_SUPPORTED iff it lies wholly outside; else, or with fewer slopes than the minimum, INCONCLUSIVE.
 *
 * <p>False alarms, for independent normal slopes at level 0.95: SUPPORTED at a true mean on or beyond \(s \pm m\) has
 * probability at most 0.025 (two one-sided tests, each at 0.025), NOT_SUPPORTED at a true mean of \(s\) at most 0.05,
 * and less the more \(m\) exceeds the standard error. The interval is of the *mean*: instances with exponents of their
 * own average out, so the decision carries the least and the greatest slope too.
 *
 * <p>Source: Schuirmann, "A comparison of the two one-sided tests procedure and the power approach", J. Pharmacokinet.
 * Biopharm. 15 (1987), 657–680.
 *
 * @param predictedSlope \(s\)
 * @param margin \(m\), positive
 * @param level of the two-sided interval, in (0, 1)
 * @param minimumSlopes the least number of slopes, at least 2
 */
public record SlopeRule(double predictedSlope, double margin, double level, int minimumSlopes) {
    /** Refuses values outside their ranges. */
    public SlopeRule {
        Require.finite("predicted slope", predictedSlope);
        Require.positive("margin", margin);
        Require.probability("level", level);
        Require.atLeast("minimum number of slopes", minimumSlopes, 2);
    }

    /**
     * The verdict.
     *
     * @param slopes finite, one a seed or instance
     * @return the decision with its evidence
     */
    public SlopeDecision decide(double... slopes) {
        if (slopes.length < 2) {
            double only = slopes.length == 1 ? Require.finite("slope[0]", slopes[0]) : Double.NaN;
            return new SlopeDecision(
                    Verdict.INCONCLUSIVE,
                    tooFew(slopes),
                    only,
                    Double.NaN,
                    Interval.everything(),
                    only,
                    only,
                    slopes.length);
        }
        StudentInterval estimate = StudentInterval.of(slopes);
        Interval interval = estimate.interval(level);
        Interval accepted = Interval.around(predictedSlope, margin);
        String found = "The slope is " + number(estimate.mean()) + " " + Wording.interval(interval) + ", ";
        Verdict verdict;
        String reason;
        if (slopes.length < minimumSlopes) {
            verdict = Verdict.INCONCLUSIVE;
            reason = tooFew(slopes);
        } else if (interval.isWithin(accepted)) {
            verdict = Verdict.SUPPORTED;
            reason = found + "within " + Wording.interval(accepted) + ".";
        } else if (interval.isDisjointFrom(accepted)) {
            verdict = Verdict.NOT_SUPPORTED;
            reason = found + "wholly outside " + Wording.interval(accepted) + ".";
        } else {
            verdict = Verdict.INCONCLUSIVE;
            reason = found + "partly inside " + Wording.interval(accepted) + ": use more slopes.";
        }
        return new SlopeDecision(
                verdict,
                reason,
                estimate.mean(),
                estimate.standardDeviation(),
                interval,
                StatUtils.min(slopes),
                StatUtils.max(slopes),
                slopes.length);
    }

    /**
     * How likely slopes are that speak as much against the rule's accepted range, if the mean lies at its nearer end.
     *
     * @param decision of this rule
     * @return the one-sided p-value, at least ½ inside the range; NaN with fewer than two slopes
     */
    public double pValue(SlopeDecision decision) {
        if (decision.size() < 2) {
            return Double.NaN;
        }
        StudentInterval estimate = new StudentInterval(decision.size(), decision.slope(), decision.standardDeviation());
        return decision.slope() < predictedSlope
                ? estimate.pValueBelow(predictedSlope - margin)
                : estimate.pValueAbove(predictedSlope + margin);
    }

    /**
     * How probably a slope would have been rejected that lies twice the margin from the predicted one.
     *
     * @param decision of this rule
     * @return a sentence without a full stop
     */
    public String power(SlopeDecision decision) {
        if (decision.size() < 2) {
            return "not computed: fewer than two slopes";
        }
        double far = predictedSlope - 2 * margin;
        return String.format(
                Locale.ROOT,
                "would have rejected slope %s, and slope %s, with probability %.3f (%d slopes, standard deviation %.2g between"
                        + " them)",
                number(far),
                number(predictedSlope + 2 * margin),
                ofRejecting(far, decision),
                decision.size(),
                decision.standardDeviation());
    }

    /**
     * How probably this rule rejects a negative control, if its true slope and scatter are those that were measured.
     *
     * @param name such as "the control"
     * @param control of this rule, on the control's own slopes
     * @return a sentence; empty with fewer than two slopes
     */
    public String powerAgainst(String name, SlopeDecision control) {
        return control.size() < 2
                ? ""
                : String.format(
                        Locale.ROOT,
                        " At the slope of %s (%s) and its scatter it rejects with probability %.3f.",
                        name,
                        number(control.slope()),
                        ofRejecting(control.slope(), control));
    }

    /** Slopes as far above the predicted one are rejected as often as those below it. */
    private double ofRejecting(double slope, SlopeDecision scatter) {
        double below = predictedSlope - Math.abs(slope - predictedSlope);
        return new Power(
                        predictedSlope - margin,
                        Double.POSITIVE_INFINITY,
                        level,
                        scatter.size(),
                        scatter.standardDeviation())
                .ofRejecting(below);
    }

    private String tooFew(double[] slopes) {
        return "Slopes: " + slopes.length + " of at least " + minimumSlopes + ".";
    }

    /**
     * The rule in words, with its numbers.
     *
     * @return one paragraph
     */
    public String describe() {
        String accepted = Wording.interval(Interval.around(predictedSlope, margin));
        return "Slope rule: the " + percent(level)
                + " Student interval of the mean slope decides. SUPPORTED iff it lies"
                + " within " + accepted + " (predicted " + number(predictedSlope) + ", margin " + number(margin)
                + "), NOT_SUPPORTED iff it lies wholly outside, INCONCLUSIVE otherwise or with fewer than "
                + minimumSlopes + " slopes. For normal slopes SUPPORTED is wrong with probability at most "
                + percent((1 - level) / 2) + ", and NOT_SUPPORTED at the predicted slope with at most "
                + percent(1 - level) + ".";
    }
}
