package org.plumbline.problem.lqr;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.Columns;
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
 * keeps the variance of gradients far below that of normal starts. Trajectories advance together in blocks, so that the loops are
 * long although the vectors are short. Numbers are drawn in an order that does not depend on the policy, so that one batch is one
 * realisation for all policies: for every block the signs, then at every step the exploration and the disturbances, coordinate by
 * coordinate.
 */
final class LinearGaussianEnvironment implements EnvironmentOracle {
    /**
     * Trajectories in a block: enough for loops that are worth their beginning and end, few enough for all rows of a step to stay in
     * the first-level cache. The numbers of a batch depend on it.
     */
    static final int BLOCK = 256;

    private final int n;
    private final int m;
    /** \([A, B, W^{1/2}]\), row by row. */
    private final double[] dynamics;

    private final double[] initialRoot;
    private final Ledger ledger;

    LinearGaussianEnvironment(LqrSystem system, Ledger ledger) {
        this.n = system.states();
        this.m = system.inputs();
        this.dynamics = dynamics(system);
        this.initialRoot = RowMajor.of(Symmetric.squareRoot(system.initial()).getData());
        this.ledger = ledger;
    }

    private static double[] dynamics(LqrSystem system) {
        int n = system.states();
        int m = system.inputs();
        RealMatrix all = new Array2DRowRealMatrix(n, 2 * n + m);
        all.setSubMatrix(system.a().getData(), 0, 0);
        all.setSubMatrix(system.b().getData(), 0, n);
        all.setSubMatrix(Symmetric.squareRoot(system.noise()).getData(), 0, n + m);
        return RowMajor.of(all.getData());
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
        int columns = (int) Math.min(BLOCK, batch.size());
        double[][] state = new double[n][columns];
        double[][] next = new double[n][columns];
        double[][] action = new double[m][columns];
        double[][] exploration = new double[m][columns];
        double[][] disturbance = new double[n][columns];
        double[][] causes = new double[2 * n + m][];
        System.arraycopy(action, 0, causes, n, m);
        System.arraycopy(disturbance, 0, causes, n + m, n);
        for (long begun = 0; begun < batch.size(); begun += columns) {
            int count = (int) Math.min(columns, batch.size() - begun);
            fillSigns(stream, disturbance, count);
            Columns.multiply(initialRoot, disturbance, count, state);
            for (int step = 0; step < horizon; step++) {
                fillNormals(stream, exploration, count);
                fillNormals(stream, disturbance, count);
                policy.act(count, state, exploration, action);
                System.arraycopy(state, 0, causes, 0, n);
                Columns.multiply(dynamics, causes, count, next);
                visitor.visit(step, count, state, exploration, action, next);
                double[][] old = state;
                state = next;
                next = old;
            }
        }
    }

    private static void fillSigns(RandomStream stream, double[][] rows, int count) {
        for (double[] row : rows) {
            for (int k = 0; k < count; k++) {
                row[k] = stream.sign();
            }
        }
    }

    private static void fillNormals(RandomStream stream, double[][] rows, int count) {
        for (double[] row : rows) {
            stream.fillGaussian(row, count);
        }
    }
}
