package org.plumbline.problem.lqr;

import org.plumbline.numeric.RowMajor;
import org.plumbline.numeric.Symmetric;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.EnvironmentOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.Policy;
import org.plumbline.oracle.TransitionVisitor;
import org.plumbline.random.RandomStream;

/**
 * Simulates \(x' = Ax + Bu + W^{1/2}w\) with standard normal w. The start is \(\Sigma_0^{1/2}\) times independent fair
 * signs: its second moment is \(\Sigma_0\) and its length in the norm of \(\Sigma_0^{-1}\) is always \(\sqrt n\), which
 * keeps the variance of gradients far below that of normal starts. Numbers are drawn in an order that does not depend
 * on the policy, so that one batch is one realisation for all policies.
 */
final class LinearGaussianEnvironment implements EnvironmentOracle {
    private final int n;
    private final int m;
    private final double[] a;
    private final double[] b;
    private final double[] noiseRoot;
    private final double[] initialRoot;
    private final Ledger ledger;

    LinearGaussianEnvironment(LqrSystem system, Ledger ledger) {
        this.n = system.states();
        this.m = system.inputs();
        this.a = RowMajor.of(system.a().getData());
        this.b = RowMajor.of(system.b().getData());
        this.noiseRoot = RowMajor.of(Symmetric.squareRoot(system.noise()).getData());
        this.initialRoot = RowMajor.of(Symmetric.squareRoot(system.initial()).getData());
        this.ledger = ledger;
    }

    @Override
    public int stateDimension() {
        return n;
    }

    @Override
    public int actionDimension() {
        return m;
    }

    @Override
    public void rollOut(Batch batch, Policy policy, int horizon, TransitionVisitor visitor) {
        ledger.charge(Draw.TRAJECTORY, batch.size());
        ledger.charge(Draw.TRANSITION, Math.multiplyExact(batch.size(), (long) horizon));
        RandomStream stream = batch.replay(0);
        double[] state = new double[n];
        double[] next = new double[n];
        double[] action = new double[m];
        double[] exploration = new double[m];
        double[] disturbance = new double[n];
        for (long trajectory = 0; trajectory < batch.size(); trajectory++) {
            for (int i = 0; i < n; i++) {
                disturbance[i] = stream.sign();
            }
            RowMajor.multiply(initialRoot, disturbance, state);
            for (int step = 0; step < horizon; step++) {
                stream.fillGaussian(exploration);
                stream.fillGaussian(disturbance);
                policy.act(state, exploration, action);
                advance(state, action, disturbance, next);
                visitor.visit(step, state, exploration, action, next);
                double[] old = state;
                state = next;
                next = old;
            }
        }
    }

    private void advance(double[] state, double[] action, double[] disturbance, double[] next) {
        for (int i = 0; i < n; i++) {
            double x = 0;
            for (int j = 0; j < n; j++) {
                x += a[i * n + j] * state[j] + noiseRoot[i * n + j] * disturbance[j];
            }
            for (int j = 0; j < m; j++) {
                x += b[i * m + j] * action[j];
            }
            next[i] = x;
        }
    }
}
