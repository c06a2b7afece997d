package org.plumbline.problem.lqr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.DiscreteRiccati;
import org.plumbline.numeric.HautusCriterion;
import org.plumbline.numeric.MatrixConditions;
import org.plumbline.numeric.RefusedException;
import org.plumbline.numeric.Spectra;
import org.plumbline.numeric.Symmetric;
import org.plumbline.oracle.Constant;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.Oracles;
import org.plumbline.oracle.Start;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Box;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.OuterTerms;
import org.plumbline.random.RandomStream;
import org.plumbline.sampling.PolicyGradients;
import org.plumbline.sampling.QuadraticCost;

/**
 * Reward design for a linear-quadratic regulator. On an {@link LqrSystem}, λ is the gain K (m × n, row by row) of the
 * policy \(u = -Kx + s\xi\), and
 * \[ g(\varphi,K) = E\sum_t \gamma^t \bigl(x_t^\top Q(\varphi)x_t + u_t^\top Ru_t\bigr), \qquad
 *    f(\varphi,K) = E\sum_t \gamma^t \bigl(x_t^\top Q_0x_t + u_t^\top R_0u_t\bigr)
 *      + \tfrac12\rho\|\varphi-\bar\varphi\|^2 + \langle c,\varphi\rangle, \]
 * \(Q(\varphi)\) as in {@link AgentCost}. Both are infinite where \(\rho(\sqrt\gamma(A-BK)) \ge 1\). g is not convex in
 * K, but PL at every stabilising K by gradient domination, and \(g + \sigma f\) is the cost of
 * \((Q(\varphi)+\sigma Q_0, R+\sigma R_0)\), so it is PL for every \(\sigma \ge 0\). Constants are those that
 * {@link GradientDomination} proves for the whole box; they are undeclared where \(Q(\varphi)\) is singular.
 */
public final class LqrRewardDesignProblem implements BilevelProblem {
    /** Symbol of the factor by which the bias of a finite horizon falls with every further step. */
    public static final String DECAY = "r";

    private static final double BOX_RADIUS = 1;

    private final String id;
    private final LqrSystem system;
    private final DesignCosts costs;
    private final Box box;
    private final GradientDomination domination;
    private final GroundTruth truth;
    private final double[] startGain;
    private final double sublevel;
    private final Constants constants;

    /**
     * An instance with the outer terms as given.
     *
     * @param id the name of the instance
     * @param system the system, n states and m inputs
     * @param agent the agent's cost
     * @param designer the designer's cost, \(Q_0, R_0 \succeq 0\)
     * @param outer the terms in \(\varphi\) alone, of the dimension of the agent's cost
     * @throws RefusedException if a shape or sign is wrong, or the costs do not see an unstable mode
     */
    public LqrRewardDesignProblem(
            String id, LqrSystem system, AgentCost agent, QuadraticCost designer, OuterTerms outer) {
        requireFitting(system, agent, designer, outer);
        this.id = id;
        this.system = system;
        this.costs = new DesignCosts(agent, designer, outer);
        this.box = Box.around(outer.center(), BOX_RADIUS);
        this.domination = new GradientDomination(system, agent, designer, box);
        this.truth = new LqrTruth(system, agent, designer, outer, domination);
        this.startGain = neutralGain(system);
        this.sublevel = 1.5 * truth.functions().lower(box.upper(), startGain);
        this.constants = declared();
    }

    private static void requireFitting(LqrSystem system, AgentCost agent, QuadraticCost designer, OuterTerms outer) {
        int n = system.states();
        int m = system.inputs();
        MatrixConditions.requireShape("agent.Q", agent.base(), n, n, "as A has " + n + " rows");
        MatrixConditions.requireShape("agent.R", agent.action(), m, m, "as B has " + m + " columns");
        AgentCost.requireCost("designer.Q", designer.state(), n);
        AgentCost.requireCost("designer.R", designer.action(), m);
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
        RealMatrix gain = DiscreteRiccati.solve(
                        system.discountedA(),
                        system.discountedB(),
                        MatrixUtils.createRealIdentityMatrix(system.states()),
                        MatrixUtils.createRealIdentityMatrix(system.inputs()))
                .gain();
        double[] lambda = new double[system.states() * system.inputs()];
        ClosedLoop.flatten(gain, lambda);
        return lambda;
    }

    private Constants declared() {
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
        double[] best = truth.lowerSolution(costs.outer().center());
        double radius =
                Spectra.spectralRadius(ClosedLoop.of(system, best).orElseThrow().loop());
        all.add(new Constant(
                DECAY,
                "decay of the truncation bias per step: γ·max(1, ρ(A−BK*)²)",
                Math.max(system.gamma(), radius * radius),
                Double.POSITIVE_INFINITY,
                "near the centre of the box and its best gain"));
        return new Constants(all);
    }

    /**
     * The instance whose linear term makes the centre of the outer terms a stationary point of \(\Phi\).
     *
     * @param id the name of the instance
     * @param system the system
     * @param agent the agent's cost
     * @param designer the designer's cost
     * @param outer its linear term is replaced
     * @return the instance
     */
    public static LqrRewardDesignProblem manufactured(
            String id, LqrSystem system, AgentCost agent, QuadraticCost designer, OuterTerms outer) {
        OuterTerms plain = OuterTerms.centred(outer.rho(), outer.center());
        double[] rest =
                new LqrRewardDesignProblem(id, system, agent, designer, plain).truth.hypergradient(plain.center());
        return new LqrRewardDesignProblem(id, system, agent, designer, plain.cancelling(rest));
    }

    /**
     * The sublevel of the lower loss on which the smoothness constant is declared.
     *
     * @return G
     */
    public double sublevel() {
        return sublevel;
    }

    @Override
    public String family() {
        return LqrFamily.NAME;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Box box() {
        return box;
    }

    /** The upper corner of the box, and the best gain of the cost \(\|x\|^2 + \|u\|^2\). */
    @Override
    public Start start() {
        return new Start(box.upper(), startGain);
    }

    @Override
    public Constants constants() {
        return constants;
    }

    /**
     * The best gain plus a Gaussian step of random length, halved until the gain stabilises and lies in the sublevel
     * set on which L holds (one and a half times the cost of the start at the upper corner, which is above \(g^*\) in all of the box).
     */
    @Override
    public double[] sampleLower(double[] phi, RandomStream stream) {
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

    /**
     * Oracles whose gradients are estimated from trajectories; see {@link PolicyGradients#oracles} for the estimator,
     * its bias and what is charged.
     *
     * @param horizon H, the number of transitions of a trajectory, at least 1; the truncation bias falls as
     *     \(r^H\), r being the constant {@link #DECAY}
     * @return first-order oracles only
     */
    public Oracles trajectories(int horizon) {
        // A local, so that the lambda holds the system and not this problem.
        LqrSystem dynamics = system;
        return PolicyGradients.oracles(
                ledger -> new LinearGaussianEnvironment(dynamics, ledger),
                costs,
                system.gamma(),
                system.exploration(),
                horizon);
    }

    LqrSystem system() {
        return system;
    }

    DesignCosts costs() {
        return costs;
    }

    GradientDomination domination() {
        return domination;
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = system.data();
        data.put("agent", costs.agent().data());
        Map<String, Object> designer = new LinkedHashMap<>();
        designer.put("Q", costs.designer().state());
        designer.put("R", costs.designer().action());
        data.put("designer", designer);
        data.put("upper", costs.outer().data());
        return data;
    }

    @Override
    public GroundTruth truth() {
        return truth;
    }
}
