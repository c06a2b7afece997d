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

/** Registers imitation of an expert by a linear-quadratic regulator whose cost is designed. */
@AutoService(ProblemFamily.class)
public final class LqrImitationFamily implements ProblemFamily {
    static final String NAME = "lqr-imitation";

    /** The random instance of the catalogue has this master seed. */
    private static final long CATALOGUE_SEED = 20250317644L;

    /** Near the curvature of the distance to the expert in \(\varphi\), so that neither hides the other. */
    static final double RHO = 0.1;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "linear-quadratic regulator whose cost is designed to act like an expert: g + σf has a cross term";
    }

    /**
     * Reads {@code A} (n×n), {@code B} (n×m), {@code W} and {@code Sigma0} (n×n), {@code gamma}, {@code exploration}
     * (default 0), {@code agent: {Q, weights: [Q₁, …, Q_p], R}}, {@code expert} (\(K_E\), m×n), and of {@code upper} the
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
        RealMatrix expert = RegulatorFields.matrix(fields.matrix("expert", system.inputs(), system.states()));
        return UpperFields.of(fields, regulator.agent().dimension())
                .build(outer -> LqrImitation.of(id, system, regulator.agent(), expert, outer));
    }

    @Override
    public List<BilevelProblem> catalogue() {
        LqrSystem system = LqrFamily.claimsSystem();
        AgentCost agent = LqrFamily.claimsAgent();
        OuterTerms outer = OuterTerms.centred(RHO, new double[] {0.2, -0.3});
        return List.of(
                LqrImitation.manufactured(NAME + "/claims", system, agent, claimsExpert(), outer),
                LqrImitation.aligned(NAME + "/aligned", system, agent, outer),
                random(
                        NAME + "/scalar",
                        1,
                        1,
                        1,
                        0.8,
                        SeedTree.of(CATALOGUE_SEED).child(NAME).child("scalar").stream()));
    }

    /** No cost of the agent has this best gain: a test shows that the equations which its weights would have to solve contradict. */
    private static RealMatrix claimsExpert() {
        return LqrFamily.matrix(1.0, 0.1, -0.5, 1.2);
    }

    /**
     * A random instance with dense matrices and a manufactured stationary point, drawn by {@link RandomRegulator}; the
     * expert is the best gain of another cost.
     *
     * @param id the name of the instance
     * @param states n
     * @param inputs m
     * @param p upper dimension
     * @param gamma γ, in (0, 1)
     * @param stream the randomness
     * @return the instance
     */
    public static BilevelProblem random(String id, int states, int inputs, int p, double gamma, RandomStream stream) {
        return settled(id, RandomRegulator.draw(states, inputs, p, gamma, stream));
    }

    static BilevelProblem settled(String id, RandomRegulator drawn) {
        if (drawn.aligned()) {
            return LqrImitation.aligned(
                    id,
                    drawn.system(),
                    drawn.agent(),
                    OuterTerms.centred(RHO, drawn.outer().center()));
        }
        RealMatrix expert =
                GainCost.of(drawn.designer()).optimum(drawn.system()).gain();
        OuterTerms outer = OuterTerms.centred(RHO, drawn.outer().center());
        return LqrImitation.manufactured(id, drawn.system(), drawn.agent(), expert, outer);
    }
}
