package org.plumbline.numeric;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.random.RandomStream;

/**
 * Random linear-quadratic problems that have a stabilising solution by construction: (A, B) stabilisable, (A, Q)
 * detectable, \(R \succ 0\). A plain generator from a {@link RandomStream}, with a thin jqwik layer on top.
 */
public final class StabilisableSystems {
    /** Spectral radius of the part of A that cannot be reached, so of its share of every closed loop. */
    private static final double UNREACHABLE_RADIUS = 0.9;

    private StabilisableSystems() {}

    /**
     * The data of one problem.
     *
     * @param a A, n × n
     * @param b B, n × m
     * @param q Q, n × n, positive semidefinite
     * @param r R, m × m, positive definite
     */
    public record LinearQuadratic(RealMatrix a, RealMatrix b, RealMatrix q, RealMatrix r) {
        /**
         * The number of states.
         *
         * @return n
         */
        public int states() {
            return a.getRowDimension();
        }
    }

    /** What is special about a system. */
    public enum Kind {
        /** Gaussian A with spectral radius 0.95. */
        STABLE,
        /** Gaussian A with spectral radius 1.3. */
        UNSTABLE,
        /** Spectral radius 1.2, and one mode, 1.1, that the input reaches with a strength of \(10^{-2}\) only. */
        WEAKLY_REACHABLE,
        /** A reachable part with spectral radius 1.3, and a decaying part, 0.9, that no input reaches. */
        PARTLY_UNREACHABLE
    }

    /**
     * Draws a problem; almost surely it is stabilisable and detectable.
     *
     * @param kind what is special about it
     * @param stream read from
     * @param states n ≥ 1
     * @param inputs m ≥ 1; with many unstable modes to an input the problem is ill-conditioned by nature
     * @param conditionOfR the condition number of R, whose eigenvalues are a geometric sequence ending at 1
     * @return the data
     */
    public static LinearQuadratic draw(Kind kind, RandomStream stream, int states, int inputs, double conditionOfR) {
        RealMatrix r = positiveDefinite(stream, inputs, conditionOfR);
        RealMatrix root = gaussian(stream, states, states);
        RealMatrix q = root.multiply(root.transpose()).scalarMultiply(1.0 / states);
        return switch (kind) {
            case STABLE ->
                new LinearQuadratic(withSpectralRadius(stream, states, 0.95), gaussian(stream, states, inputs), q, r);
            case UNSTABLE ->
                new LinearQuadratic(withSpectralRadius(stream, states, 1.3), gaussian(stream, states, inputs), q, r);
            case WEAKLY_REACHABLE -> split(stream, states, inputs, q, r, 1, 1.1, 1e-2, 1.2);
            case PARTLY_UNREACHABLE ->
                split(stream, states, inputs, q, r, (states + 1) / 2, UNREACHABLE_RADIUS, 0, 1.3);
        };
    }

    /**
     * Problems of every kind, with at least two inputs (where there are two states) and at least one to four states, so
     * that the number of unstable modes to an input stays moderate, and a condition number of R up to \(10^6\).
     *
     * @param maxStates the largest number of states
     * @return an arbitrary that shrinks towards few states
     */
    public static Arbitrary<LinearQuadratic> upTo(int maxStates) {
        Arbitrary<Integer> states = Arbitraries.integers().between(1, maxStates);
        Arbitrary<Double> share = Arbitraries.doubles().between(0.25, 1);
        Arbitrary<Double> logCondition = Arbitraries.doubles().between(0, 6);
        return Combinators.combine(Arbitraries.of(Kind.class), Arbitraries.longs(), states, share, logCondition)
                .as((kind, seed, n, inputShare, digits) -> draw(
                        kind,
                        new RandomStream(seed),
                        n,
                        Math.min(n, Math.max(2, (int) Math.ceil(inputShare * n))),
                        Math.pow(10, digits)));
    }

    /**
     * A matrix of independent standard normal entries.
     *
     * @param stream read from
     * @param rows at least 1
     * @param columns at least 1
     * @return rows × columns
     */
    public static RealMatrix gaussian(RandomStream stream, int rows, int columns) {
        RealMatrix m = MatrixUtils.createRealMatrix(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                m.setEntry(i, j, stream.gaussian());
            }
        }
        return m;
    }

    /**
     * A Gaussian matrix, scaled.
     *
     * @param stream read from
     * @param n at least 1
     * @param radius the wanted spectral radius
     * @return n × n
     */
    public static RealMatrix withSpectralRadius(RandomStream stream, int n, double radius) {
        RealMatrix m = gaussian(stream, n, n);
        return m.scalarMultiply(radius / Spectra.spectralRadius(m));
    }

    /**
     * A random orthogonal matrix.
     *
     * @param stream read from
     * @param n at least 1
     * @return n × n
     */
    public static RealMatrix orthogonal(RandomStream stream, int n) {
        return new QRDecomposition(gaussian(stream, n, n)).getQ();
    }

    /**
     * A positive definite matrix of a given condition number.
     *
     * @param stream read from
     * @param n at least 1
     * @param condition the ratio of the extreme eigenvalues; the largest is 1
     * @return n × n, exactly symmetric
     */
    public static RealMatrix positiveDefinite(RandomStream stream, int n, double condition) {
        double[] eigenvalues = new double[n];
        for (int i = 0; i < n; i++) {
            eigenvalues[i] = n == 1 ? 1 : Math.pow(condition, -(double) i / (n - 1));
        }
        return Products.congruence(orthogonal(stream, n), MatrixUtils.createRealDiagonalMatrix(eigenvalues));
    }

    /** Block-triangular A whose first states the input reaches with a given strength, in rotated coordinates. */
    private static LinearQuadratic split(
            RandomStream stream,
            int states,
            int inputs,
            RealMatrix q,
            RealMatrix r,
            int weakStates,
            double weakRadius,
            double strength,
            double otherRadius) {
        RealMatrix a = MatrixUtils.createRealMatrix(states, states);
        RealMatrix b = gaussian(stream, states, inputs);
        a.setSubMatrix(withSpectralRadius(stream, weakStates, weakRadius).getData(), 0, 0);
        for (int i = 0; i < weakStates; i++) {
            b.setRowVector(i, b.getRowVector(i).mapMultiply(strength));
        }
        int others = states - weakStates;
        if (others > 0) {
            a.setSubMatrix(withSpectralRadius(stream, others, otherRadius).getData(), weakStates, weakStates);
            a.setSubMatrix(gaussian(stream, others, weakStates).getData(), weakStates, 0);
        }
        RealMatrix turn = orthogonal(stream, states);
        return new LinearQuadratic(turn.multiply(a).multiply(turn.transpose()), turn.multiply(b), q, r);
    }
}
