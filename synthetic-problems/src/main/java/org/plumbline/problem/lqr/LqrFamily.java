package org.plumbline.problem.lqr;

import com.google.auto.service.AutoService;
import java.util.List;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Fields;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.ProblemFamily;
import org.plumbline.problem.UpperFields;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.sampling.QuadraticCost;

/** Registers reward design for linear-quadratic regulators. */
@AutoService(ProblemFamily.class)
public final class LqrFamily implements ProblemFamily {
    static final String NAME = "lqr-reward-design";

    /** The random instances of the catalogue have this master seed. */
    private static final long CATALOGUE_SEED = 20250317644L;

    private static final double RHO = 0.5;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "linear-quadratic regulator whose cost is designed: nonconvex, PL by gradient domination";
    }

    /**
     * Reads {@code A} (n×n), {@code B} (n×m), {@code W} and {@code Sigma0} (n×n), {@code gamma}, {@code exploration}
     * (default 0), {@code agent: {Q, weights: [Q₁, …, Q_p], R}}, {@code designer: {Q, R}}, and of {@code upper} the
     * terms in \(\varphi\); or, in place of all these, {@code generate: {size: {states: n, inputs: m, upper: p},
     * gamma: γ, condition: κ, seed: k}}, which is {@link #random} with discount γ (default 0.8) on the stream of the
     * seed (default 1) and the family's name. With a condition, every generated positive definite matrix has that
     * condition number, its eigenvalues log-spaced up to 1; without, it is a few units.
     */
    @Override
    public BilevelProblem read(String id, Fields fields) {
        if (fields.has("generate")) {
            RandomRegulator drawn = RandomRegulator.generated(fields, NAME);
            return fields.build(() -> settled(id, drawn));
        }
        RegulatorFields regulator = RegulatorFields.read(fields);
        LqrSystem system = regulator.system();
        AgentCost agent = regulator.agent();
        Fields designerFields = fields.child("designer");
        QuadraticCost designer = new QuadraticCost(
                RegulatorFields.matrix(designerFields.positiveSemidefinite("Q", system.states())),
                RegulatorFields.matrix(designerFields.positiveSemidefinite("R", system.inputs())));
        return UpperFields.of(fields, agent.dimension())
                .build(outer -> new LqrRewardDesignProblem(id, system, agent, designer, outer));
    }

    @Override
    public List<BilevelProblem> catalogue() {
        SeedTree seeds = SeedTree.of(CATALOGUE_SEED).child(NAME);
        return List.of(
                claims(),
                random(NAME + "/scalar", 1, 1, 1, 0.8, seeds.child("scalar").stream()),
                random(NAME + "/three-states", 3, 2, 2, 0.8, seeds.child("three-states").stream()));
    }

    /** {@link #claimsSystem} and {@link #claimsAgent}, and a designer who minds states more and inputs less. */
    private static LqrRewardDesignProblem claims() {
        QuadraticCost designer = new QuadraticCost(matrix(2.0, 0.5, 0.5, 1.0), matrix(0.2, 0.05, 0.05, 0.1));
        OuterTerms outer = OuterTerms.centred(RHO, new double[] {0.2, -0.3});
        return LqrRewardDesignProblem.manufactured(NAME + "/claims", claimsSystem(), claimsAgent(), designer, outer);
    }

    /**
     * The system that claims use: two states that rotate outwards (ρ(A) = 1.01), two inputs, everything dense. The
     * inputs are weak and dear enough that the best gain follows the weights, and the noise is small enough that
     * gradients from trajectories keep some digits; the report prints their deviation.
     */
    static LqrSystem claimsSystem() {
        return new LqrSystem(
                matrix(1.0, 0.4, -0.3, 0.9),
                matrix(0.6, 0.2, -0.1, 0.5),
                matrix(0.02, 0.006, 0.006, 0.02),
                matrix(1.0, 0.2, 0.2, 0.5),
                0.8,
                RandomRegulator.EXPLORATION);
    }

    /** The agent's cost on that system. */
    static AgentCost claimsAgent() {
        return new AgentCost(
                matrix(0.1, 0, 0, 0.1),
                List.of(matrix(1.0, 0.3, 0.3, 0.2), matrix(0.2, -0.2, -0.2, 1.0)),
                matrix(0.5, 0.1, 0.1, 0.8));
    }

    /**
     * A random instance with dense matrices and a manufactured stationary point, drawn by {@link RandomRegulator}.
     *
     * @param id the name of the instance
     * @param states n
     * @param inputs m
     * @param p upper dimension
     * @param gamma γ, in (0, 1)
     * @param stream the randomness
     * @return the instance
     */
    public static LqrRewardDesignProblem random(
            String id, int states, int inputs, int p, double gamma, RandomStream stream) {
        return settled(id, RandomRegulator.draw(states, inputs, p, gamma, stream));
    }

    static LqrRewardDesignProblem settled(String id, RandomRegulator drawn) {
        if (drawn.aligned()) {
            return new LqrRewardDesignProblem(id, drawn.system(), drawn.agent(), drawn.designer(), drawn.outer());
        }
        return LqrRewardDesignProblem.manufactured(id, drawn.system(), drawn.agent(), drawn.designer(), drawn.outer());
    }

    static RealMatrix matrix(double a, double b, double c, double d) {
        return RegulatorFields.matrix(new double[][] {{a, b}, {c, d}});
    }
}
