package org.plumbline.theory.saboteur;

import org.plumbline.problem.BilevelFunctions;

/** The losses of a sound instance; a subclass exchanges a derivative. */
abstract class BrokenFunctions implements BilevelFunctions {
    private final BilevelFunctions sound;

    BrokenFunctions(BilevelFunctions sound) {
        this.sound = sound;
    }

    /** The derivative of f in φ times one half: the factor 2 of a square that was forgotten. */
    static BilevelFunctions halvedUpperDerivative(BilevelFunctions sound) {
        return new BrokenFunctions(sound) {
            @Override
            public void upperGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
                super.upperGradient(phi, lambda, gradPhi, gradLambda);
                for (int i = 0; i < gradPhi.length; i++) {
                    gradPhi[i] /= 2;
                }
            }
        };
    }

    /** The derivative of g in φ with the other sign. */
    static BilevelFunctions reversedLowerDerivative(BilevelFunctions sound) {
        return new BrokenFunctions(sound) {
            @Override
            public void lowerGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
                super.lowerGradient(phi, lambda, gradPhi, gradLambda);
                for (int i = 0; i < gradPhi.length; i++) {
                    gradPhi[i] = -gradPhi[i];
                }
            }
        };
    }

    @Override
    public final int upperDimension() {
        return sound.upperDimension();
    }

    @Override
    public final int lowerDimension() {
        return sound.lowerDimension();
    }

    @Override
    public double lower(double[] phi, double[] lambda) {
        return sound.lower(phi, lambda);
    }

    @Override
    public double upper(double[] phi, double[] lambda) {
        return sound.upper(phi, lambda);
    }

    @Override
    public void lowerGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        sound.lowerGradient(phi, lambda, gradPhi, gradLambda);
    }

    @Override
    public void upperGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        sound.upperGradient(phi, lambda, gradPhi, gradLambda);
    }

    @Override
    public void hessianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
        sound.hessianVector(phi, lambda, vector, product);
    }

    @Override
    public void jacobianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
        sound.jacobianVector(phi, lambda, vector, product);
    }
}
