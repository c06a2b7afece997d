package org.plumbline.theory.measure;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.plumbline.numeric.Symmetric;
import org.plumbline.numeric.Symmetric.Spectrum;
import org.plumbline.numeric.Vectors;
import org.plumbline.theory.measure.PlPath.Seen;

/**
 * A search for a stationary point near a given one: \(\|\nabla\ell\|^2\) is minimised by the method of Levenberg and Marquardt, whose
 * step is \(-(H^2+\kappa^2I)^{-1}H\nabla\ell\), H being the Hessian. It goes to saddles and maxima as readily as to minima. What is
 * PL has no stationary point but its minimisers, so that the ratio stays above μ wherever the search goes; what is not PL may
 * have one at which the ratio falls to nothing.
 *
 * <p>{@link PlSearch} minimises the ratio itself with a simplex, which is of no use in the dimensions of a network.
 *
 * @param points what was seen, from the given point on
 * @param curvature the largest absolute eigenvalue of H on the way, from differences of gradients: L is at least that
 * @param end where it ended
 */
public record PlStationary(List<Seen> points, double curvature, double[] end) {
    /** One-sided differences with this step have relative errors near 1e-6, which costs a search next to nothing. */
    private static final double DIFFERENCE = 1e-6;

    /** A squared gradient of this size is rounding where losses are of order 1 to 100. */
    private static final double CONVERGED = 1e-24;

    private static final double FIRST_DAMPING = 1e-3;
    private static final double LEAST_DAMPING = 1e-13;
    private static final double LARGEST_DAMPING = 1e3;

    /** Copies the list and the point. */
    public PlStationary {
        points = List.copyOf(points);
        end = end.clone();
    }

    @Override
    public double[] end() {
        return end.clone();
    }

    /**
     * Searches, and stays where the landscape's constants are declared.
     *
     * @param landscape the loss
     * @param start where to begin, length d
     * @param steps at most so many, each of which takes d gradients and a few
     * @return what was found; the squared gradient of each point is below that of the one before
     */
    public static PlStationary search(Landscape landscape, double[] start, int steps) {
        Search search = new Search(landscape, start);
        for (int i = 0; i < steps && Vectors.squaredNorm(search.gradient) > CONVERGED && search.step(); i++) {
            // The step is all.
        }
        return new PlStationary(search.seen, search.curvature, search.point);
    }

    private static final class Search {
        private final Landscape landscape;
        private final List<Seen> seen = new ArrayList<>();
        private double[] point;
        private double[] gradient;
        private double damping = FIRST_DAMPING;
        private double curvature;

        Search(Landscape landscape, double[] start) {
            this.landscape = landscape;
            this.point = start.clone();
            this.gradient = new double[start.length];
            seen.add(new Seen(landscape.gradient(point, gradient), Vectors.squaredNorm(gradient)));
        }

        private Spectrum spectrum() {
            int d = point.length;
            double[][] rows = new double[d][d];
            double[] moved = point.clone();
            for (int i = 0; i < d; i++) {
                moved[i] = point[i] + DIFFERENCE;
                landscape.gradient(moved, rows[i]);
                moved[i] = point[i];
                for (int j = 0; j < d; j++) {
                    rows[i][j] = (rows[i][j] - gradient[j]) / DIFFERENCE;
                }
            }
            return Symmetric.spectrum(Symmetric.symmetrise(new Array2DRowRealMatrix(rows, false)));
        }

        /** False where no step makes the gradient smaller. */
        boolean step() {
            Spectrum spectrum = spectrum();
            double[] eigenvalues = spectrum.eigenvalues();
            double norm = Math.max(Math.abs(eigenvalues[0]), Math.abs(eigenvalues[eigenvalues.length - 1]));
            curvature = Math.max(curvature, norm);
            double[] trialGradient = new double[point.length];
            for (; damping <= LARGEST_DAMPING; damping *= 4) {
                double[] trial = moved(spectrum, damping * norm);
                double value = landscape.gradient(trial, trialGradient);
                double squared = Vectors.squaredNorm(trialGradient);
                if (squared < 0.9999 * Vectors.squaredNorm(gradient) && landscape.contains(trial)) {
                    point = trial;
                    gradient = trialGradient;
                    seen.add(new Seen(value, squared));
                    damping = Math.max(damping / 3, LEAST_DAMPING);
                    return true;
                }
            }
            return false;
        }

        private double[] moved(Spectrum spectrum, double kappa) {
            double[] eigenvalues = spectrum.eigenvalues();
            double[] trial = point.clone();
            for (int k = 0; k < eigenvalues.length; k++) {
                double[] vector = spectrum.vectors().getColumn(k);
                double denominator = eigenvalues[k] * eigenvalues[k] + kappa * kappa;
                if (denominator > 0) {
                    Vectors.add(-eigenvalues[k] * Vectors.dot(vector, gradient) / denominator, vector, trial);
                }
            }
            return trial;
        }
    }
}
