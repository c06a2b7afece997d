package org.plumbline.sampling;

/**
 * Trajectories of a task that ends after H steps, under a policy whose actions are \(u_t = \mu(o_t) + s\,\xi_t\),
 * \(\xi_t \sim N(0,I)\). Column t n + k of an array is step t of trajectory k.
 *
 * @param trajectories n, at least 1
 * @param horizon H, at least 1
 * @param discount γ, in (0, 1)
 * @param observation o, a row for each coordinate
 * @param noise ξ, a row for each action
 * @param cost what a step costs, a row for each kind of cost
 */
@SuppressWarnings("ArrayRecordComponent") // a block of data that is read in hot loops, not a value to compare
public record Episodes(
        int trajectories, int horizon, double discount, double[][] observation, double[][] noise, double[][] cost) {
    /** The discounted number of steps to go, \(\delta_t = (1-\gamma^{H-t})/(1-\gamma)\). */
    double toGo(int step) {
        return (1 - Math.pow(discount, horizon - step)) / (1 - discount);
    }
}
