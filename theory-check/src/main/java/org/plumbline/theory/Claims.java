package org.plumbline.theory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;
import org.plumbline.problem.BilevelProblem;

/** The registered audits and their claims. */
public final class Claims {
    private Claims() {}

    /**
     * All claims on the class path of the current thread.
     *
     * @return in order of id
     */
    public static List<Claim> all() {
        return sorted(Audit::claims);
    }

    /**
     * The claims that can be checked on an instance that somebody brings along.
     *
     * @param problem the instance
     * @return in order of id
     */
    public static List<Claim> on(BilevelProblem problem) {
        return sorted(audit -> audit.on(problem));
    }

    /**
     * The same with the claims that are made only when they are named.
     *
     * @param problem the instance
     * @return in order of id
     */
    public static List<Claim> onRequest(BilevelProblem problem) {
        return sorted(audit -> Stream.concat(audit.on(problem).stream(), audit.onRequest(problem).stream())
                .toList());
    }

    private static List<Claim> sorted(Function<Audit, List<Claim>> of) {
        List<Claim> claims = new ArrayList<>();
        ServiceLoader.load(Audit.class).forEach(audit -> claims.addAll(of.apply(audit)));
        claims.sort(Comparator.comparing(claim -> claim.card().id()));
        return claims;
    }
}
