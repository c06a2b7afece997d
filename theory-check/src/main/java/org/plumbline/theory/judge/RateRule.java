package org.plumbline.theory.judge;

import static org.plumbline.theory.judge.Wording.interval;
import static org.plumbline.theory.judge.Wording.number;
import static org.plumbline.theory.judge.Wording.percent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.plumbline.random.RandomStream;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.statistics.BootstrapT;
import org.plumbline.theory.statistics.Interval;
import org.plumbline.theory.statistics.Power;
import org.plumbline.theory.statistics.Require;
import org.plumbline.theory.statistics.StudentInterval;

/**
 * Decides "a schedule for accuracy \(\epsilon\) reaches an error \(E = O(\epsilon^s)\)". Per seed, \(\ln E\) is fitted
 * against \(\ln\epsilon\) over the last three halvings; \([\ell, u]\) is the Student interval of the mean of these
 * slopes and \(h\) its half-width.
 * <ul>
 *   <li>SUPPORTED iff \(h \le m\), \(\ell \ge s - m\), the slope of the mean error over seeds is at least
 *       \(s - m\) too (claims are about an expectation, per-seed slopes about geometric means), no seed failed and \(E/\epsilon^s\) shows no upward trend.
 *   <li>NOT_SUPPORTED iff \(h \le m\) and \(u \lt s - m\).
 *   <li>INCONCLUSIVE otherwise, so also with fewer finished seeds than the minimum.
 * </ul>
 *
 * <p><b>Width comes first.</b> "NOT_SUPPORTED iff the upper end is below \(1-m\); else, or if the half-width exceeds
 * \(m\), INCONCLUSIVE" says something beyond "else" only if a wide interval overrides what precedes it, and so it does,
 * for either verdict. Slopes that scatter so much do not share one exponent, or one of few seeds went wild: the case in
 * which Student's assumption is weakest. It errs to the safe side and costs more seeds; the reason then says that the
 * interval lies below all the same. For normal slopes width and mean are independent, so this adds no false alarm.
 *
 * <p><b>Upward trend</b>, as \(\epsilon\) falls: over the last step the mean over seeds of the local slope is below
 * \(s - m\), and a one-sided Student test over seeds rejects "at least \(s\)" at {@value #TREND_LEVEL}. The slope does
 * not imply it: local slopes 1.3, 1.3, 0.5 fit 1.07. Both conditions are needed: significance alone would bar a slope
 * of 0.97 once seeds are many, size alone would bar noise. Bars SUPPORTED, proves nothing else.
 *
 * <p><b>False alarms</b>, for independent normal slopes at level 0.95. If the true slope is \(s - m\) or less,
 * SUPPORTED has probability at most 0.025; if it is \(s - m\) or more, NOT_SUPPORTED at most 0.025 (far less at
 * \(s\), see {@link #power}); so a decided verdict is wrong with probability at most 0.025. If \(E = c\,\epsilon^s\)
 * exactly, the trend test bars SUPPORTED with probability at most 0.01, and all together SUPPORTED is missed with at
 * most 0.01 plus the probability that precision lacks, one minus {@link Power#ofSupporting}.
 *
 * <p>A failed seed bars SUPPORTED only: a refutation by the seeds that did finish stands.
 *
 * @param margin \(m\), positive
 * @param level of the two-sided interval, in (0, 1)
 * @param minimumSeeds the least number of finished seeds, at least 2
 * @param predictedSlope \(s\)
 */
public record RateRule(double margin, double level, int minimumSeeds, double predictedSlope) {
    /** The level of the one-sided test for an upward trend. */
    public static final double TREND_LEVEL = 0.01;

    /** Refuses values outside their ranges. */
    public RateRule {
        Require.positive("margin", margin);
        Require.probability("level", level);
        Require.atLeast("minimum number of seeds", minimumSeeds, 2);
        Require.finite("predicted slope", predictedSlope);
    }

    /**
     * The rule of this suite: slope 1, margin 0.1, level 0.95, ten seeds.
     *
     * @return the rule
     */
    public static RateRule standard() {
        return new RateRule(0.1, 0.95, 10, 1);
    }

    /**
     * The slope that the interval must clear.
     *
     * @return \(s - m\)
     */
    public double bound() {
        return predictedSlope - margin;
    }

    /**
     * How likely slopes are that speak as much against the rate, if their mean is the bound.
     *
     * @param decision of this rule
     * @return the one-sided p-value; NaN with fewer than two seeds
     */
    public double pValue(RateDecision decision) {
        return decision.seeds() < 2
                ? Double.NaN
                : new StudentInterval(decision.seeds(), decision.slope(), decision.standardDeviation())
                        .pValueBelow(bound());
    }

    /**
     * How probably this rule decides, at other true slopes.
     *
     * @param standardDeviation of the per-seed slopes, as observed
     * @param seeds how many finished, at least 2
     * @return the power of the interval's conditions; the trend and failed seeds can only lower that of supporting
     */
    public Power power(double standardDeviation, int seeds) {
        return new Power(bound(), margin, level, seeds, standardDeviation);
    }

    /**
     * How probably this rule rejects a negative control, if its true slope and scatter are those that were measured.
     *
     * @param name such as "the control"
     * @param control of this rule, on the control's own runs
     * @return a sentence; empty if fewer than two seeds finished
     */
    public String powerAgainst(String name, RateDecision control) {
        return control.seeds() > 1 && control.standardDeviation() > 0
                ? String.format(
                        Locale.ROOT,
                        " At the slope of %s (%.2f) and its scatter it rejects with probability %.3f.",
                        name,
                        control.slope(),
                        power(control.standardDeviation(), control.seeds()).ofRejecting(control.slope()))
                : "";
    }

    /**
     * The verdict.
     *
     * @param data errors by seed
     * @param stream for the bootstrap interval, which does not decide; advanced
     * @return the decision with its evidence
     */
    public RateDecision decide(RateData data, RandomStream stream) {
        RateSummary summary = RateSummary.of(data);
        double[] slopes = summary.perSeedSlopes();
        if (slopes.length < 2) {
            return decision(data, summary, Verdict.INCONCLUSIVE, tooFew(data), null, Interval.everything(), null);
        }
        StudentInterval estimate = StudentInterval.of(slopes);
        StudentInterval last = StudentInterval.of(summary.lastLocalSlopes());
        Interval interval = estimate.interval(level);
        Interval bootstrap = BootstrapT.interval(slopes, level, BootstrapT.MINIMUM_RESAMPLES, stream);
        String found = "The slope is " + number(estimate.mean()) + " " + interval(interval) + ". ";
        if (data.seeds() >= minimumSeeds && interval.halfWidth() <= margin && interval.upper() < bound()) {
            String reason = found + "The interval lies below " + number(bound()) + ".";
            return decision(data, summary, Verdict.NOT_SUPPORTED, reason, estimate, bootstrap, last);
        }
        List<String> obstacles = obstacles(data, summary, interval, last);
        Verdict verdict = obstacles.isEmpty() ? Verdict.SUPPORTED : Verdict.INCONCLUSIVE;
        String reason = obstacles.isEmpty()
                ? "The interval lies at or above " + number(bound()) + ", and E/ε^" + number(predictedSlope)
                        + " shows no upward trend."
                : String.join(" ", obstacles);
        return decision(data, summary, verdict, found + reason, estimate, bootstrap, last);
    }

    private List<String> obstacles(RateData data, RateSummary summary, Interval interval, StudentInterval last) {
        List<String> obstacles = new ArrayList<>();
        if (data.seeds() < minimumSeeds) {
            obstacles.add(tooFew(data));
        }
        if (interval.halfWidth() > margin) {
            obstacles.add("The half-width " + number(interval.halfWidth()) + " exceeds the margin " + number(margin)
                    + (interval.upper() < bound() ? ", though the interval lies below " + number(bound()) : "")
                    + ": use more seeds.");
        }
        if (interval.lower() < bound() && interval.upper() >= bound()) {
            obstacles.add("The interval contains values on both sides of " + number(bound()) + ".");
        }
        if (data.failedSeeds() > 0) {
            obstacles.add("Failed seeds: " + data.failedSeeds() + ".");
        }
        if (summary.slopeOfMeanError() < bound()) {
            obstacles.add("The slope of the mean error over seeds is " + number(summary.slopeOfMeanError())
                    + ": rare bad seeds move the expectation.");
        }
        if (last.mean() < bound() && last.pValueBelow(predictedSlope) <= TREND_LEVEL) {
            obstacles.add("E/ε^" + number(predictedSlope) + " rises at the smallest ε: the last local slope" + " is "
                    + number(last.mean()) + " (p = " + number(last.pValueBelow(predictedSlope)) + ").");
        }
        return obstacles;
    }

    private String tooFew(RateData data) {
        return "Finished seeds: " + data.seeds() + " of at least " + minimumSeeds + " (failed: " + data.failedSeeds()
                + ").";
    }

    private RateDecision decision(
            RateData data,
            RateSummary summary,
            Verdict verdict,
            String reason,
            StudentInterval estimate,
            Interval bootstrap,
            StudentInterval last) {
        double[] slopes = summary.perSeedSlopes();
        boolean estimated = estimate != null;
        return new RateDecision(
                verdict,
                reason,
                estimated ? estimate.mean() : slopes.length == 1 ? slopes[0] : Double.NaN,
                estimated ? estimate.standardDeviation() : Double.NaN,
                estimated ? estimate.interval(level) : Interval.everything(),
                bootstrap,
                summary.slopeOfMeanError(),
                slopes,
                summary.localSlopes(),
                estimated ? last.statistic(predictedSlope) : Double.NaN,
                estimated ? last.pValueBelow(predictedSlope) : Double.NaN,
                data.seeds(),
                data.failedSeeds());
    }

    /**
     * The rule in words, with its numbers.
     *
     * @return one paragraph
     */
    public String describe() {
        String clear = number(bound());
        String power = "E/ε^" + number(predictedSlope);
        return "Rate rule: per seed, ln E is fitted against ln ε over the last three halvings of ε; the "
                + percent(level)
                + " Student interval of the mean slope decides. SUPPORTED iff its lower end is at least "
                + clear + " (predicted " + number(predictedSlope) + " minus the margin " + number(margin)
                + "), the slope of the mean error over seeds is so too (the claim is about an expectation, per-seed slopes about"
                + " geometric means), no seed diverged or was projected in its later half, and " + power
                + " shows no upward trend as ε falls (an alarm: over the last step the mean local slope is below "
                + clear + " and a one-sided Student test over seeds rejects " + number(predictedSlope) + " at "
                + percent(TREND_LEVEL) + "). NOT_SUPPORTED iff its upper end is below " + clear
                + ". INCONCLUSIVE otherwise, and in any case if its half-width exceeds " + number(margin)
                + " or fewer than " + minimumSeeds
                + " seeds finished. For normal slopes a decided verdict is wrong with probability at most "
                + percent((1 - level) / 2) + ", and the trend test bars a true " + power + " = constant with at most "
                + percent(TREND_LEVEL) + ".";
    }
}
