package org.plumbline.problem.control;

import org.plumbline.random.RandomStream;

/**
 * A mechanical system \(\ddot q = a(q, \dot q, u)\) with its features of cost, and the derivatives of everything. The state is
 * \(x = (q, \dot q)\), and one step of length h is semi-implicit Euler, which is symplectic where a has no friction and no input:
 * \[ \dot q' = \dot q + h\,a(q, \dot q, u), \qquad q' = q + h\,\dot q'. \]
 * The cost of a step is a linear combination of smooth features \(k_i(x,u) \ge 0\), the last of which is the effort
 * \(\|u\|^2\).
 *
 * <p>Arrays are structures of arrays: {@code x[i][k]} is coordinate i in column k, and a method works on the columns from
 * {@code from} (inclusive) to {@code to} (exclusive). A column is one trajectory at one time; the next time of it stands
 * {@code to - from} columns further. An adjoint is the derivative of a scalar with respect to what it is named after; the methods
 * with adjoints <em>add</em> the product with a transposed Jacobian.
 */
public interface ControlSystem {
    /**
     * The number of states.
     *
     * @return even, at least 2
     */
    int states();

    /**
     * The number of actions.
     *
     * @return at least 1
     */
    int actions();

    /**
     * The length of an observation.
     *
     * @return at least 1
     */
    int observations();

    /**
     * The number of features of cost, with the effort.
     *
     * @return at least 2
     */
    int features();

    /**
     * Draws a start.
     *
     * @param stream the randomness
     * @param state receives it in one column
     * @param column the column
     */
    void start(RandomStream stream, double[][] state, int column);

    /**
     * What a policy sees of a state.
     *
     * @param state the states
     * @param observation receives the observations
     * @param from first column
     * @param to one past the last
     */
    void observe(double[][] state, double[][] observation, int from, int to);

    /**
     * One step.
     *
     * @param state the states, in the columns; receives the next ones in the columns behind
     * @param action u
     * @param from first column
     * @param to one past the last
     */
    void advance(double[][] state, double[][] action, int from, int to);

    /**
     * The features of cost of a step.
     *
     * @param state the states before the step
     * @param action u
     * @param feature receives \(k_i\)
     * @param from first column
     * @param to one past the last
     */
    void features(double[][] state, double[][] action, double[][] feature, int from, int to);

    /**
     * Backward through {@link #observe}.
     *
     * @param observation the observations
     * @param observationAdjoint their adjoints
     * @param stateAdjoint added to
     * @param from first column
     * @param to one past the last
     */
    void observeAdjoint(
            double[][] observation, double[][] observationAdjoint, double[][] stateAdjoint, int from, int to);

    /**
     * Backward through {@link #advance}: from the adjoints in the columns behind to those in the columns.
     *
     * @param state the states before the step
     * @param action u
     * @param stateAdjoint of the next states in the columns behind, which are overwritten; added to in the columns
     * @param actionAdjoint added to
     * @param from first column
     * @param to one past the last
     */
    void advanceAdjoint(
            double[][] state, double[][] action, double[][] stateAdjoint, double[][] actionAdjoint, int from, int to);

    /**
     * Backward through \(\sum_i w_i k_i\).
     *
     * @param state the states before the step
     * @param action u
     * @param weights w, the adjoints of the features, equal in all columns
     * @param stateAdjoint added to
     * @param actionAdjoint added to
     * @param from first column
     * @param to one past the last
     */
    void featuresAdjoint(
            double[][] state,
            double[][] action,
            double[] weights,
            double[][] stateAdjoint,
            double[][] actionAdjoint,
            int from,
            int to);
}
