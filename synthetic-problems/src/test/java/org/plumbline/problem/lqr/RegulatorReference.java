package org.plumbline.problem.lqr;

import java.util.HashMap;
import java.util.Map;
import org.apache.commons.math3.linear.MatrixUtils;
import org.plumbline.numeric.Twofold;
import org.plumbline.problem.lqr.Regulators.Drawn;

/**
 * The truth about a problem at one φ by another way: policy iteration in 32 digits, values and gradients by their plain
 * definitions, where those digits make up for the cancellation, and \(\nabla\Phi\) by five-point differences of
 * \(\Phi\) in \(\varphi_i\), whose step of 1e-5 leaves truncation of 1e-20 and rounding below. It starts from the file's data, so the rounding of \(\sqrt\gamma A\) and of D counts as the solver's error.
 */
final class RegulatorReference {
    private static final double STEP = 0x1p-16;

    private final Drawn drawn;
    private final double[] phi;
    private final Twofold a;
    private final Twofold b;
    private final Twofold source;
    private final Twofold share;
    private final Map<Double, Point> solved = new HashMap<>();

    RegulatorReference(Drawn drawn, double[] phi) {
        LqrSystem system = drawn.system();
        this.drawn = drawn;
        this.phi = phi.clone();
        Twofold root = Twofold.root(system.gamma());
        this.a = root.times(Twofold.of(system.a()));
        this.b = root.times(Twofold.of(system.b()));
        Twofold rest = Twofold.of(1).minus(Twofold.of(system.gamma())).inverse();
        Twofold s2 = Twofold.of(system.exploration()).times(Twofold.of(system.exploration()));
        this.share = s2.times(rest);
        Twofold input = Twofold.of(system.b());
        Twofold perStep = Twofold.of(system.noise()).plus(s2.times(input.times(input.transpose())));
        this.source = Twofold.of(system.initial())
                .plus(Twofold.of(system.gamma()).times(rest).times(perStep));
    }

    /** A gain with what it costs. */
    record Point(Twofold gain, Twofold occupancy, Twofold lower, Twofold upper) {}

    /** Q(φ), the weight of the index times a factor. */
    private Twofold state(int index, Twofold factor) {
        Twofold sum = Twofold.of(drawn.agent().base());
        for (int i = 0; i < phi.length; i++) {
            sum = sum.plus(i == index ? weight(i).times(factor) : weight(i));
        }
        return sum;
    }

    private Twofold weight(int i) {
        return Twofold.of(Math.exp(phi[i]))
                .times(Twofold.of(drawn.agent().weights().get(i)));
    }

    /** The minimiser of g + σf. */
    Point minimise(double sigma) {
        return solved.computeIfAbsent(sigma, x -> minimise(x, 0, Twofold.of(1)));
    }

    private Point minimise(double sigma, int index, Twofold weightFactor) {
        GainCost upper = drawn.upper();
        Twofold factor = Twofold.of(sigma);
        Twofold action = Twofold.of(drawn.agent().action());
        Twofold upperAction = factor.times(Twofold.of(upper.action()));
        Twofold target = Twofold.of(upper.target());
        Twofold state = state(index, weightFactor);
        Twofold stateSum = state.plus(factor.times(Twofold.of(upper.state())));
        LqrSystem system = drawn.system();
        Twofold gain =
                Twofold.of(ClosedLoop.matrix(drawn.problem().start().lambda(), system.inputs(), system.states()));
        double change = Double.POSITIVE_INFINITY;
        // Policy iteration descends from any stabilising gain, at last quadratically.
        for (int step = 0; step < 100 && change > 1e-26; step++) {
            Twofold loop = a.minus(b.times(gain));
            Twofold deviation = gain.minus(target);
            Twofold perStep = stateSum.plus(gain.transpose().times(action).times(gain))
                    .plus(deviation.transpose().times(upperAction).times(deviation));
            Twofold p = Twofold.lyapunov(loop.transpose(), perStep);
            Twofold bp = b.transpose().times(p);
            Twofold curvature = action.plus(upperAction).plus(bp.times(b));
            Twofold next = curvature.inverse().times(bp.times(a).plus(upperAction.times(target)));
            change = next.minus(gain).norm() / Math.max(next.norm(), Double.MIN_NORMAL);
            gain = next;
        }
        return point(gain, state);
    }

    private Point point(Twofold gain, Twofold state) {
        GainCost upper = drawn.upper();
        Twofold loop = a.minus(b.times(gain));
        Twofold occupancy = Twofold.lyapunov(loop, source);
        Twofold action = Twofold.of(drawn.agent().action());
        Twofold lower = state.plus(gain.transpose().times(action).times(gain))
                .trace(occupancy)
                .plus(share.times(Twofold.of(MatrixUtils.createRealIdentityMatrix(
                                drawn.system().inputs()))
                        .trace(action)));
        Twofold deviation = gain.minus(Twofold.of(upper.target()));
        Twofold cost = Twofold.of(upper.state())
                .plus(deviation.transpose().times(Twofold.of(upper.action())).times(deviation))
                .trace(occupancy)
                .plus(share.times(Twofold.of(upper.exploration())));
        return new Point(
                gain, occupancy, lower, cost.plus(Twofold.of(drawn.outer().value(phi))));
    }

    /** Φ. */
    double objective() {
        return minimise(0).upper().value();
    }

    /** ∇Φ. */
    double[] hypergradient() {
        double[] result = new double[phi.length];
        drawn.outer().gradient(phi, result);
        for (int i = 0; i < phi.length; i++) {
            double once = rise(i, 1 + STEP);
            double twice = rise(i, (1 + STEP) * (1 + STEP));
            result[i] += (8 * once - twice) / (12 * Math.log1p(STEP));
        }
        return result;
    }

    /** The weight times a factor, and divided by it, are symmetric about φ_i, its logarithm. */
    private double rise(int index, double factor) {
        Twofold up = Twofold.of(factor);
        return minimise(0, index, up)
                .upper()
                .minus(minimise(0, index, up.inverse()).upper())
                .value();
    }

    /** Φ_σ. */
    double penaltyObjective(double sigma) {
        Point best = minimise(0);
        Point penalised = minimise(sigma);
        Twofold excess = penalised.lower().minus(best.lower());
        return penalised.upper().plus(excess.times(Twofold.of(sigma).inverse())).value();
    }

    /** ∇Φ_σ. */
    double[] penaltyHypergradient(double sigma) {
        Twofold change = minimise(sigma).occupancy().minus(minimise(0).occupancy());
        double[] result = new double[phi.length];
        drawn.outer().gradient(phi, result);
        for (int i = 0; i < phi.length; i++) {
            result[i] +=
                    weight(i).trace(change).times(Twofold.of(sigma).inverse()).value();
        }
        return result;
    }
}
