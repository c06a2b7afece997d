package org.plumbline.theory.claim.rate;

import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.penalty.CentralDifferences;
import org.plumbline.algorithm.penalty.Coupling;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;

/**
 * A penalty method as the error budget (5.2) of docs/theory.md sees it.
 *
 * @param method itself
 * @param sigma σ
 * @param batch n
 * @param innerSteps K
 * @param outerStep η
 * @param order p of the bias \(O(\sigma^p)\): 1 of a forward difference, 2 of a central one
 * @param coupled whether all batches of the two chains are shared, so that the noise is not divided by σ
 */
record BudgetMethod(
        BilevelAlgorithm method,
        double sigma,
        long batch,
        int innerSteps,
        double outerStep,
        int order,
        boolean coupled) {
    static BudgetMethod of(BilevelAlgorithm method) {
        if (method instanceof FirstOrderPenalty m) {
            return new BudgetMethod(
                    m, m.sigma(), m.batch(), m.innerSteps(), m.outerStep(), 1, m.coupling() == Coupling.FULL);
        }
        if (method instanceof CentralDifferences m && !m.normalised()) {
            return new BudgetMethod(
                    m, m.sigma(), m.batch(), m.innerSteps(), m.outerStep(), m.order(), m.coupling() == Coupling.FULL);
        }
        throw new IllegalArgumentException("The method (" + method.name()
                + ") must be Algorithm 1 or its central form: no other has the budget (5.2).");
    }

    /** The same with σ, n and K multiplied. */
    BilevelAlgorithm scaled(double sigmaFactor, int batchFactor, int innerFactor) {
        if (method instanceof FirstOrderPenalty m) {
            return new FirstOrderPenalty(
                    m.sigma() * sigmaFactor,
                    m.batch() * batchFactor,
                    m.innerSteps() * innerFactor,
                    m.lowerStep(),
                    m.penalisedStep(),
                    m.outerStep(),
                    m.coupling(),
                    m.coldStart());
        }
        CentralDifferences m = (CentralDifferences) method;
        return new CentralDifferences(
                m.order(),
                m.sigma() * sigmaFactor,
                m.batch() * batchFactor,
                m.innerBatch() * batchFactor,
                m.innerSteps() * innerFactor,
                m.lowerStep(),
                m.outerStep(),
                m.coupling(),
                m.normalised());
    }
}
