package org.plumbline.oracle;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.plumbline.random.RandomStream;

/**
 * Makes any problem a finite sum whose mean is exactly the problem, so that its ground truth stays exact. Term i of a
 * loss \(\ell\) (g or f, with coefficients of their own) is
 * \[ \ell_i(\varphi,\lambda) = \ell(\varphi,\lambda) + s\,(\langle a_i,\lambda\rangle + \langle b_i,\varphi\rangle)
 *    + m \sum_j \bigl(\tfrac12 \zeta_{ij} \lambda_j^2 + \omega_{ij} \lambda_j \varphi_{j \bmod p}\bigr), \]
 * the perturbation of {@link GaussianNoise} with coefficients that are drawn once and for all: standard normal, from a
 * stream that the seed, the loss and i determine. Terms \(2k\) and \(2k+1\) have opposite coefficients, so that the mean
 * over all terms is \(\ell\) up to rounding, whatever the seed. A single term need be neither convex nor PL.
 *
 * <p>Coefficients are computed again at every query: nothing is stored a term, and a query of a batch of n samples takes
 * time of order \(n(p + d)\). A random batch takes its indices uniformly and with replacement; gradients of g and products
 * with its second derivatives take the same ones, gradients of f their own.
 *
 * @param lowerTerms the number of terms of g, even, at least 2
 * @param upperTerms the number of terms of f, even, at least 2
 * @param additive s, at least 0
 * @param multiplicative m, at least 0
 * @param seed determines all coefficients
 */
public record FiniteSum(int lowerTerms, int upperTerms, double additive, double multiplicative, long seed)
        implements NoiseModel {
    /** Checks the ranges. */
    public FiniteSum {
        requirePairs("lowerTerms", lowerTerms);
        requirePairs("upperTerms", upperTerms);
        new GaussianNoise(additive, multiplicative); // refuses the same levels
    }

    private static void requirePairs(String name, int terms) {
        if (terms < 2 || terms % 2 != 0) {
            throw new IllegalArgumentException(
                    name + " (" + terms + ") must be even and at least 2, as terms come in pairs"
                            + " that cancel. Maybe use " + (terms < 2 ? 2 : terms - 1) + ".");
        }
    }

    /**
     * The larger one of the values for g and f, each the exact variance over the terms,
     * \(\frac1n\sum_i \|\nabla_\varphi(\ell_i - \ell)\|^2\). Takes time of order \((n + m)(p + d)\).
     */
    @Override
    public OptionalDouble variancePhi(double[] phi, double[] lambda) {
        return OptionalDouble.of(variance(phi, lambda, true));
    }

    /**
     * The larger one of the values for g and f, each the exact variance over the terms,
     * \(\frac1n\sum_i \|\nabla_\lambda(\ell_i - \ell)\|^2\). Takes time of order \((n + m)(p + d)\).
     */
    @Override
    public OptionalDouble varianceLambda(double[] phi, double[] lambda) {
        return OptionalDouble.of(variance(phi, lambda, false));
    }

    private double variance(double[] phi, double[] lambda, boolean ofPhi) {
        double largest = 0;
        for (Level level : levels()) {
            double sum = 0;
            for (int i = 0; i < level.terms; i += 2) { // the other term of a pair has the same length
                double[] gradPhi = new double[phi.length];
                double[] gradLambda = new double[lambda.length];
                level.addGradient(i, 1, phi, lambda, gradPhi, gradLambda);
                for (double x : ofPhi ? gradPhi : gradLambda) {
                    sum += x * x;
                }
            }
            largest = Math.max(largest, 2 * sum / level.terms);
        }
        return largest;
    }

    @Override
    public SecondOrderOracle around(SecondOrderOracle exact) {
        return new Terms(exact, levels());
    }

    /** The terms of g, then those of f. */
    private Level[] levels() {
        return new Level[] {
            new Level("lower", lowerTerms, additive, multiplicative, mix(mix(seed) + 1)),
            new Level("upper", upperTerms, additive, multiplicative, mix(mix(seed) + 2))
        };
    }

    /** The finaliser of MurmurHash3, a bijection in which every bit depends on all others (Appleby, public domain). */
    private static long mix(long x) {
        long z = (x ^ (x >>> 33)) * 0xff51afd7ed558ccdL;
        z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return z ^ (z >>> 33);
    }

    /**
     * The perturbations of the terms of one loss.
     *
     * @param name for messages
     * @param terms how many
     * @param additive s
     * @param multiplicative m
     * @param seed of this loss
     */
    private record Level(String name, int terms, double additive, double multiplicative, long seed) {
        /** Additive and multiplicative coefficients have streams of their own: neither level changes the other's. */
        RandomStream coefficients(int term, int part) {
            return new RandomStream(mix(seed + 2L * (term / 2) + part));
        }

        static double sign(int term) {
            return term % 2 == 0 ? 1 : -1;
        }

        void require(int term) {
            if (term >= terms) {
                throw new IllegalArgumentException("The index of a term (" + term + ") must be below the number of "
                        + name + " terms (" + terms + "). Maybe draw it below " + name + "Terms().");
            }
        }

        void addGradient(
                int term, double weight, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            if (additive > 0) {
                RandomStream normals = coefficients(term, 0);
                double scale = sign(term) * weight * additive;
                add(normals, scale, gradLambda);
                add(normals, scale, gradPhi);
            }
            if (multiplicative > 0) {
                RandomStream normals = coefficients(term, 1);
                double scale = sign(term) * weight * multiplicative;
                int i = 0;
                for (int j = 0; j < lambda.length; j++) {
                    double zeta = scale * normals.gaussian();
                    double omega = scale * normals.gaussian();
                    gradLambda[j] += zeta * lambda[j] + omega * phi[i];
                    gradPhi[i] += omega * lambda[j];
                    i = i + 1 == phi.length ? 0 : i + 1;
                }
            }
        }

        private static void add(RandomStream normals, double scale, double[] gradient) {
            for (int j = 0; j < gradient.length; j++) {
                gradient[j] += scale * normals.gaussian();
            }
        }

        void addHessian(int term, double weight, double[] vector, double[] product) {
            if (multiplicative > 0) {
                RandomStream normals = coefficients(term, 1);
                double scale = sign(term) * weight * multiplicative;
                for (int j = 0; j < vector.length; j++) {
                    product[j] += scale * normals.gaussian() * vector[j];
                    normals.gaussian();
                }
            }
        }

        void addJacobian(int term, double weight, double[] vector, double[] product) {
            if (multiplicative > 0) {
                RandomStream normals = coefficients(term, 1);
                double scale = sign(term) * weight * multiplicative;
                int i = 0;
                for (int j = 0; j < vector.length; j++) {
                    normals.gaussian();
                    product[i] += scale * normals.gaussian() * vector[j];
                    i = i + 1 == product.length ? 0 : i + 1;
                }
            }
        }
    }

    /** Does something with one term of a batch and the weight of its sample. */
    @FunctionalInterface
    private interface Visit {
        void term(int index, double weight);
    }

    private static final class Terms extends NoisyGradients implements FiniteSumOracle {
        private static final int LOWER = 0;
        private static final int UPPER = 1;

        private final Level[] levels;

        Terms(SecondOrderOracle exact, Level[] levels) {
            super(exact);
            this.levels = levels;
        }

        @Override
        public int lowerTerms() {
            return levels[LOWER].terms();
        }

        @Override
        public int upperTerms() {
            return levels[UPPER].terms();
        }

        private void visit(Batch batch, int channel, Visit visit) {
            OptionalInt chosen = batch.term();
            if (chosen.isPresent()) {
                levels[channel].require(chosen.getAsInt());
                visit.term(chosen.getAsInt(), 1);
                return;
            }
            RandomStream indices = batch.replay(channel);
            double weight = 1 / (double) batch.size();
            for (long sample = 0; sample < batch.size(); sample++) {
                visit.term(indices.nextInt(levels[channel].terms()), weight);
            }
        }

        @Override
        void perturb(Batch batch, int channel, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            Level level = levels[channel];
            visit(
                    batch,
                    channel,
                    (index, weight) -> level.addGradient(index, weight, phi, lambda, gradPhi, gradLambda));
        }

        @Override
        public void hessianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
            super.hessianVector(batch, phi, lambda, vector, product);
            visit(batch, LOWER, (index, weight) -> levels[LOWER].addHessian(index, weight, vector, product));
        }

        @Override
        public void jacobianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
            super.jacobianVector(batch, phi, lambda, vector, product);
            visit(batch, LOWER, (index, weight) -> levels[LOWER].addJacobian(index, weight, vector, product));
        }
    }
}
