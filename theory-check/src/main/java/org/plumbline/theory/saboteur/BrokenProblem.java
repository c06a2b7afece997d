package org.plumbline.theory.saboteur;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.plumbline.oracle.Constant;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Oracles;
import org.plumbline.oracle.Start;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Box;
import org.plumbline.problem.GroundTruth;
import org.plumbline.random.RandomStream;

/**
 * An instance that goes by the name of a sound one, of which one part has been exchanged.
 *
 * @param sound what it pretends to be
 * @param constants what it declares
 * @param truth its functions and solution maps
 * @param noise the law of noise that its oracles follow, given the one that was asked for
 * @param tampering what is done to its oracles
 */
record BrokenProblem(
        BilevelProblem sound,
        Constants constants,
        GroundTruth truth,
        UnaryOperator<NoiseModel> noise,
        UnaryOperator<Oracles> tampering)
        implements BilevelProblem {
    /** A problem with nothing exchanged yet. */
    static BrokenProblem of(BilevelProblem sound) {
        return new BrokenProblem(sound, sound.constants(), sound.truth(), noise -> noise, oracles -> oracles);
    }

    BrokenProblem withTruth(GroundTruth other) {
        return new BrokenProblem(sound, constants, other, noise, tampering);
    }

    BrokenProblem withNoise(UnaryOperator<NoiseModel> other) {
        return new BrokenProblem(sound, constants, truth, other, tampering);
    }

    BrokenProblem withOracles(UnaryOperator<Oracles> other) {
        return new BrokenProblem(sound, constants, truth, noise, other);
    }

    /** The same with a declared constant multiplied. */
    BrokenProblem declaring(String symbol, double factor) {
        Constants other = new Constants(constants.all().stream()
                .map(each -> each.symbol().equals(symbol) ? times(each, factor) : each)
                .toList());
        return new BrokenProblem(sound, other, truth, noise, tampering);
    }

    private static Constant times(Constant constant, double factor) {
        return new Constant(
                constant.symbol(),
                constant.meaning(),
                factor * constant.value(),
                constant.looseness(),
                constant.region());
    }

    @Override
    public String family() {
        return sound.family();
    }

    @Override
    public String id() {
        return sound.id();
    }

    @Override
    public Box box() {
        return sound.box();
    }

    @Override
    public Start start() {
        return sound.start();
    }

    @Override
    public LowerLevel lowerLevel() {
        return sound.lowerLevel();
    }

    @Override
    public double[] sampleLower(double[] phi, RandomStream stream) {
        return sound.sampleLower(phi, stream);
    }

    @Override
    public boolean inRegion(double[] phi, double[] lambda) {
        return sound.inRegion(phi, lambda);
    }

    @Override
    public Oracles oracles(NoiseModel model) {
        return tampering.apply(BilevelProblem.super.oracles(noise.apply(model)));
    }

    @Override
    public Map<String, Object> data() {
        return sound.data();
    }

    @Override
    public Optional<double[]> policy(double[] lambda) {
        return sound.policy(lambda);
    }
}
