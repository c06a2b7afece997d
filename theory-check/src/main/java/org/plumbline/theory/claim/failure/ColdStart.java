package org.plumbline.theory.claim.failure;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.plumbline.numeric.Vectors;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.theory.CellResult;

/** How the chains of a cold iteration begin, with the constant c of the K = c ln(1/ε)/ln(1/q) + O(1) that they need. */
enum ColdStart {
    /** Both chains at one point: they err alike, and the division by σ cancels. */
    TOGETHER("one start", 1),
    /** The chains at points of their own. */
    APART("two starts", 2),
    /** A planted defect: the second chain descends \(g + 2\sigma f\), and no K is enough. */
    DOUBLED("two starts, 2σ in the second chain", Double.POSITIVE_INFINITY),
    /** A planted defect: steps of half the length in the second chain, so that the chains no longer err alike. */
    UNEQUAL("one start, half a step in the second chain", 2);

    /** \(\sigma = \tfrac12\sqrt\epsilon\), as in the schedule. */
    private static final double SCALE = 0.5;
    /** How far from the solution chains start, by a deviation in every entry. */
    private static final double DISTANCE = 0.1;

    private final String title;
    private final double constant;

    ColdStart(String title, double constant) {
        this.title = title;
        this.constant = constant;
    }

    String title() {
        return title;
    }

    double constant() {
        return constant;
    }

    static double sigma(double epsilon) {
        return SCALE * Math.sqrt(epsilon);
    }

    /**
     * Everything at one random point. "enough" is the least K at each target, "falls" the step at which what the chains have left
     * falls to \(\sigma^2\epsilon\): as that is proportional to \(q^K\), its slope in \(\ln(1/\epsilon)\) is \(2/\ln(1/q)\), and the
     * constant c is twice the ratio of the two slopes.
     *
     * @param few the constant K whose errors are kept
     * @param shares the c at which the errors over ε are kept, from the least K at the first target on
     */
    CellResult measure(BilevelProblem problem, RandomStream stream, double[] targets, int few, double[] shares) {
        double[] phi = problem.box().sample(stream);
        double[] solution = problem.truth().lowerSolution(phi);
        double[] first = near(solution, stream);
        double[] second = near(solution, stream);
        boolean together = this == TOGETHER || this == UNEQUAL;
        double step = 0.5 / largest(new LowerCurvature(problem, phi).nonzero());
        ColdChains chains =
                new ColdChains(problem, phi, first, together ? first : second, step, this == UNEQUAL ? step / 2 : step);
        ColdChains.Decay[] decays = Arrays.stream(targets)
                .mapToObj(epsilon -> chains.run(sigma(epsilon), epsilon, (this == DOUBLED ? 2 : 1) * sigma(epsilon)))
                .toArray(ColdChains.Decay[]::new);
        Map<String, double[]> values = new LinkedHashMap<>();
        double[] enough = new double[targets.length];
        double[] falls = new double[targets.length];
        double[] stuck = new double[targets.length];
        for (int j = 0; j < targets.length; j++) {
            enough[j] = decays[j].enough(targets[j]);
            falls[j] = decays[j].falls(sigma(targets[j]) * sigma(targets[j]) * targets[j]);
            stuck[j] = decays[j].after(few);
        }
        values.put("enough", enough);
        values.put("falls", falls);
        values.put("few", stuck);
        double unit = slope(targets, falls) / 2;
        values.put("constant", new double[] {slope(targets, enough) / unit});
        for (double share : shares) {
            double[] errors = new double[targets.length];
            for (int j = 0; j < targets.length; j++) {
                double steps = enough[0] + share * unit * Math.log(targets[0] / targets[j]);
                errors[j] = decays[j].after(steps) / targets[j];
            }
            values.put("c = " + share, errors);
        }
        return CellResult.of(values);
    }

    private static double[] near(double[] solution, RandomStream stream) {
        double[] start = new double[solution.length];
        stream.fillGaussian(start);
        double[] moved = solution.clone();
        Vectors.add(DISTANCE, start, moved);
        return moved;
    }

    private static double largest(double[] x) {
        return Arrays.stream(x).max().orElseThrow();
    }

    /** In \(\ln(1/\epsilon)\). */
    private static double slope(double[] targets, double[] steps) {
        SimpleRegression line = new SimpleRegression();
        for (int j = 0; j < targets.length; j++) {
            line.addData(-Math.log(targets[j]), steps[j]);
        }
        return line.getSlope();
    }
}
