package org.plumbline.problem.lqr;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.oracle.TransitionVisitor;

/** Keeps every transition, as vectors. */
final class RecordedRollout implements TransitionVisitor {
    private final List<List<Transition>> trajectories = new ArrayList<>();

    private int begun;

    /** One transition of one trajectory. */
    record Transition(int t, double[] state, double[] noise, double[] action, double[] next) {}

    @Override
    public void visit(int step, int count, double[][] state, double[][] noise, double[][] action, double[][] next) {
        if (step == 0) {
            begun = trajectories.size();
        }
        for (int k = 0; k < count; k++) {
            if (step == 0) {
                trajectories.add(new ArrayList<>());
            }
            trajectories
                    .get(begun + k)
                    .add(new Transition(step, column(state, k), column(noise, k), column(action, k), column(next, k)));
        }
    }

    static double[] column(double[][] rows, int k) {
        double[] column = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            column[i] = rows[i][k];
        }
        return column;
    }

    /** In the order in which they were begun. */
    List<List<Transition>> trajectories() {
        return trajectories;
    }

    /** Of all trajectories, one after the other. */
    List<Transition> transitions() {
        return trajectories.stream().flatMap(List::stream).toList();
    }
}
