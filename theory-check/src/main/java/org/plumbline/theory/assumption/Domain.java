package org.plumbline.theory.assumption;

import java.util.Map;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Finding;
import org.plumbline.theory.Settings;

/**
 * Stability: the start, the sampled points and the lower solutions at the sampled φ lie in the domain, where the losses
 * are finite (for a regulator: the gains stabilise), and the start lies in the region of the PL constant. That a run
 * stays there is watched while it runs.
 *
 * @param problem the instance
 */
public record Domain(BilevelProblem problem) implements Assumption {
    private static final int POINTS = 200;

    @Override
    public String name() {
        return "stability";
    }

    @Override
    public String instance() {
        return problem.id();
    }

    @Override
    public Cell cell(Settings settings) {
        SeedTree seeds = settings.seeds("certificate").child("domain").child(problem.id());
        return new Cell("certificate|domain|" + problem.id() + '|' + seeds, () -> measure(seeds.stream()));
    }

    private CellResult measure(RandomStream stream) {
        double[] phi = problem.start().phi();
        double[] lambda = problem.start().lambda();
        int outside = 0;
        double[] witness = {};
        for (int i = 0; i <= 2 * POINTS; i++) {
            if (!inside(phi, lambda)) {
                outside++;
                witness = new ArrayRealVector(phi, lambda).toArray();
            }
            boolean sampled = i % 2 == 0;
            phi = sampled ? problem.box().sample(stream) : phi;
            lambda =
                    sampled ? problem.sampleLower(phi, stream) : problem.truth().lowerSolution(phi);
        }
        return CellResult.of(Map.of("outside", new double[] {outside}, "witness", witness));
    }

    private boolean inside(double[] phi, double[] lambda) {
        BilevelFunctions functions = problem.truth().functions();
        return Double.isFinite(functions.lower(phi, lambda))
                && Double.isFinite(functions.upper(phi, lambda))
                && problem.inRegion(phi, lambda);
    }

    @Override
    public Finding judge(CellResult result) {
        int outside = (int) result.value("outside");
        return new Finding(
                0,
                outside,
                result.series("witness"),
                outside == 0,
                outside + " of " + (2 * POINTS + 1)
                        + " points (start, samples, lower solutions) lie outside the domain or the region");
    }
}
