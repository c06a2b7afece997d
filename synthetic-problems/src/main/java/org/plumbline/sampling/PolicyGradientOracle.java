package org.plumbline.sampling;

import java.util.Arrays;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.EnvironmentOracle;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;

/** The estimator that {@link PolicyGradients} describes. The environment charges the trajectories. */
final class PolicyGradientOracle implements FirstOrderOracle {
    private static final int POINTS = 4;

    private final EnvironmentOracle environment;
    private final KnownCosts costs;
    private final double discount;
    private final double exploration;
    private final int horizon;
    private final QFunctionEstimator estimator;
    private final Ledger ledger;
    private final RecentPoints<Simulation> recent = new RecentPoints<>(POINTS);

    PolicyGradientOracle(
            EnvironmentOracle environment,
            KnownCosts costs,
            double discount,
            double exploration,
            int horizon,
            QFunctionEstimator estimator,
            Ledger ledger) {
        this.environment = environment;
        this.costs = costs;
        this.discount = discount;
        this.exploration = exploration;
        this.horizon = horizon;
        this.estimator = estimator;
        this.ledger = ledger;
    }

    /** The trajectories of one batch at one gain, and whether gradients can be read off them. */
    private record Simulation(Batch batch, RolloutStatistics statistics, boolean usable, boolean admitted) {}

    @Override
    public int upperDimension() {
        return costs.upperDimension();
    }

    @Override
    public int lowerDimension() {
        return environment.stateDimension() * environment.actionDimension();
    }

    @Override
    public void lower(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        Simulation simulation = simulate(batch, lambda);
        gainGradient(simulation, costs.agent(phi), gradLambda);
        for (int i = 0; i < gradPhi.length; i++) {
            gradPhi[i] = simulation.admitted ? mean(simulation, costs.agentDerivative(phi, i)) : Double.NaN;
        }
    }

    @Override
    public void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        gainGradient(simulate(batch, lambda), costs.designer(), gradLambda);
        costs.outerGradient(phi, gradPhi);
    }

    private Simulation simulate(Batch batch, double[] lambda) {
        return recent.find(batch, lambda).orElseGet(() -> {
            LinearGaussianPolicy policy = new LinearGaussianPolicy(environment.stateDimension(), lambda, exploration);
            RolloutStatistics statistics = new RolloutStatistics(policy, discount, estimator);
            environment.rollOut(batch, policy, horizon, statistics);
            ledger.charge(Draw.LINEAR_SOLVE, statistics.estimation().finish());
            boolean usable = statistics.estimation().isUsable();
            boolean admitted = usable || statistics.estimation().admitsPolicy();
            return recent.remember(batch, lambda, new Simulation(batch, statistics, usable, admitted));
        });
    }

    private static void gainGradient(Simulation simulation, QuadraticCost cost, double[] out) {
        if (simulation.usable) {
            simulation.statistics.estimation().gradient(cost, (double) simulation.batch.size(), out);
        } else {
            Arrays.fill(out, Double.NaN);
        }
    }

    /** The mean over trajectories of \(\sum_t \gamma^t x_t^\top M x_t\). */
    private static double mean(Simulation simulation, RealMatrix matrix) {
        int n = matrix.getRowDimension();
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                sum += matrix.getEntry(i, j) * simulation.statistics.occupancy(i, j);
            }
        }
        return sum / simulation.batch.size();
    }
}
