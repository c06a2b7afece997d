package org.plumbline.theory.panel;

import java.util.Map;
import org.plumbline.algorithm.FirstOrderAlgorithm;
import org.plumbline.algorithm.Gradient;
import org.plumbline.algorithm.Stepper;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;

/**
 * A method of which everything is known beforehand: how many samples it draws at every iteration, and what error it has
 * after it. On {@link Stage#PROBLEM} \(\nabla\Phi = 2\varphi - 1\), so that \(\varphi = (1+\sqrt E)/2\) has the error E.
 */
record Puppet(String name, Map<String, Double> values, Script script, PuppetSpec spec) implements FirstOrderAlgorithm {
    /** What a puppet does. */
    interface Script {
        /** \(\|\nabla\Phi\|^2\) after t iterations; NaN for a run that diverges. */
        double error(Map<String, Double> values, long t, long seed);

        /** Samples of iteration t, counted from 1, in one query. */
        default long samples(Map<String, Double> values, long t) {
            return whole(values.get("batch"));
        }
    }

    /** A schedule gives whole numbers unrounded, and with rounding noise. */
    static long whole(double x) {
        return (long) Math.ceil(x * (1 - 1e-12));
    }

    @Override
    public Stepper start(FirstOrderOracle oracle, Start start, RandomStream stream) {
        long seed = stream.nextLong();
        spec.started(seed);
        return new Stepper() {
            private final Gradient gradient = Gradient.of(oracle);
            private long t;

            @Override
            public void step() {
                t++;
                gradient.lower(oracle, oracle.draw(script.samples(values, t), stream), phi(), lambda());
            }

            @Override
            public double[] phi() {
                return new double[] {(1 + Math.sqrt(script.error(values, t, seed))) / 2};
            }

            @Override
            public double[] lambda() {
                return new double[] {0};
            }
        };
    }
}
