package org.plumbline.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.plumbline.random.RandomStream;

/** The derivatives that a problem states are those of its losses. */
@FunctionalInterface
public interface DerivativeContract extends ProblemUnderTest {
    /** How many random points each check visits. */
    int POINTS = 12;

    /** Step 2⁻⁶ along a unit direction of (φ, λ) stays in the domain of every family that declares a region. */
    @Test
    default void gradientsPassTheTaylorTest() {
        BilevelFunctions functions = problem().truth().functions();
        RandomStream stream = seeds("taylor").stream();
        List<DoubleUnaryOperator> lower = new ArrayList<>();
        List<DoubleUnaryOperator> upper = new ArrayList<>();
        double scale = 1;
        for (Point x : points("taylor", POINTS)) {
            double[] u = Vectors.unit(x.phi().length, stream);
            double[] v = Vectors.unit(x.lambda().length, stream);
            Gradients g = Gradients.ofLower(functions, x);
            Gradients f = Gradients.ofUpper(functions, x);
            double g0 = functions.lower(x.phi(), x.lambda());
            double f0 = functions.upper(x.phi(), x.lambda());
            lower.add(t -> Math.abs(functions.lower(Vectors.plus(x.phi(), t, u), Vectors.plus(x.lambda(), t, v))
                    - g0
                    - t * g.along(u, v)));
            upper.add(t -> Math.abs(functions.upper(Vectors.plus(x.phi(), t, u), Vectors.plus(x.lambda(), t, v))
                    - f0
                    - t * f.along(u, v)));
            scale = Math.max(scale, Math.max(Math.abs(g0), Math.abs(f0)));
        }
        TaylorRemainder.assertQuadratic("gradient of g", lower, scale);
        TaylorRemainder.assertQuadratic("gradient of f", upper, scale);
    }

    @Test
    default void productsPassTheTaylorTest() {
        assumeTrue(hasProducts(), "the problem offers no products");
        BilevelFunctions functions = problem().truth().functions();
        RandomStream stream = seeds("taylor-products").stream();
        List<DoubleUnaryOperator> hessian = new ArrayList<>();
        List<DoubleUnaryOperator> jacobian = new ArrayList<>();
        double scale = 1;
        for (Point x : points("taylor-products", POINTS)) {
            double[] v = Vectors.unit(x.lambda().length, stream);
            Products product = Products.at(functions, x, v);
            Gradients here = Gradients.ofLower(functions, x);
            hessian.add(t -> Vectors.distance(
                    Gradients.ofLower(functions, product.moved(t)).lambda(),
                    Vectors.plus(here.lambda(), t, product.hessian())));
            jacobian.add(t -> Vectors.distance(
                    Gradients.ofLower(functions, product.moved(t)).phi(),
                    Vectors.plus(here.phi(), t, product.jacobian())));
            scale = Math.max(scale, Math.max(Vectors.norm(here.lambda()), Vectors.norm(here.phi())));
        }
        TaylorRemainder.assertQuadratic("Hessian-vector product", hessian, scale);
        TaylorRemainder.assertQuadratic("Jacobian-vector product", jacobian, scale);
    }

    @Test
    default void gradientsMatchCentralDifferences() {
        BilevelFunctions functions = problem().truth().functions();
        double h = differenceStep();
        double tolerance = differenceTolerance();
        for (Point x : points("differences", POINTS)) {
            Gradients g = Gradients.ofLower(functions, x);
            double g0 = functions.lower(x.phi(), x.lambda());
            double[] gPhi = Differences.gradient(phi -> functions.lower(phi, x.lambda()), x.phi(), h);
            double[] gLambda = Differences.gradient(lambda -> functions.lower(x.phi(), lambda), x.lambda(), h);
            Differences.assertAgree("∇_φ g", gPhi, g.phi(), g0, tolerance);
            Differences.assertAgree("∇_λ g", gLambda, g.lambda(), g0, tolerance);
            Gradients f = Gradients.ofUpper(functions, x);
            double f0 = functions.upper(x.phi(), x.lambda());
            double[] fPhi = Differences.gradient(phi -> functions.upper(phi, x.lambda()), x.phi(), h);
            double[] fLambda = Differences.gradient(lambda -> functions.upper(x.phi(), lambda), x.lambda(), h);
            Differences.assertAgree("∇_φ f", fPhi, f.phi(), f0, tolerance);
            Differences.assertAgree("∇_λ f", fLambda, f.lambda(), f0, tolerance);
        }
    }

    @Test
    default void productsMatchDifferencesOfGradients() {
        assumeTrue(hasProducts(), "the problem offers no products");
        BilevelFunctions functions = problem().truth().functions();
        RandomStream stream = seeds("product-differences").stream();
        double h = differenceStep();
        for (Point x : points("product-differences", POINTS)) {
            double[] v = Vectors.unit(x.lambda().length, stream);
            Products product = Products.at(functions, x, v);
            Gradients here = Gradients.ofLower(functions, x);
            double[] hessian = Differences.ofCurve(
                    t -> Gradients.ofLower(functions, product.moved(t)).lambda(), h);
            double[] jacobian = Differences.ofCurve(
                    t -> Gradients.ofLower(functions, product.moved(t)).phi(), h);
            Differences.assertAgree(
                    "∇²_λλ g v", hessian, product.hessian(), Vectors.norm(here.lambda()), differenceTolerance());
            Differences.assertAgree(
                    "∇²_φλ g v", jacobian, product.jacobian(), Vectors.norm(here.phi()), differenceTolerance());
        }
    }

    /** Rounding of two inner products of d terms: 1e-12 of the product of the norms leaves four digits of room. */
    @Test
    default void theHessianIsSymmetric() {
        assumeTrue(hasProducts(), "the problem offers no products");
        BilevelFunctions functions = problem().truth().functions();
        RandomStream stream = seeds("symmetry").stream();
        for (Point x : points("symmetry", POINTS)) {
            Products u = Products.at(functions, x, Vectors.unit(x.lambda().length, stream));
            Products v = Products.at(functions, x, Vectors.unit(x.lambda().length, stream));
            double size = Vectors.norm(u.hessian()) + Vectors.norm(v.hessian());
            assertEquals(
                    Vectors.dot(u.hessian(), v.direction()), Vectors.dot(v.hessian(), u.direction()), 1e-12 * size);
        }
    }
}
