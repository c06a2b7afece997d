package org.plumbline.problem.preference;

import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.OuterTerms;

/** The environment's lower loss, and the loss of the labelled pairs plus the outer terms. */
final class PreferenceFunctions implements BilevelFunctions {
    private final BilevelFunctions agent;
    private final PairLoss pairs;
    private final OuterTerms outer;

    PreferenceFunctions(BilevelFunctions agent, PairLoss pairs, OuterTerms outer) {
        this.agent = agent;
        this.pairs = pairs;
        this.outer = outer;
    }

    @Override
    public int upperDimension() {
        return agent.upperDimension();
    }

    @Override
    public int lowerDimension() {
        return agent.lowerDimension();
    }

    @Override
    public double lower(double[] phi, double[] lambda) {
        return agent.lower(phi, lambda);
    }

    /** Scores that overflow leave no finite loss. */
    @Override
    public double upper(double[] phi, double[] lambda) {
        double loss = pairs.at(phi).value(lambda) + outer.value(phi);
        return Double.isFinite(loss) ? loss : Double.POSITIVE_INFINITY;
    }

    @Override
    public void lowerGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        agent.lowerGradient(phi, lambda, gradPhi, gradLambda);
    }

    @Override
    public void upperGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        double[] fixed = new double[phi.length];
        outer.gradient(phi, fixed);
        pairs.at(phi).gradient(lambda, gradPhi, gradLambda);
        for (int i = 0; i < gradPhi.length; i++) {
            gradPhi[i] += fixed[i];
        }
    }

    @Override
    public void hessianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
        agent.hessianVector(phi, lambda, vector, product);
    }

    @Override
    public void jacobianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
        agent.jacobianVector(phi, lambda, vector, product);
    }
}
