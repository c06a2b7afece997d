package org.plumbline.theory.claim.comparison;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.theory.Audit;
import org.plumbline.theory.Claim;
import org.plumbline.theory.claim.Implementation;

/**
 * RATE-4: does O(ε⁻³) improve on the ε⁻⁶ methods? Algorithm 1's rate is stated for a squared criterion (inferred), that of
 * Chen, Xu and Zhang and of F2BSA for a norm. With \(\epsilon = \epsilon'^2\) the two exponents are the same number; the audit
 * measures them on the same instances, against the error that was achieved.
 */
@AutoService(Audit.class)
public final class RatesInMatchedUnits implements Audit {
    @Override
    public String id() {
        return "RATE-4";
    }

    @Override
    public List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        claims.add(new TheSameMethod());
        List<EqualExponents> instances = List.of(
                new EqualExponents(Arenas.quadratic(), true),
                new EqualExponents(Arenas.sine(), true),
                new EqualExponents(Arenas.karimi(), false),
                new EqualExponents(Arenas.regulator(), false));
        claims.addAll(instances);
        claims.add(new ExponentsAgreeEverywhere(instances));
        return claims;
    }

    /**
     * The identity with the method of Chen, Xu and Zhang.
     *
     * @param tested who makes Algorithm 1's traces
     * @return the claim
     */
    public static Claim identity(Implementation tested) {
        return new TheSameMethod(tested);
    }
}
