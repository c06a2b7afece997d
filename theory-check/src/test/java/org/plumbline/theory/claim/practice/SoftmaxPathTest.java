package org.plumbline.theory.claim.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.plumbline.problem.mdp.SoftMdpProblem;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.CellResult;

class SoftmaxPathTest {
    /**
     * With p and q the probabilities and δ the difference of the logits, d = 1/(1−γ) = 2 and τ = 1:
     * ½‖∇g‖² = d²(pqδ)², g − g* = d(ln 2 + p ln p + q ln q), and μ(λ) = 2 d min(p, q)².
     */
    @Test
    void inOneStateWithTwoEqualActionsTheRatioIsTheFormula() {
        SoftMdpProblem problem = SoftmaxPl.tight();
        CellResult seen = new SoftmaxPath(
                        problem, problem.start().phi(), 50, SeedTree.of(13).child("softmax"))
                .run();
        double least = seen.value("descent least share");
        double other = 1 - least;
        double delta = Math.log(other / least);
        double gap = 2 * (Math.log(2) + least * Math.log(least) + other * Math.log(other));
        double square = 4 * Math.pow(least * other * delta, 2);
        assertEquals(square / gap, seen.value("descent ratio"), 1e-12 * square / gap);
        assertEquals(4 * least * least, seen.value("descent bound"), 1e-14);
    }
}
