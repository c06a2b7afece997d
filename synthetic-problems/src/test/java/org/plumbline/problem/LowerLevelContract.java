package org.plumbline.problem;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.function.Function;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.plumbline.numeric.Symmetric;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.LowerLevel;

/**
 * The declared class of the lower level agrees with the curvature. Only what a class promises is checked: a lower level
 * that is called PL may well have a nonsingular Hessian, on one instance or on all.
 */
@FunctionalInterface
public interface LowerLevelContract extends ProblemUnderTest {
    /** Eigenvalues below this share of the largest are rounding: products of the LQR come from solves accurate to 1e-12. */
    double SINGULAR = 1e-10;

    /** Each costs d products and an eigendecomposition. */
    int HESSIANS = 20;

    /** What lies within PL carries a PL constant, which other checks of the contract hold it to. */
    @Test
    default void alsoALowerLevelThatIsMoreThanPlDeclaresAPlConstant() {
        assumeTrue(problem().lowerLevel().isWithin(LowerLevel.PL), "the lower level is not declared to be PL");
        assertTrue(problem().constants().find(Constants.MU).isPresent());
    }

    @Test
    default void theHessianAtTheSolutionIsNonsingularWhereItIsDeclaredToBe() {
        assumeTrue(problem().lowerLevel().isWithin(LowerLevel.NONSINGULAR_PL), "nothing is declared about the Hessian");
        double smallest = smallestShare(
                "nonsingular", x -> new Point(x.phi(), problem().truth().lowerSolution(x.phi())));
        assertTrue(smallest > SINGULAR, () -> "at a solution λ_min/λ_max of the Hessian is " + smallest);
    }

    /** A strongly convex function has positive curvature everywhere, and no less than μ: 1e-9 is left for rounding. */
    @Test
    default void theHessianIsNowhereFlatterThanDeclaredWhereTheLowerLevelIsStronglyConvex() {
        assumeTrue(problem().lowerLevel().isWithin(LowerLevel.STRONGLY_CONVEX), "strong convexity is not declared");
        double mu = problem().constants().require(Constants.MU);
        for (Point x : points("strongly-convex", HESSIANS)) {
            double smallest = Symmetric.smallestEigenvalue(hessian(x));
            assertTrue(smallest >= mu * (1 - 1e-9), () -> "curvature " + smallest + " < μ = " + mu);
        }
    }

    private double smallestShare(String check, Function<Point, Point> where) {
        return points(check, HESSIANS).stream()
                .map(where)
                .map(this::hessian)
                .mapToDouble(h -> Symmetric.smallestEigenvalue(h) / Symmetric.largestEigenvalue(h))
                .min()
                .orElseThrow();
    }

    private RealMatrix hessian(Point x) {
        assumeTrue(hasProducts(), "the problem offers no products");
        int d = x.lambda().length;
        RealMatrix hessian = MatrixUtils.createRealMatrix(d, d);
        for (int j = 0; j < d; j++) {
            double[] unit = new double[d];
            unit[j] = 1;
            hessian.setColumn(
                    j, Products.at(problem().truth().functions(), x, unit).hessian());
        }
        return Symmetric.symmetrise(hessian);
    }
}
