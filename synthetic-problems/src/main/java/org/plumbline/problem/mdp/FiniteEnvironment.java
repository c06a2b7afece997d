package org.plumbline.problem.mdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.LUDecomposition;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.DecisionEnvironment;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.Paths;
import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.random.RandomStream;

/**
 * Simulates a {@link FiniteMdp}. A trajectory takes one uniform number for its start and two for each step, whatever the
 * policy does with them. Blocks of at most about a million steps are written into arrays that are used again, by later batches,
 * too.
 */
final class FiniteEnvironment implements DecisionEnvironment {
    private static final int BLOCK = 1 << 20;

    private static final int FROM_INITIAL = -1;

    private final int states;
    private final int actions;
    private final double discount;
    private final double[] cumulativeInitial;
    private final double[] cumulativeTransitions;
    private final Ledger ledger;
    private final Map<Batch, List<Drawn>> drawn = new WeakHashMap<>();
    private Batch lastBatch;
    private SoftmaxPolicy lastPolicy;
    private int lastHorizon;
    private Paths wholeBatch;

    /** What the last trajectories were written to, free for the next ones. */
    private int[] freePairs = new int[0];

    private int[] freeEnds = new int[0];

    /** Trajectories of a batch that are paid for. */
    private record Drawn(SoftmaxPolicy policy, int horizon) {}

    FiniteEnvironment(FiniteMdp mdp, Ledger ledger) {
        this.states = mdp.states();
        this.actions = mdp.actions();
        this.discount = mdp.gamma();
        this.cumulativeInitial = cumulative(mdp.initial(), states);
        this.cumulativeTransitions = cumulative(mdp.flatTransitions(), states);
        this.ledger = ledger;
    }

    private static double[] cumulative(double[] distributions, int length) {
        double[] sums = distributions.clone();
        for (int i = 0; i < sums.length; i++) {
            if (i % length != 0) {
                sums[i] += sums[i - 1];
            }
        }
        return sums;
    }

    @Override
    public int states() {
        return states;
    }

    @Override
    public int actions() {
        return actions;
    }

    @Override
    public double discount() {
        return discount;
    }

    @Override
    public void rollOut(Batch batch, SoftmaxPolicy policy, int horizon, Consumer<Paths> visitor) {
        if (wholeBatch != null && batch == lastBatch && policy == lastPolicy && horizon == lastHorizon) {
            visitor.accept(wholeBatch);
            return;
        }
        if (isNew(batch, policy, horizon)) {
            charge(batch, horizon);
        }
        Paths only = simulate(batch, FROM_INITIAL, policy, horizon, visitor);
        if (only.count() == batch.size()) {
            lastBatch = batch;
            lastPolicy = policy;
            lastHorizon = horizon;
            wholeBatch = only;
        }
    }

    /** Remembers what it is asked. */
    private boolean isNew(Batch batch, SoftmaxPolicy policy, int horizon) {
        List<Drawn> ofBatch = drawn.computeIfAbsent(batch, first -> new ArrayList<>());
        boolean known = ofBatch.stream().anyMatch(each -> each.policy == policy && each.horizon == horizon);
        if (!known) {
            ofBatch.add(new Drawn(policy, horizon));
        }
        return !known;
    }

    @Override
    public void rollOutFrom(Batch batch, int pair, SoftmaxPolicy policy, int horizon, Consumer<Paths> visitor) {
        charge(batch, horizon);
        simulate(batch, pair, policy, horizon, visitor);
    }

    @Override
    public UnaryOperator<double[]> solver(double[][] system) {
        ledger.charge(Draw.LINEAR_SOLVE, 1);
        DecompositionSolver factors = new LUDecomposition(new Array2DRowRealMatrix(system)).getSolver();
        return side -> factors.solve(new ArrayRealVector(side, false)).toArray();
    }

    private void charge(Batch batch, int horizon) {
        ledger.charge(Draw.TRAJECTORY, batch.size());
        ledger.charge(Draw.TRANSITION, Math.multiplyExact(batch.size(), (long) horizon));
    }

    /** Returns the last block. A visitor that asks for other trajectories meanwhile gets them in other arrays. */
    private Paths simulate(Batch batch, int pair, SoftmaxPolicy policy, int horizon, Consumer<Paths> visitor) {
        RandomStream stream = batch.replay(0);
        double[] choices = cumulative(policy.probabilities(), actions);
        int size = (int) Math.min(batch.size(), Math.max(2, BLOCK / horizon / 2 * 2));
        wholeBatch = null;
        int[] pairs = freePairs.length < size * horizon ? new int[size * horizon] : freePairs;
        int[] ends = freeEnds.length < size ? new int[size] : freeEnds;
        freePairs = new int[0];
        freeEnds = new int[0];
        Paths block = new Paths(size, horizon, pairs, ends);
        for (long done = 0; done < batch.size(); done += size) {
            block = new Paths((int) Math.min(size, batch.size() - done), horizon, pairs, ends);
            fill(block, pair, choices, stream);
            visitor.accept(block);
        }
        freePairs = pairs;
        freeEnds = ends;
        return block;
    }

    private void fill(Paths block, int first, double[] choices, RandomStream stream) {
        int[] pairs = block.pairs();
        int at = 0;
        for (int i = 0; i < block.count(); i++) {
            int state = pick(cumulativeInitial, 0, states, stream.uniform());
            for (int t = 0; t < block.horizon(); t++) {
                double u = stream.uniform();
                int pair = t == 0 && first != FROM_INITIAL
                        ? first
                        : state * actions + pick(choices, state * actions, actions, u);
                pairs[at++] = pair;
                state = pick(cumulativeTransitions, pair * states, states, stream.uniform());
            }
            block.last()[i] = state;
        }
    }

    /**
     * Inverts a distribution function by counting the sums that are at most u. There are few, and a loop that stops at the first
     * one above u would guess its end wrongly most of the time, as u is random.
     */
    private static int pick(double[] sums, int from, int length, double u) {
        int choice = 0;
        for (int i = from; i < from + length - 1; i++) {
            choice += sums[i] <= u ? 1 : 0;
        }
        return choice;
    }
}
