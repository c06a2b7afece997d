package org.plumbline.problem.mdp;

/**
 * What the transition probabilities alone say of every policy. Write \(m(s') = \min_{s,a}P(s'|s,a)\),
 * \(M(s') = \max_{s,a}P(s'|s,a)\).
 * <ul>
 *   <li>As \(d = \nu + \gamma P_\pi^\top d\) has sum \(1/(1-\gamma)\), occupancies lie between
 *       \(d_- = \nu + \tfrac{\gamma}{1-\gamma}m\) and \(d_+ = \nu + \tfrac{\gamma}{1-\gamma}M\).
 *   <li>Two rows P, P′ have total variation distance \(1 - \sum\min(P,P')\), at most \(\kappa = 1 - \sum_{s'} m(s')\), and
 *       so \(\operatorname{sp}(Px) \le \kappa\operatorname{sp}(x)\) for the span (largest minus smallest entry). Values
 *       of a reward of range R thus have span at most \(R + \gamma\kappa R + \dots = R/(1-\gamma\kappa)\), where the crude
 *       bound is \(R/(1-\gamma)\). Between the rows of one state, \(\kappa_s = 1 - \sum_{s'}\min_a P(s'|s,a)\).
 * </ul>
 *
 * @param contraction \(\kappa\), in [0, 1]
 * @param contractions \(\kappa_s\), length S
 * @param leastOccupancy \(d_-\), length S
 * @param mostOccupancy \(d_+\), length S
 */
record Mixing(double contraction, double[] contractions, double[] leastOccupancy, double[] mostOccupancy) {
    static Mixing of(FiniteMdp mdp) {
        int n = mdp.states();
        double[] least = new double[n];
        double[] most = new double[n];
        double[] contractions = new double[n];
        double[] initial = mdp.initial();
        double horizon = mdp.gamma() / (1 - mdp.gamma());
        double overlap = 0;
        for (int next = 0; next < n; next++) {
            double smallest = 1;
            double largest = 0;
            for (int s = 0; s < n; s++) {
                double smallestHere = 1;
                for (int a = 0; a < mdp.actions(); a++) {
                    smallestHere = Math.min(smallestHere, mdp.probability(s, a, next));
                    largest = Math.max(largest, mdp.probability(s, a, next));
                }
                contractions[s] += smallestHere;
                smallest = Math.min(smallest, smallestHere);
            }
            least[next] = initial[next] + horizon * smallest;
            most[next] = initial[next] + horizon * largest;
            overlap += smallest;
        }
        for (int s = 0; s < n; s++) {
            contractions[s] = Math.max(0, 1 - contractions[s]);
        }
        return new Mixing(Math.max(0, 1 - overlap), contractions, least, most);
    }
}
