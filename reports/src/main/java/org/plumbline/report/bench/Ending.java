package org.plumbline.report.bench;

import org.plumbline.run.StopRule;

/**
 * When a run ends.
 *
 * @param rule the rule
 * @param words the same in words, by which one rule is told from another
 */
public record Ending(StopRule rule, String words) {
    /** Also ends where so many samples are drawn; an infinite budget changes nothing. */
    Ending orSamples(double budget) {
        return Double.isInfinite(budget)
                ? this
                : new Ending(rule.or(StopRule.samples((long) budget)), words + ", N = " + budget);
    }
}
