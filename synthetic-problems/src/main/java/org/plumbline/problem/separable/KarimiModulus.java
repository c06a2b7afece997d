package org.plumbline.problem.separable;

import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * The PL constant of Karimi's loss, \(\mu(c) = \inf_u \rho(u)\) with \(\rho = \tfrac12 k'^2/k\).
 *
 * <p>ρ is even, tends to \(2(1+c)\) at 0 and to 2 at infinity. As \(\rho' = k'(k'' - \rho)/k\), its stationary points
 * are the roots of \(k'' - \rho\). The least value lies in \((0, 8)\): beyond, \(|k'| \ge 2u - c\) and \(k \le u^2 + c\)
 * give \(\rho \ge 2(1-\tfrac c{16})^2/(1+\tfrac c{64})\), which is above
 * \(\rho(2.4) \le 2(1-0.207c)^2/(1+0.079c)\). A grid finds the cell of the minimum, and the root in it is bracketed. An
 * error of the root changes ρ in second order only, so the value carries the rounding of \(k'\), of order 1e-15, alone:
 * relative to ρ, 1e-15 over \(k'\) at the minimum, which is 1e-11 at the worst c.
 */
final class KarimiModulus {
    /** Where the loss ceases to be PL: \(\sqrt{1+x^2}\), x the least positive root of \(\tan x = x\). */
    static final double CRITICAL = 4.603338848751701;

    private static final double LONGEST = 8;

    private static final int CELLS = 800;

    private static final int MAX_EVALUATIONS = 200;

    private KarimiModulus() {}

    static double of(KarimiLoss loss) {
        int best = 1;
        for (int i = 2; i <= CELLS; i++) {
            best = ratio(loss, point(i)) < ratio(loss, point(best)) ? i : best;
        }
        double from = point(best - 1);
        double to = point(best + 1);
        double worst = new BrentSolver(1e-14, 1e-13, 1e-15)
                .solve(MAX_EVALUATIONS, u -> loss.k2(u) * loss.k(u) - loss.k1(u) * loss.k1(u) / 2, from, to);
        return ratio(loss, worst);
    }

    private static double point(int i) {
        return LONGEST * i / CELLS;
    }

    private static double ratio(KarimiLoss loss, double u) {
        double slope = loss.k1(u);
        return slope * slope / 2 / loss.k(u);
    }
}
