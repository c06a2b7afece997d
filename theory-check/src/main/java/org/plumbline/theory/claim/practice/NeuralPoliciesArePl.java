package org.plumbline.theory.claim.practice;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.problem.Problems;
import org.plumbline.problem.control.ControlTasks;
import org.plumbline.problem.mdp.SoftMdpProblem;
import org.plumbline.theory.Audit;
import org.plumbline.theory.Claim;

/** PRAC-2, open question 3: does PL hold where policies are neural networks? Beside them tabular softmax policies. */
@AutoService(Audit.class)
public final class NeuralPoliciesArePl implements Audit {
    @Override
    public String id() {
        return "PRAC-2";
    }

    @Override
    public List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        ControlTasks.all().forEach(task -> {
            claims.add(new NeuralPl(task));
            claims.add(new ConstantPolicyPl(task));
        });
        claims.add(new SoftmaxPl((SoftMdpProblem) Problems.named("soft-mdp/claims")));
        return claims;
    }
}
