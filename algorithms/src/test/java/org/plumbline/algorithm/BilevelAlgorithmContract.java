package org.plumbline.algorithm;

/**
 * What every method must satisfy. Implement the four methods of {@link AlgorithmUnderTest} in a test class and run it;
 * the default methods are the tests.
 */
public interface BilevelAlgorithmContract extends ReproducibilityContract, CostContract, FailureContract {}
