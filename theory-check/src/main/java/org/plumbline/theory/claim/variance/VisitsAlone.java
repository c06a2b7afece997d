package org.plumbline.theory.claim.variance;

import java.util.Arrays;
import org.plumbline.oracle.Paths;
import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.sampling.Episodes;
import org.plumbline.sampling.LinearGaussianPolicy;
import org.plumbline.sampling.QFunctionEstimator;
import org.plumbline.sampling.QuadraticCost;
import org.plumbline.sampling.TabularEstimation;

/** No critic at all: gradients in φ need the visits alone, and those in the policy, which VAR-1 does not use, are NaN. */
record VisitsAlone() implements QFunctionEstimator {
    @Override
    public Estimation begin(LinearGaussianPolicy policy, double discount) {
        return new Estimation() {
            @Override
            public void visit(
                    int step, int count, double[][] state, double[][] noise, double[][] action, double[][] next) {
                // The moments of the state are added up elsewhere.
            }

            @Override
            public int finish() {
                return 0;
            }

            @Override
            public boolean isUsable() {
                return true;
            }

            @Override
            public void gradient(QuadraticCost cost, double trajectories, double[] out) {
                Arrays.fill(out, Double.NaN);
            }
        };
    }

    @Override
    public TabularEstimation begin(SoftmaxPolicy policy, int states, int actions, double discount) {
        return new Visits(discount, new double[states * actions]);
    }

    @Override
    public int advantages(Episodes episodes, double[][] returns) {
        for (double[] row : returns) {
            Arrays.fill(row, Double.NaN);
        }
        return 0;
    }

    @SuppressWarnings("ArrayRecordComponent") // the sums themselves
    private record Visits(double discount, double[] visits) implements TabularEstimation {
        @Override
        public void add(Paths paths, double[] ratios) {
            int[] pairs = paths.pairs();
            for (int i = 0; i < paths.count(); i++) {
                double weight = 1;
                for (int t = 0; t < paths.horizon(); t++) {
                    int pair = pairs[i * paths.horizon() + t];
                    weight *= ratios[pair];
                    visits[pair] += weight;
                    weight *= discount;
                }
            }
        }

        @Override
        public int finish() {
            return 0;
        }

        @Override
        public boolean isUsable() {
            return true;
        }

        @Override
        public void advantageSums(double[] reward, double[] out) {
            Arrays.fill(out, Double.NaN);
        }
    }
}
