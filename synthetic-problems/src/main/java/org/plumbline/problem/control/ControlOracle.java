package org.plumbline.problem.control;

import java.util.Arrays;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.sampling.CrossFittedBaseline;

/** The oracle that {@link ControlTask#oracles} describes. */
final class ControlOracle implements FirstOrderOracle {
    private final ControlTask task;
    private final GradientEstimator estimator;
    private final Ledger ledger;
    private final double[] means;
    private Rollouts rollouts;
    private Batch batch;
    private double[] lambda = new double[0];

    ControlOracle(ControlTask task, GradientEstimator estimator, Ledger ledger) {
        this.task = task;
        this.estimator = estimator;
        this.ledger = ledger;
        this.means = new double[task.system().features()];
    }

    @Override
    public int upperDimension() {
        return task.upperDimension();
    }

    @Override
    public int lowerDimension() {
        return task.lowerDimension();
    }

    @Override
    public void lower(Batch asked, double[] phi, double[] parameters, double[] gradPhi, double[] gradLambda) {
        simulate(asked, parameters);
        gradient(task.costs().agent(phi), gradLambda);
        for (int i = 0; i < gradPhi.length; i++) {
            gradPhi[i] = task.costs().agentDerivative(phi, i) * means[i];
        }
    }

    @Override
    public void upper(Batch asked, double[] phi, double[] parameters, double[] gradPhi, double[] gradLambda) {
        simulate(asked, parameters);
        gradient(task.costs().designer(), gradLambda);
        task.costs().outer().gradient(phi, gradPhi);
    }

    private void gradient(double[] weights, double[] out) {
        if (estimator == GradientEstimator.PATHWISE) {
            rollouts.pathwiseGradient(weights, out);
        } else {
            rollouts.scoreGradient(weights, out);
        }
    }

    private void simulate(Batch asked, double[] parameters) {
        if (batch == asked && Arrays.equals(lambda, parameters)) {
            return;
        }
        int trajectories = Math.toIntExact(asked.size());
        if (rollouts == null || rollouts.trajectories() != trajectories) {
            rollouts = new Rollouts(task, trajectories);
        }
        if (batch != asked) {
            rollouts.draw(asked.replay(0));
        }
        batch = asked;
        lambda = parameters.clone();
        ledger.charge(Draw.TRAJECTORY, trajectories);
        ledger.charge(Draw.TRANSITION, Math.multiplyExact((long) trajectories, (long) task.horizon()));
        rollouts.run(parameters);
        rollouts.computeReturns();
        Arrays.setAll(means, rollouts::mean);
        if (estimator == GradientEstimator.BASELINE) {
            CrossFittedBaseline baseline = new CrossFittedBaseline(
                    trajectories, task.horizon(), task.discount(), task.system().observations());
            ledger.charge(Draw.LINEAR_SOLVE, rollouts.subtract(baseline));
        }
    }
}
