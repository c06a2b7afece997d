package org.plumbline.problem.control;

import java.util.Arrays;
import java.util.Optional;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.sampling.QFunctionEstimator;
import org.plumbline.sampling.RecentPoints;

/** The oracle that {@link ControlTask#oracles} and {@link ControlTask#modelOracles} describe. */
final class ControlOracle implements FirstOrderOracle {
    /** One batch at two points in turn; more would take memory. */
    private static final int POINTS = 2;

    private final ControlTask task;

    /** Empty where the gradient goes through the model. */
    private final Optional<QFunctionEstimator> estimator;

    private final Ledger ledger;
    private final RecentPoints<Simulation> recent = new RecentPoints<>(POINTS);

    ControlOracle(ControlTask task, Optional<QFunctionEstimator> estimator, Ledger ledger) {
        this.task = task;
        this.estimator = estimator;
        this.ledger = ledger;
    }

    /** Trajectories of one batch at one λ, and the means of their features. */
    private record Simulation(Batch batch, Rollouts rollouts, double[] means) {}

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
        Simulation simulation = simulate(asked, parameters);
        gradient(simulation.rollouts, task.costs().agent(phi), gradLambda);
        for (int i = 0; i < gradPhi.length; i++) {
            gradPhi[i] = task.costs().agentDerivative(phi, i) * simulation.means[i];
        }
    }

    @Override
    public void upper(Batch asked, double[] phi, double[] parameters, double[] gradPhi, double[] gradLambda) {
        gradient(simulate(asked, parameters).rollouts, task.costs().designer(), gradLambda);
        task.costs().outer().gradient(phi, gradPhi);
    }

    private void gradient(Rollouts rollouts, double[] weights, double[] out) {
        if (estimator.isPresent()) {
            rollouts.scoreGradient(weights, out);
        } else {
            rollouts.pathwiseGradient(weights, out);
        }
    }

    private Simulation simulate(Batch asked, double[] parameters) {
        return recent.find(asked, parameters).orElseGet(() -> {
            int trajectories = Math.toIntExact(asked.size());
            Simulation forgotten = recent.makeRoom()
                    .filter(old -> old.rollouts.trajectories() == trajectories)
                    .orElse(null);
            Rollouts rollouts = forgotten == null ? new Rollouts(task, trajectories) : forgotten.rollouts;
            if (forgotten == null || forgotten.batch != asked) {
                rollouts.draw(asked.replay(0));
            }
            return recent.remember(asked, parameters, new Simulation(asked, rollouts, run(rollouts, parameters)));
        });
    }

    /** Gives the means of the features. */
    private double[] run(Rollouts rollouts, double[] parameters) {
        int trajectories = rollouts.trajectories();
        ledger.charge(Draw.TRAJECTORY, trajectories);
        ledger.charge(Draw.TRANSITION, Math.multiplyExact((long) trajectories, (long) task.horizon()));
        rollouts.run(parameters);
        rollouts.computeReturns();
        double[] means = new double[task.system().features()];
        Arrays.setAll(means, rollouts::mean);
        estimator.ifPresent(chosen -> ledger.charge(Draw.LINEAR_SOLVE, rollouts.estimateAdvantages(chosen)));
        return means;
    }
}
