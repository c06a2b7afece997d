package org.plumbline.theory.panel;

import java.util.Optional;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.FiniteSumAlgorithm;
import org.plumbline.algorithm.ModelAlgorithm;
import org.plumbline.algorithm.SecondOrderAlgorithm;
import org.plumbline.algorithm.TabularAlgorithm;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.BilevelProblem;

/** Whether a method's theorem covers a problem, and whether the method can run there at all. */
public final class Unmet {
    private Unmet() {}

    /**
     * Why a method's theorem does not cover a problem; it may still run there, outside its theorem.
     *
     * @param spec the method
     * @param problem the problem
     * @return the reason, or empty if its assumptions are declared
     */
    public static Optional<String> assumption(AlgorithmSpec spec, BilevelProblem problem) {
        return spec.card().requirement().unmet(problem.lowerLevel(), problem.constants());
    }

    /**
     * Why a method cannot run, not even outside its theorem.
     *
     * @param spec the method
     * @param oracles what there is
     * @return the reason, or empty if its oracles are offered
     */
    public static Optional<String> oracle(AlgorithmSpec spec, Oracles oracles) {
        Ledger unread = new Ledger();
        Class<?> type = spec.type();
        if (FiniteSumAlgorithm.class.isAssignableFrom(type)
                && oracles.finiteSum(unread).isEmpty()) {
            return Optional.of(FiniteSumAlgorithm.MISSING);
        }
        if (SecondOrderAlgorithm.class.isAssignableFrom(type)
                && oracles.secondOrder(unread).isEmpty()) {
            return Optional.of(SecondOrderAlgorithm.MISSING);
        }
        if (TabularAlgorithm.class.isAssignableFrom(type)
                && oracles.tabular(unread).isEmpty()) {
            return Optional.of(TabularAlgorithm.MISSING);
        }
        if (ModelAlgorithm.class.isAssignableFrom(type) && oracles.model(unread).isEmpty()) {
            return Optional.of(ModelAlgorithm.MISSING);
        }
        return Optional.empty();
    }
}
