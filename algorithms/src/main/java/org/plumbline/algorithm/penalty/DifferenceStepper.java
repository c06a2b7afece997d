package org.plumbline.algorithm.penalty;

import java.util.Arrays;
import org.plumbline.algorithm.Gradient;
import org.plumbline.algorithm.Stepper;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;

/** The state of one run of {@link CentralDifferences}: one chain a node of its formula. */
final class DifferenceStepper implements Stepper {
    private final CentralDifferences method;
    private final FirstOrderOracle oracle;
    private final RandomStream stream;
    private final int[] nodes;
    private final double[] weights;
    private final double[] phi;
    /** The chain of node c in row c. */
    private final double[][] chains;

    private final Gradient f;
    private final Gradient g;
    private final double[] hypergradient;

    DifferenceStepper(CentralDifferences method, FirstOrderOracle oracle, Start start, RandomStream stream) {
        this.method = method;
        this.oracle = oracle;
        this.stream = stream;
        DifferenceFormula formula = DifferenceFormula.of(method.order());
        nodes = formula.nodes();
        weights = formula.weights();
        phi = start.phi();
        chains = new double[nodes.length][];
        for (int c = 0; c < chains.length; c++) {
            chains[c] = start.lambda();
        }
        f = Gradient.of(oracle);
        g = Gradient.of(oracle);
        hypergradient = new double[phi.length];
    }

    @Override
    public void step() {
        for (int k = 0; k < method.innerSteps(); k++) {
            innerStep();
        }
        estimate();
        Vectors.add(-length(), hypergradient, phi);
    }

    private void innerStep() {
        Batch batch = null;
        for (int c = 0; c < chains.length; c++) {
            if (batch == null || !method.coupling().inner()) {
                batch = oracle.draw(method.innerBatch(), stream);
            }
            double[] lambda = chains[c];
            g.lower(oracle, batch, phi, lambda);
            if (nodes[c] != 0) {
                f.upper(oracle, batch, phi, lambda);
                Vectors.add(nodes[c] * method.sigma(), f.lambda(), g.lambda());
            }
            Vectors.add(-method.lowerStep(), g.lambda(), lambda);
        }
    }

    /** From the largest node down: for p = 1 that is the order in which Algorithm 1 draws. */
    private void estimate() {
        Arrays.fill(hypergradient, 0);
        Batch batch = null;
        for (int c = chains.length - 1; c >= 0; c--) {
            if (batch == null || !method.coupling().outer()) {
                batch = oracle.draw(method.batch(), stream);
            }
            if (nodes[c] != 0) {
                f.upper(oracle, batch, phi, chains[c]);
                Vectors.add(weights[c] * nodes[c], f.phi(), hypergradient);
            }
            g.lower(oracle, batch, phi, chains[c]);
            Vectors.add(weights[c] / method.sigma(), g.phi(), hypergradient);
        }
    }

    /**
     * What the hypergradient is multiplied with. Where it vanishes there is no direction to go; where its norm is not
     * finite (which squares beyond 1e308 are enough for) the factor is NaN, so that the runner sees it.
     */
    private double length() {
        if (!method.normalised()) {
            return method.outerStep();
        }
        double norm = Math.sqrt(Vectors.squaredNorm(hypergradient));
        if (!Double.isFinite(norm)) {
            return Double.NaN;
        }
        return norm == 0 ? 0 : method.outerStep() / norm;
    }

    @Override
    public double[] phi() {
        return phi.clone();
    }

    /**
     * For p = 1 the chain of node 0; else the mean of those of ±1, which is \(\lambda^* + O(\sigma^2)\), as no chain
     * follows \(\lambda^*\) itself.
     */
    @Override
    public double[] lambda() {
        if (method.order() == 1) {
            return chains[0].clone();
        }
        double[] below = chains[method.order() / 2 - 1];
        double[] mean = penalisedLambda();
        for (int j = 0; j < mean.length; j++) {
            mean[j] = (mean[j] + below[j]) / 2;
        }
        return mean;
    }

    @Override
    public double[] penalisedLambda() {
        return chains[method.order() == 1 ? 1 : method.order() / 2].clone();
    }
}
