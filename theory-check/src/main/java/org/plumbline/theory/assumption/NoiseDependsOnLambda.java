package org.plumbline.theory.assumption;

import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Finding;
import org.plumbline.theory.Settings;
import org.plumbline.theory.measure.VectorMoments;

/**
 * Noise depends on the lower variable, so that a test of coupled batches tests something. One batch gives
 * \(\hat g_\varphi\) and \(\hat g_\lambda\) at \(\lambda^*(\varphi)\) and at \(\lambda_\sigma(\varphi)\); the variance of each
 * difference is more than rounding beside that of the gradient itself. Where it is not, what is coupled cancels exactly,
 * however the samples depend on what else, and any batch would do.
 *
 * @param problem the instance
 * @param sampling the law of sampling, in words; part of the cell's key
 * @param oracles makes the oracles
 * @param sigma the largest σ of the claim, which sets the distance of the two points
 */
public record NoiseDependsOnLambda(BilevelProblem problem, String sampling, Supplier<Oracles> oracles, double sigma)
        implements Assumption {
    private static final int REPETITIONS = 100;
    private static final int BATCH = 8;

    /** As in VAR-1: rounding leaves 1e-20 of the variance, and a difference of relative size 1e-6 would be noise all the same. */
    private static final double NOTHING = 1e-12;

    @Override
    public String name() {
        return "noise depends on λ";
    }

    @Override
    public String instance() {
        return problem.id();
    }

    @Override
    public Cell cell(Settings settings) {
        SeedTree seeds = settings.seeds("certificate")
                .child("coupling")
                .child(problem.id())
                .child(sampling);
        return new Cell(
                "certificate|coupling|" + problem.id() + '|' + sampling + "|σ=" + sigma + '|' + seeds,
                () -> measure(seeds.stream()));
    }

    private CellResult measure(RandomStream stream) {
        Ledger ledger = new Ledger();
        FirstOrderOracle oracle = oracles.get().firstOrder(ledger);
        double[] phi = problem.start().phi();
        double[] lower = problem.truth().lowerSolution(phi);
        double[] penalised = problem.truth().penalisedSolution(phi, sigma);
        Share inPhi = new Share(phi.length);
        Share inLambda = new Share(lower.length);
        for (int i = 0; i < REPETITIONS; i++) {
            Batch batch = oracle.draw(BATCH, stream);
            oracle.lower(batch, phi, lower, inPhi.first, inLambda.first);
            oracle.lower(batch, phi, penalised, inPhi.second, inLambda.second);
            inPhi.add();
            inLambda.add();
        }
        return new CellResult(
                Map.of("share", new double[] {inPhi.value(), inLambda.value()}), "certificate", ledger.counts(), "");
    }

    /** The variance of a coupled difference over that of a gradient. */
    private static final class Share {
        private final double[] first;
        private final double[] second;
        private final VectorMoments gradient;
        private final VectorMoments difference;

        Share(int dimension) {
            first = new double[dimension];
            second = new double[dimension];
            gradient = new VectorMoments(dimension);
            difference = new VectorMoments(dimension);
        }

        /** Turns the second gradient into the difference. */
        void add() {
            for (int i = 0; i < first.length; i++) {
                second[i] -= first[i];
            }
            gradient.add(first);
            difference.add(second);
        }

        double value() {
            return difference.totalVariance() / Math.max(gradient.totalVariance(), Double.MIN_NORMAL);
        }
    }

    @Override
    public Finding judge(CellResult result) {
        double inPhi = result.series("share")[0];
        double inLambda = result.series("share")[1];
        double least = Math.min(inPhi, inLambda);
        return new Finding(
                NOTHING,
                least,
                new double[0],
                least > NOTHING,
                String.format(
                        Locale.ROOT,
                        "coupled differences between λ* and λ_σ, σ = %.3g, have %.2g (ĝ_φ) and %.2g (ĝ_λ) of a gradient's"
                                + " variance (more than %.0e needed, or coupling is not tested); %s",
                        sigma,
                        inPhi,
                        inLambda,
                        NOTHING,
                        sampling));
    }
}
