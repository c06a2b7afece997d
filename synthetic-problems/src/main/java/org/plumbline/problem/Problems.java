package org.plumbline.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.plumbline.numeric.RefusedException;

/** The registered families and their named instances, found through {@link ServiceLoader} in order of name. */
public final class Problems {
    private Problems() {}

    /**
     * All families on the class path of the current thread.
     *
     * @return in order of name
     */
    public static List<ProblemFamily> families() {
        List<ProblemFamily> families = new ArrayList<>();
        ServiceLoader.load(ProblemFamily.class).forEach(families::add);
        families.sort(Comparator.comparing(ProblemFamily::name));
        return families;
    }

    /**
     * All named instances.
     *
     * @return family by family
     */
    public static List<BilevelProblem> catalogue() {
        return families().stream().flatMap(f -> f.catalogue().stream()).toList();
    }

    /**
     * A named instance.
     *
     * @param id its name, such as "quadratic/claims"
     * @return the instance
     * @throws RefusedException if there is none of that name
     */
    public static BilevelProblem named(String id) {
        List<BilevelProblem> all = catalogue();
        return all.stream()
                .filter(problem -> problem.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new RefusedException("The problem \"" + id + "\" must be a file or one of "
                        + all.stream().map(BilevelProblem::id).toList() + ". Maybe see 'list problems'."));
    }
}
