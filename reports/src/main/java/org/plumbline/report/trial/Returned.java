package org.plumbline.report.trial;

import org.plumbline.random.RandomStream;
import org.plumbline.theory.measure.StationarityProbe;

/**
 * \(\|\nabla\Phi\|^2\) at the points that a run may return, and its means, over the finite iterates
 * \(\varphi_0,\dots,\varphi_T\). Theorems bound the average, which is the expectation at the random iterate; the best
 * iterate is known only to who knows the truth.
 *
 * @param last at \(\varphi_T\)
 * @param best the least over \(0 \le t \le T\)
 * @param bestAt where it is, the earliest of equals
 * @param random at an index that is uniform on \(\{0,\dots,T-1\}\); NaN if T = 0
 * @param randomAt that index, or −1 if T = 0
 * @param tail the mean over \(T/2 \le t \lt T\); NaN if T = 0
 * @param average the mean over \(0 \le t \lt T\); NaN if T = 0
 */
public record Returned(
        double last, double best, long bestAt, double random, long randomAt, double tail, double average) {
    /**
     * Chooses and averages.
     *
     * @param seen the norms of a run, at least one
     * @param stream chooses the random iterate, and nothing else
     * @return the summary
     */
    static Returned of(StationarityProbe seen, RandomStream stream) {
        int steps = seen.iterations();
        int best = 0;
        for (int t = 1; t <= steps; t++) {
            best = seen.at(t) < seen.at(best) ? t : best;
        }
        int random = steps == 0 ? -1 : stream.nextInt(steps);
        return new Returned(
                seen.at(steps),
                seen.at(best),
                best,
                random < 0 ? Double.NaN : seen.at(random),
                random,
                seen.tail(),
                seen.average());
    }
}
