package org.plumbline.algorithm.penalty;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.plumbline.algorithm.AlgorithmCard;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.FirstOrderAlgorithm;
import org.plumbline.algorithm.Parameter;
import org.plumbline.algorithm.Positive;
import org.plumbline.algorithm.Rate;
import org.plumbline.algorithm.Requirement;
import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;

/**
 * Algorithm 1 in its exact form, {@link FirstOrderPenalty#exact}, with \(\varphi\) projected onto a box after every outer step:
 * \[ \varphi_{t+1} = P\bigl(\varphi_t - \eta\,d_t\bigr), \qquad P(\varphi)_i = \min(u, \max(l, \varphi_i)), \]
 * with \(d_t\) the outer direction of Algorithm 1. The start point is not projected. While every \(\varphi_t - \eta d_t\) lies in
 * \([l,u]^p\), the run is that of Algorithm 1, bit for bit.
 *
 * <p><strong>Cost</strong> of an outer iteration: that of Algorithm 1.
 *
 * <p><strong>Guarantee</strong> (rate): on the event A that the later half, \(T/2 \le t \lt T\), is not projected, the run is one of
 * Algorithm 1 from \(T/2\) on, so that \(\mathbb E[\text{tail}\cdot 1_A] \le C\epsilon\) and
 * \(\mathbb E[\text{tail}\mid A] \le C\epsilon/\mathbb P(A)\), tail the mean of \(\|\nabla\Phi\|^2\) over that half, if
 * the inner gap at \(T/2\) is \(O(1)\). A is known at the end only: without the factor \(1/\mathbb P(A)\) it would be a
 * condition on the future. Where the projection stays active, a run ends at a point of the boundary at
 * which the projected-gradient mapping \((\varphi - P(\varphi - \eta\nabla\Phi(\varphi)))/\eta\) vanishes and \(\nabla\Phi\) does
 * not: \(\|\nabla\Phi\|^2\) then says nothing of the method. {@link Stepper#projections()} counts the steps that were changed.
 *
 * <p><strong>Reference.</strong> docs/theory.md, section "Projection"; derived.
 *
 * @param sigma \(\sigma\), the penalty parameter, positive
 * @param batch n, samples per gradient estimate, at least 1
 * @param innerSteps K, at least 1
 * @param lowerStep \(\tau\), positive
 * @param penalisedStep \(\tau'\), positive
 * @param outerStep \(\eta\), positive
 * @param boxLower l, finite, the same for every coordinate of \(\varphi\)
 * @param boxUpper u, finite, above l
 */
public record ProjectedPenalty(
        double sigma,
        long batch,
        int innerSteps,
        double lowerStep,
        double penalisedStep,
        double outerStep,
        double boxLower,
        double boxUpper)
        implements FirstOrderAlgorithm {
    private static final String NAME = "algorithm-1-projected";

    /** Checks the ranges. */
    public ProjectedPenalty {
        Positive.require("sigma", sigma);
        Positive.require("batch", batch);
        Positive.require("innerSteps", innerSteps);
        Positive.require("lowerStep", lowerStep);
        Positive.require("penalisedStep", penalisedStep);
        Positive.require("outerStep", outerStep);
        if (!(Double.isFinite(boxLower) && Double.isFinite(boxUpper) && boxLower < boxUpper)) {
            throw new IllegalArgumentException("boxLower (" + boxLower + ") must be finite and below boxUpper ("
                    + boxUpper + "), which must be finite. Maybe use -1 and 1.");
        }
    }

    /**
     * Algorithm 1 without the box.
     *
     * @return the exact form with the same parameters
     */
    public FirstOrderPenalty unprojected() {
        return new FirstOrderPenalty(
                sigma, batch, innerSteps, lowerStep, penalisedStep, outerStep, Coupling.NONE, false);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Stepper start(FirstOrderOracle oracle, Start start, RandomStream stream) {
        return new Run(this, new PenaltyStepper(unprojected(), oracle, start, stream));
    }

    private static final class Run implements Stepper {
        private final ProjectedPenalty method;
        private final PenaltyStepper chains;
        private long projections;

        Run(ProjectedPenalty method, PenaltyStepper chains) {
            this.method = method;
            this.chains = chains;
        }

        @Override
        public void step() {
            chains.step();
            if (chains.project(method.boxLower(), method.boxUpper())) {
                projections++;
            }
        }

        @Override
        public double[] phi() {
            return chains.phi();
        }

        @Override
        public double[] lambda() {
            return chains.lambda();
        }

        @Override
        public double[] penalisedLambda() {
            return chains.penalisedLambda();
        }

        @Override
        public long projections() {
            return projections;
        }
    }

    /** Registers the method, with a box so wide that it is off until one is given. */
    @AutoService(AlgorithmSpec.class)
    public static final class Spec implements AlgorithmSpec {
        private static final Citation DERIVATION =
                new Citation("Plumbline, docs/theory.md", "section \"Projection\"", Provenance.DERIVED);

        @Override
        public AlgorithmCard card() {
            TheoremSchedule exact = FirstOrderPenalty.schedule(-2, 3, DERIVATION);
            return new AlgorithmCard(
                    NAME,
                    "Algorithm 1 with φ projected onto a box after every outer step",
                    parameters(),
                    AlgorithmCard.GRADIENTS,
                    Requirement.of(LowerLevel.PL),
                    new Rate(3, Rate.Criterion.SQUARED_NORM, Rate.Regime.STOCHASTIC, DERIVATION),
                    new TheoremSchedule(
                            exact.laws(),
                            exact.sampleExponent(),
                            "for runs whose later half is not projected; where the projection stays active, what vanishes is"
                                    + " the projected-gradient mapping and not ∇Φ",
                            DERIVATION),
                    FirstOrderPenalty.SOURCE);
        }

        /** Those of Algorithm 1 without the options that leave its exact form. */
        private static List<Parameter> parameters() {
            return Stream.concat(
                            FirstOrderPenalty.hyperParameters(Map.of()).stream()
                                    .filter(parameter -> !parameter.name().equals("coupling")
                                            && !parameter.name().equals("coldStart")),
                            Stream.of(
                                    new Parameter("boxLower", "least value of a coordinate of φ", "< boxUpper", "-1e6"),
                                    new Parameter(
                                            "boxUpper", "greatest value of a coordinate of φ", "> boxLower", "1e6")))
                    .toList();
        }

        @Override
        public Class<ProjectedPenalty> type() {
            return ProjectedPenalty.class;
        }
    }
}
