package org.plumbline.problem.lqr;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.problem.Fields;

/**
 * What the files of all regulator families say alike: {@code A} (n×n), {@code B} (n×m), {@code W} and {@code Sigma0}
 * (n×n), {@code gamma}, {@code exploration} (default 0), {@code agent: {Q, weights: [Q₁, …, Q_p], R}}.
 *
 * @param system the system
 * @param agent the agent's cost
 */
public record RegulatorFields(LqrSystem system, AgentCost agent) {
    /**
     * Reads these keys.
     *
     * @param fields the file, or the part of it that has them
     * @return what they say
     * @throws org.plumbline.numeric.RefusedException if a value is out of range or a shape is wrong
     */
    public static RegulatorFields read(Fields fields) {
        RealMatrix a = matrix(fields.matrix("A", -1, -1));
        if (!a.isSquare()) {
            throw fields.refusal("A", "be square, and has " + a.getColumnDimension() + " columns", "check its rows");
        }
        int n = a.getRowDimension();
        RealMatrix b = matrix(fields.matrix("B", n, -1));
        RealMatrix noise = matrix(fields.positiveSemidefinite("W", n));
        RealMatrix initial = matrix(fields.positiveSemidefinite("Sigma0", n));
        double gamma = discount(fields, fields.number("gamma"));
        double exploration = fields.number("exploration", 0);
        if (exploration < 0) {
            throw fields.refusal("exploration", "be at least 0", "use 0 for a policy without noise");
        }
        LqrSystem system = fields.build(() -> new LqrSystem(a, b, noise, initial, gamma, exploration));
        Fields agentFields = fields.child("agent");
        RealMatrix base = matrix(agentFields.positiveSemidefinite("Q", n));
        List<RealMatrix> weights = Arrays.stream(agentFields.positiveSemidefinites("weights", n))
                .map(RegulatorFields::matrix)
                .toList();
        RealMatrix action = matrix(agentFields.positiveDefinite("R", system.inputs()));
        return new RegulatorFields(system, new AgentCost(base, weights, action));
    }

    static double discount(Fields fields, double gamma) {
        if (!(gamma > 0 && gamma < 1)) {
            throw fields.refusal("gamma", "lie in (0, 1)", "choose 0.9");
        }
        return gamma;
    }

    static RealMatrix matrix(double[][] rows) {
        return MatrixUtils.createRealMatrix(rows);
    }
}
