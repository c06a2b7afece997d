package org.plumbline.theory.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holm's step-down correction of several p-values: with \(p_{(1)} \le \dots \le p_{(m)}\),
 * \[ \tilde p_{(i)} = \max_{j \le i} \min(1, (m - j + 1)\, p_{(j)}). \]
 * Rejecting where \(\tilde p \le \alpha\) makes one or more false rejections with probability at most \(\alpha\),
 * whatever the dependence, and rejects all that Bonferroni does.
 *
 * <p>Source: Holm, "A simple sequentially rejective multiple test procedure", Scand. J. Statist. 6 (1979), 65–70,
 * Theorem 1.
 */
public final class Holm {
    private Holm() {}

    /**
     * The corrected p-values.
     *
     * @param pValues each in [0, 1], by name
     * @return as many, in the iteration order of the argument
     */
    public static Map<String, Double> adjust(Map<String, Double> pValues) {
        List<Map.Entry<String, Double>> rising = new ArrayList<>(pValues.entrySet());
        for (Map.Entry<String, Double> entry : rising) {
            double p = entry.getValue();
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException(
                        "The p-value of " + entry.getKey() + " (" + p + ") must lie in [0, 1].");
            }
        }
        rising.sort(Map.Entry.comparingByValue(Comparator.naturalOrder()));
        Map<String, Double> adjusted = new LinkedHashMap<>();
        pValues.keySet().forEach(name -> adjusted.put(name, 1.0));
        double running = 0;
        for (int i = 0; i < rising.size(); i++) {
            running = Math.max(
                    running, Math.min(1, (rising.size() - i) * rising.get(i).getValue()));
            adjusted.put(rising.get(i).getKey(), running);
        }
        return adjusted;
    }

    /**
     * The names whose hypotheses are rejected.
     *
     * @param pValues each in [0, 1], by name
     * @param level the family-wise error rate, in (0, 1)
     * @return names with a corrected p-value of at most {@code level}, in the iteration order of the argument
     */
    public static List<String> rejected(Map<String, Double> pValues, double level) {
        Require.probability("level", level);
        return adjust(pValues).entrySet().stream()
                .filter(entry -> entry.getValue() <= level)
                .map(Map.Entry::getKey)
                .toList();
    }
}
