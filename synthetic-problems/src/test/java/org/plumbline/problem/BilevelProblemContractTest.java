package org.plumbline.problem;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.plumbline.oracle.Constant;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Oracles;

/** The contract has teeth: one answer is broken at a time, and the check that is named for it fails. */
class BilevelProblemContractTest {
    private static final BilevelProblem HONEST = Problems.named("sine-composite/claims");
    private static final BilevelProblem CONVEX = Problems.named("quadratic/claims");

    private static BilevelProblemContract of(BilevelProblem broken) {
        return () -> broken;
    }

    private static void assertCaught(Runnable check) {
        assertThrows(AssertionFailedError.class, check::run);
    }

    /** A part in 10⁵ of one component, less than an eye would see. */
    @Test
    void aSlightlyWrongUpperGradientIsCaught() {
        BilevelProblemContract contract = of(new Tampered(HONEST) {
            @Override
            public void lowerGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
                super.lowerGradient(phi, lambda, gradPhi, gradLambda);
                gradPhi[0] *= 1 + 1e-5;
            }
        });
        assertCaught(contract::gradientsMatchCentralDifferences);
    }

    @Test
    void aMissingTermOfTheGradientFailsTheTaylorTest() {
        BilevelProblemContract contract = of(new Tampered(HONEST) {
            @Override
            public void upperGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
                super.upperGradient(phi, lambda, gradPhi, gradLambda);
                gradLambda[1] = 0;
            }
        });
        assertCaught(contract::gradientsPassTheTaylorTest);
    }

    @Test
    void aGaussNewtonHessianIsCaught() {
        BilevelProblemContract contract = of(new Tampered(HONEST) {
            @Override
            public void hessianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
                super.hessianVector(phi, lowerSolution(phi), vector, product);
            }
        });
        assertCaught(contract::productsPassTheTaylorTest);
        assertCaught(contract::productsMatchDifferencesOfGradients);
    }

    @Test
    void aJacobianOfTheWrongSignIsCaught() {
        BilevelProblemContract contract = of(new Tampered(CONVEX) {
            @Override
            public void jacobianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
                super.jacobianVector(phi, lambda, Vectors.plus(new double[vector.length], -1, vector), product);
            }
        });
        assertCaught(contract::productsPassTheTaylorTest);
        assertCaught(contract::productsMatchDifferencesOfGradients);
    }

    /** λ_σ computed for 2σ: every check of the penalised maps that can see it does. */
    @Test
    void anInconsistentFactorInThePenaltyIsCaught() {
        BilevelProblemContract contract = of(new Tampered(CONVEX) {
            @Override
            public double[] penalisedSolution(double[] phi, double sigma) {
                return super.penalisedSolution(phi, 2 * sigma);
            }
        });
        assertCaught(contract::thePenalisedGradientVanishesAtThePenalisedSolution);
        assertCaught(contract::noSampledPointHasALowerPenalisedLossThanThePenalisedSolution);
        assertCaught(contract::thePenaltyHypergradientMatchesDifferencesOfThePenaltyProxy);
    }

    @Test
    void aHypergradientWithoutItsImplicitPartIsCaught() {
        BilevelProblemContract contract = of(new Tampered(HONEST) {
            @Override
            public double[] hypergradient(double[] phi) {
                Point solution = new Point(phi, lowerSolution(phi));
                return Gradients.ofUpper(this, solution).phi();
            }
        });
        assertCaught(contract::theHypergradientMatchesDifferencesOfTheObjective);
        assertCaught(contract::theHypergradientVanishesAtTheKnownOptimum);
    }

    @Test
    void aStationaryPointSoldAsGlobalIsCaught() {
        double[] elsewhere = Vectors.plus(CONVEX.box().upper(), -0.1, new double[] {1, 1, 1});
        BilevelProblemContract contract = of(new Tampered(CONVEX) {
            @Override
            public Optional<KnownOptimum> knownOptimum() {
                return Optional.of(new KnownOptimum(elsewhere, objective(elsewhere), KnownOptimum.Kind.GLOBAL));
            }
        });
        assertCaught(contract::aGlobalOptimumIsNotBeatenBySampledPoints);
    }

    @Test
    void constantsThatAreTooGoodOrTooCarefulAreCaught() {
        for (BilevelProblem honest : List.of(HONEST, CONVEX)) {
            assertCaught(scaled(honest, 1.001, 1)::thePlInequalityHoldsAtTheWorstPointThatASearchFinds);
            assertCaught(scaled(honest, 0.98, 1)::thePlConstantIsNoLooserThanDeclared);
        }
        assertCaught(scaled(CONVEX, 1, 0.999)::theHessianIsNowhereLargerThanTheSmoothness);
        assertCaught(scaled(CONVEX, 1, 1.02)::theSmoothnessIsNoLooserThanDeclared);
    }

    private static BilevelProblemContract scaled(BilevelProblem honest, double muFactor, double lFactor) {
        return of(new Tampered(honest) {
            @Override
            public Constants constants() {
                return new Constants(List.of(
                        exact(Constants.MU, muFactor * super.constants().require(Constants.MU)),
                        exact(Constants.L, lFactor * super.constants().require(Constants.L))));
            }
        });
    }

    private static Constant exact(String symbol, double value) {
        return new Constant(symbol, "as tampered", value, Constant.EXACT, "everywhere");
    }

    /** A kernel, a negative curvature away from the solution, and a spurious minimum: each refutes the next better class. */
    @Test
    void aLowerLevelThatIsCalledBetterThanItIsIsCaught() {
        BilevelProblemContract kernel =
                labelled(Problems.named("rank-deficient-quadratic/claims"), LowerLevel.NONSINGULAR_PL);
        assertCaught(kernel::theHessianAtTheSolutionIsNonsingularWhereItIsDeclaredToBe);
        BilevelProblemContract nonconvex = labelled(HONEST, LowerLevel.STRONGLY_CONVEX);
        assertCaught(nonconvex::theHessianIsNowhereFlatterThanDeclaredWhereTheLowerLevelIsStronglyConvex);
        BilevelProblemContract trapped = labelled(Problems.named("double-well/claims"), LowerLevel.PL);
        assertCaught(trapped::alsoALowerLevelThatIsMoreThanPlDeclaresAPlConstant);
    }

    private static BilevelProblemContract labelled(BilevelProblem honest, LowerLevel level) {
        return of(new Tampered(honest) {
            @Override
            public LowerLevel lowerLevel() {
                return level;
            }
        });
    }

    /** Four times the critical value, which is twice the declared one. */
    @Test
    void aRangeOfNegativePenaltiesThatIsTooLongIsCaught() {
        for (BilevelProblem honest : List.of(CONVEX, Problems.named("lqr-reward-design/claims"))) {
            BilevelProblemContract contract = of(new Tampered(honest) {
                @Override
                public Constants constants() {
                    double end = super.constants().require(Constants.SIGMA_MINUS);
                    return new Constants(List.of(exact(Constants.SIGMA_MINUS, 8 * end)));
                }
            });
            assertThrows(Throwable.class, contract::theNegativelyPenalisedLevelIsPlWithItsModulus);
        }
    }

    /** The oracles of a problem that is its own ground truth, handed out as they are. */
    @Test
    void aLeakingOracleIsCaught() {
        assertCaught(of(new LeakingOracles(HONEST))::noCastLeadsFromAnOracleToTheTruthOrToAStrongerOracle);
    }

    @Test
    void aLedgerThatCountsCallsAndNotSamplesIsCaught() {
        BilevelProblemContract contract = of(new Tampered(HONEST) {
            @Override
            public Oracles oracles(NoiseModel noise) {
                return new CallCountingOracles(super.oracles(noise));
            }
        });
        assertCaught(contract::theLedgerAgreesWithAnIndependentCount);
    }
}
