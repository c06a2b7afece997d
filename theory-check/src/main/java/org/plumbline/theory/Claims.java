package org.plumbline.theory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The registered audits and their claims. */
public final class Claims {
    private Claims() {}

    /**
     * All claims on the class path of the current thread.
     *
     * @return in order of id
     */
    public static List<Claim> all() {
        List<Claim> claims = new ArrayList<>();
        ServiceLoader.load(Audit.class).forEach(audit -> claims.addAll(audit.claims()));
        claims.sort(Comparator.comparing(claim -> claim.card().id()));
        return claims;
    }
}
