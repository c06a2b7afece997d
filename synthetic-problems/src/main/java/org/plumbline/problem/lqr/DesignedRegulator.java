package org.plumbline.problem.lqr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.HautusCriterion;
import org.plumbline.numeric.MatrixConditions;
import org.plumbline.numeric.RefusedException;
import org.plumbline.numeric.Spectra;
import org.plumbline.numeric.Symmetric;
import org.plumbline.oracle.Constant;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.Start;
import org.plumbline.problem.Box;
import org.plumbline.problem.Instance;
import org.plumbline.problem.OuterTerms;
import org.plumbline.random.RandomStream;
import org.plumbline.sampling.QuadraticCost;

/**
 * A regulator whose cost the upper variable designs, under any upper cost of its gain: what reward design and imitation
 * have in common. The lower level is that of {@link LqrRewardDesignProblem}; f is a {@link GainCost} plus the outer
 * terms.
 */
final class DesignedRegulator {
    private static final double BOX_RADIUS = 1;

    /** Symbol of the factor by which relative changes of A, B, Q, R grow in the cost-to-go. */
    private static final String CONDITION = "kappa";

    private final LqrSystem system;
    private final AgentCost agent;
    private final Box box;
    private final GradientDomination domination;
    private final LqrTruth truth;
    private final double[] startGain;
    private final double sublevel;
    private final Constants constants;

    /**
     * Refuses an agent's cost that does not fit the system or does not see an unstable mode of it.
     *
     * @param upper of n states and m inputs, as the system; its signs are checked
     */
    DesignedRegulator(LqrSystem system, AgentCost agent, GainCost upper, OuterTerms outer) {
        requireFitting(system, agent, outer);
        this.system = system;
        this.agent = agent;
        this.box = Box.around(outer.center(), BOX_RADIUS);
        this.domination = new GradientDomination(system, agent, upper, box);
        this.truth = new LqrTruth(system, agent, upper, outer, domination);
        this.startGain = neutralGain(system);
        this.sublevel = 1.5 * truth.functions().lower(box.upper(), startGain);
        this.constants = declared(outer.center());
    }

    private static void requireFitting(LqrSystem system, AgentCost agent, OuterTerms outer) {
        int n = system.states();
        int m = system.inputs();
        MatrixConditions.requireShape("agent.Q", agent.base(), n, n, "as A has " + n + " rows");
        MatrixConditions.requireShape("agent.R", agent.action(), m, m, "as B has " + m + " columns");
        if (outer.center().length != agent.dimension()) {
            throw new RefusedException("upper.center (" + outer.center().length
                    + " values) must have as many entries as agent.weights (" + agent.dimension() + ").");
        }
        // The kernel of Q(φ) is the same for every φ, so one φ decides for all.
        RealMatrix output = Symmetric.squareRoot(agent.at(outer.center()).state());
        Optional<Complex> mode = HautusCriterion.unobservableMode(system.discountedA(), output);
        if (mode.isPresent()) {
            throw new RefusedException("The pair (√γA, Q(φ)^½) is not detectable: the mode with modulus "
                    + mode.get().abs()
                    + " costs nothing. Every mode with modulus ≥ 1 must be seen by agent.Q or a weight."
                    + " Maybe add a multiple of the identity to agent.Q or lower gamma.");
        }
    }

    /** The best gain of the cost \(\|x\|^2 + \|u\|^2\): it stabilises, and knows nothing of the costs. */
    private static double[] neutralGain(LqrSystem system) {
        GainCost neutral = GainCost.of(new QuadraticCost(
                MatrixUtils.createRealIdentityMatrix(system.states()),
                MatrixUtils.createRealIdentityMatrix(system.inputs())));
        double[] lambda = new double[system.states() * system.inputs()];
        ClosedLoop.flatten(neutral.optimum(system).gain(), lambda);
        return lambda;
    }

    private Constants declared(double[] center) {
        List<Constant> all = new ArrayList<>();
        domination
                .overBox(0)
                .ifPresent(mu -> all.add(new Constant(
                        Constants.MU,
                        "PL constant of g(φ,·), by gradient domination",
                        mu,
                        Double.POSITIVE_INFINITY,
                        "all stabilising K, φ in the box")));
        domination
                .smoothness(sublevel)
                .ifPresent(l -> all.add(new Constant(
                        Constants.L,
                        "smoothness of g(φ,·)",
                        l,
                        Double.POSITIVE_INFINITY,
                        "on {K : g(φ,K) ≤ " + sublevel + "}, φ in the box")));
        if (domination.aimsAtZero()) {
            domination
                    .negativeRange()
                    .ifPresent(sigma -> all.add(new Constant(
                            Constants.SIGMA_MINUS,
                            "g - σf has the modulus mu/4 up to this σ: R - σR0 and Q(φ) - σQ0 keep half of R and Q(φ)",
                            sigma,
                            Double.POSITIVE_INFINITY,
                            "all stabilising K, φ in the box")));
        }
        GainCost atCenter = GainCost.of(agent.at(center));
        RealMatrix best = atCenter.optimum(system).gain();
        double radius = Spectra.spectralRadius(ClosedLoop.of(system, best).loop());
        all.add(new Constant(
                LqrRewardDesignProblem.DECAY,
                "decay of the truncation bias per step: γ·max(1, ρ(A−BK*)²)",
                Math.max(system.gamma(), radius * radius),
                Double.POSITIVE_INFINITY,
                "near the centre of the box and its best gain"));
        all.add(new Constant(
                CONDITION,
                "condition number of the Riccati equation of g(φ,·)",
                atCenter.condition(system),
                Double.POSITIVE_INFINITY,
                "at the centre of the box"));
        return new Constants(all);
    }

    /** The problem of a family, which starts at the upper corner of the box and the neutral gain. */
    Instance instance(String family, String id, Map<String, Object> data) {
        return new Instance(
                family,
                id,
                box,
                new Start(box.upper(), startGain),
                constants,
                lowerLevel(),
                this::sampleLower,
                truth,
                data);
    }

    /** Nothing is declared where gradient domination gives no constant for the whole box. */
    private LowerLevel lowerLevel() {
        return constants.find(Constants.MU).isPresent() ? LowerLevel.NONSINGULAR_PL : LowerLevel.UNRESTRICTED;
    }

    /** The sublevel G of the lower loss on which the smoothness constant is declared. */
    double sublevel() {
        return sublevel;
    }

    /**
     * The best gain plus a Gaussian step of random length, halved until the gain stabilises and lies in the sublevel
     * set on which L holds (one and a half times the cost of the start at the upper corner, which is above \(g^*\) in all of the box).
     */
    private double[] sampleLower(double[] phi, RandomStream stream) {
        double[] best = truth.lowerSolution(phi);
        double[] direction = new double[best.length];
        stream.fillGaussian(direction);
        double[] lambda = new double[best.length];
        double length = stream.uniform(0, 2);
        do {
            for (int j = 0; j < lambda.length; j++) {
                lambda[j] = best[j] + length * direction[j];
            }
            length /= 2;
        } while (!(truth.functions().lower(phi, lambda) <= sublevel));
        return lambda;
    }
}
