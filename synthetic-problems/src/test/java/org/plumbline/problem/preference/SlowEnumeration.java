package org.plumbline.problem.preference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.plumbline.problem.mdp.FiniteMdp;

/** Every trajectory of a process on its own, with textbook formulas: what {@link VisitTable} is compared with. */
final class SlowEnumeration {
    private record Trajectory(double probability, double[] score, double learnt, double truth) {}

    private final FiniteMdp mdp;
    private final double[] policy;
    private final double[] learnt;
    private final double[] truth;
    private final List<Trajectory> all = new ArrayList<>();

    SlowEnumeration(FiniteMdp mdp, int horizon, double[] policy, double[] learnt, double[] truth) {
        this.mdp = mdp;
        this.policy = policy;
        this.learnt = learnt;
        this.truth = truth;
        for (int s = 0; s < mdp.states(); s++) {
            extend(s, horizon, new Trajectory(mdp.initial()[s], new double[policy.length], 0, 0));
        }
    }

    private void extend(int s, int left, Trajectory before) {
        for (int a = 0; a < mdp.actions(); a++) {
            int pair = s * mdp.actions() + a;
            double[] score = before.score.clone();
            score[pair] += 1;
            for (int b = 0; b < mdp.actions(); b++) {
                score[s * mdp.actions() + b] -= policy[s * mdp.actions() + b];
            }
            Trajectory now = new Trajectory(
                    before.probability * policy[pair], score, before.learnt + learnt[pair], before.truth + truth[pair]);
            if (left == 1) {
                all.add(now);
                continue;
            }
            for (int next = 0; next < mdp.states(); next++) {
                double move = mdp.probability(s, a, next);
                extend(next, left - 1, new Trajectory(now.probability * move, score, now.learnt, now.truth));
            }
        }
    }

    int size() {
        return all.size();
    }

    private double expectation(ToDoubleBiFunction<Trajectory, Trajectory> of) {
        double sum = 0;
        for (Trajectory first : all) {
            for (Trajectory second : all) {
                sum += first.probability * second.probability * of.applyAsDouble(first, second);
            }
        }
        return sum;
    }

    private static double loss(Trajectory first, Trajectory second) {
        double label = 1 / (1 + Math.exp(second.truth - first.truth));
        double learnt = 1 / (1 + Math.exp(second.learnt - first.learnt));
        return -label * Math.log(learnt) - (1 - label) * Math.log(1 - learnt);
    }

    double loss() {
        return expectation(SlowEnumeration::loss);
    }

    /** \(E[\ell\,(\nabla\log p_1 + \nabla\log p_2)]\). */
    double gradient(int pair) {
        return expectation((first, second) -> loss(first, second) * (first.score[pair] + second.score[pair]));
    }
}
