package org.plumbline.problem;

import java.util.function.Supplier;
import org.apache.commons.math3.exception.MathArithmeticException;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.plumbline.numeric.RefusedException;

/** Puts the file's name before refusals that come from code which does not know of files. */
final class Refusals {
    private Refusals() {}

    static <T> T naming(String source, Supplier<T> build) {
        try {
            return build.get();
        } catch (RefusedException e) {
            if (e.getMessage().startsWith(source + ":")) {
                throw e;
            }
            throw new RefusedException(source + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException | MathIllegalStateException | MathArithmeticException e) {
            throw new RefusedException(
                    source
                            + ": the data must be such that their ground truth and constants can be computed in double precision."
                            + " Maybe choose values of moderate size.",
                    e);
        }
    }
}
