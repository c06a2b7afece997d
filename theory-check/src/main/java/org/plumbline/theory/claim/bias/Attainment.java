package org.plumbline.theory.claim.bias;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.statistics.Interval;
import org.plumbline.theory.statistics.StudentInterval;

/**
 * "The envelope is attained": an equivalence test of mean over envelope against 1 at every step of every descent with
 * \(\tau = 1/L\), by Student intervals that hold together. SUPPORTED iff all lie within \([1-m, 1+m]\), NOT_SUPPORTED iff one lies
 * wholly outside. Either is wrong with probability at most \(\alpha\).
 *
 * @param level \(\alpha\), shared by all intervals
 * @param margin m
 */
record Attainment(double level, double margin) {
    /** The verdict, the farthest ends of the intervals, and how likely chance alone makes a ratio that lies as far outside. */
    record Decision(Verdict verdict, String reason, double pValue, List<Evidence.Effect> ratios) {
        private static Evidence.Effect end(String which, double ratio) {
            return new Evidence.Effect(which + " end of the ratios to the envelope", ratio, Optional.empty());
        }
    }

    Decision decide(List<CellResult> descents, List<Envelope> envelopes, int repetitions) {
        Interval accepted = Interval.around(1, margin);
        int steps = descents.get(0).series("means").length - 1;
        double each = 1 - level / (descents.size() * steps);
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        boolean outside = false;
        double least = 1;
        for (int i = 0; i < descents.size(); i++) {
            double[] means = descents.get(i).series("means");
            double[] errors = descents.get(i).series("standard errors");
            for (int k = 1; k <= steps; k++) {
                double bound = envelopes.get(i).at(k);
                StudentInterval estimate = new StudentInterval(
                        repetitions, means[k] / bound, errors[k] / bound * Math.sqrt((double) repetitions));
                Interval ratio = estimate.interval(each);
                least = Math.min(
                        least,
                        Math.min(estimate.pValueBelow(accepted.lower()), estimate.pValueAbove(accepted.upper())));
                lowest = Math.min(lowest, ratio.lower());
                highest = Math.max(highest, ratio.upper());
                outside |= ratio.isDisjointFrom(accepted);
            }
        }
        boolean within = lowest >= accepted.lower() && highest <= accepted.upper();
        Verdict otherwise = within ? Verdict.SUPPORTED : Verdict.INCONCLUSIVE;
        String reason = String.format(
                Locale.ROOT, " Attained at τ = 1/L: all ratios to the envelope are in [%.4f, %.4f].", lowest, highest);
        return new Decision(
                outside ? Verdict.NOT_SUPPORTED : otherwise,
                reason,
                Math.min(1, least * descents.size() * steps),
                List.of(Decision.end("least", lowest), Decision.end("greatest", highest)));
    }

    String describe() {
        return String.format(
                Locale.ROOT,
                " Attained: Student intervals of mean over envelope at every step with τ = 1/L, together at %.1f %%, must lie"
                        + " within [%.2f, %.2f]; NOT_SUPPORTED iff one lies wholly outside.",
                100 * (1 - level),
                1 - margin,
                1 + margin);
    }
}
