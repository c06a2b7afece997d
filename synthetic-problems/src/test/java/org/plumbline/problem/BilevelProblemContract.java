package org.plumbline.problem;

/**
 * What every problem must satisfy, whatever its family. Implement {@link #problem()} in a test class and run it; the
 * default methods are the tests. As it has one abstract method, {@code () -> problem} is a contract too, whose methods
 * property tests call on random instances.
 */
@FunctionalInterface
public interface BilevelProblemContract
        extends DerivativeContract,
                SolutionContract,
                OptimumContract,
                ConstantsContract,
                LowerLevelContract,
                NegativePenaltyContract,
                OracleContract,
                FileContract {}
